"""One question to the company: answered in time, or told apart by whether it may have left."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import httpx

from stillhere.lines.line import ANSWERS_WITHIN, NotNow, OutcomeUnknown
from stillhere.lines.twilio.account import Account

PATIENCE: Final = httpx.Timeout(connect=1.5, write=0.5, pool=0.5, read=2.5)
"""Seconds; together `ANSWERS_WITHIN`. An answer that trickles is given up at its end."""
LARGEST: Final = 512 * 1024
"""Bytes of an answer: a page of fifty long texts is a tenth of it."""
NOT_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


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


@lru_cache(maxsize=1)
def the_client() -> httpx.Client:
    """One for the process: it keeps connections open."""
    return new_client()


def new_client(transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """It follows no redirect, wherever to."""
    return httpx.Client(follow_redirects=False, timeout=PATIENCE, transport=transport)


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
    until = time.monotonic() + ANSWERS_WITHIN.total_seconds()
    try:
        with client.stream(
            method,
            where,
            data=data,
            params=params,
            auth=(account.sid, account.token),
            headers={"Accept": "application/json"},
        ) as response:
            return Answer(status=response.status_code, said=_read(response, until))
    except NOT_SENT:
        raise NotNow("The company cannot be reached.") from None
    except httpx.HTTPError:
        raise OutcomeUnknown("The company did not answer in time.") from None


def _read(response: httpx.Response, until: float) -> Mapping[str, Any]:
    whole = bytearray()
    for part in response.iter_bytes():
        whole += part
        if len(whole) > LARGEST or time.monotonic() > until:
            raise OutcomeUnknown("The company answers without an end.")
    try:
        said = json.loads(whole)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
