"""One question to the exchange: what an answer means, and whether something may have happened.

Somebody hangs up while we ask, a restart asks again what was asked before, a telephone is not
registered: these are answers (`Answered`), never errors. Errors are what a person must look at,
or what nobody knows.

    LineError
    ├── NotNow
    │   ├── ExchangeAway      nothing has left: it does not run, or not yet
    │   └── NotOurExchange    it does not take us for its controller, or not this question
    └── OutcomeUnknown        no answer came: ask again with the same id
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import httpx

from stillhere.lines.line import NotNow, OutcomeUnknown

PATIENCE: Final = httpx.Timeout(connect=1, write=0.5, pool=1, read=2)
"""Seconds. It is on this machine or beside it, and answers in milliseconds."""
AT_ONCE: Final = httpx.Limits(max_connections=32, max_keepalive_connections=32)
NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class ExchangeAway(NotNow):
    """It does not run, or does not answer yet."""


class NotOurExchange(NotNow):
    """Its password, its modules or a question of ours is wrong: somebody has to look."""


class Answered(StrEnum):
    DONE = "done"
    GONE = "gone"
    """There is no such channel, bridge or sound any more."""
    ALREADY = "already"
    """Made before under this id; or it is in nobody's hands now, or not in ours."""
    CANNOT = "cannot"
    """In its state that cannot be done to it: not answered yet, or not in that bridge."""
    NOBODY = "nobody"
    """There is no telephone to ring: not registered, or its channel could not be made."""


MEANS: Final[Mapping[int, Answered]] = {
    404: Answered.GONE,
    409: Answered.ALREADY,
    412: Answered.CANNOT,
    422: Answered.CANNOT,
}
NOBODY_THERE: Final = "Allocation failed"
"""As Asterisk words it, with 500, where nobody is registered at a telephone."""
NOT_FOUND: Final = "not found"
"""It says so with 400 where a channel to put into a bridge is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    what: Answered
    said: Any = field(default=None, repr=False)
    """Numbers of people may stand in it."""

    @property
    def is_done(self) -> bool:
        return self.what is Answered.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the exchange is asked, and as whom. It never prints its password."""

    url: str
    password: str = field(repr=False)
    user: str = "stillhere"
    app: str = "stillhere"

    @property
    def stream(self) -> str:
        """Always with everything: the event with the cause of a hang-up comes no other way, and a
        second connection keeps whatever the first one asked for.
        """
        return f"ws{self.url.removeprefix('http')}/ari/events?app={self.app}&subscribeAll=true"


def client(door: Door, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """It follows no redirect and asks no proxy: the password goes to the exchange alone."""
    return httpx.AsyncClient(
        base_url=f"{door.url}/ari/",
        auth=(door.user, door.password),
        timeout=PATIENCE,
        limits=AT_ONCE,
        follow_redirects=False,
        trust_env=False,
        transport=transport,
    )


async def ask(
    asked: httpx.AsyncClient,
    method: str,
    where: str,
    *,
    params: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Answer:
    """Raises what stands above, without a number in it."""
    try:
        response = await asked.request(method, where, params=params, json=body)
    except NOT_SENT:
        raise ExchangeAway("The exchange cannot be reached.") from None
    except httpx.HTTPError:
        raise OutcomeUnknown("The exchange did not answer in time.") from None
    return _meaning(response)


def _meaning(response: httpx.Response) -> Answer:
    said = _read(response)
    if response.is_success:
        return Answer(what=Answered.DONE, said=said)
    if response.status_code in MEANS:
        return Answer(what=MEANS[response.status_code], said=said)
    words = _message(said)
    if response.status_code == 500 and NOBODY_THERE in words:
        return Answer(what=Answered.NOBODY)
    if response.status_code == 400 and NOT_FOUND in words:
        return Answer(what=Answered.GONE)
    if response.status_code == 503:
        raise ExchangeAway("The exchange is starting or ending.")
    if response.status_code >= 500:
        raise OutcomeUnknown("The exchange broke down over it.")
    raise NotOurExchange(f"The exchange does not do this for us ({response.status_code}).")


def _read(response: httpx.Response) -> Any:
    if not response.content:
        return None
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None


def _message(said: Any) -> str:
    """Older parts of it say `error` for what newer ones call `message`."""
    if not isinstance(said, dict):
        return ""
    return str(said.get("message") or said.get("error") or "")
