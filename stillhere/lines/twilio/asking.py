"""One question to Twilio, or to who speaks like it, and its answer in JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from stillhere.lines.asking import exchange
from stillhere.lines.twilio.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    said: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Nothing where it was not JSON."""

    @property
    def code(self) -> int:
        """The company's own number for what went wrong; 0: none."""
        code = self.said.get("code")
        return code if isinstance(code, int) else 0


def ask(
    account: Account,
    method: str,
    where: str,
    *,
    client: httpx.Client,
    data: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
) -> Answer:
    """Raises `NotNow` where nothing has left, else `OutcomeUnknown`. Neither says to whom."""
    status, whole = exchange(
        client,
        method,
        where,
        data=data,
        params=params,
        auth=(account.sid, account.token),
        headers={"Accept": "application/json"},
    )
    return Answer(status=status, said=_json(whole))


def _json(whole: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(whole)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
