"""One question to a company: answered in time, or told apart by whether it may have left."""

import time
from functools import lru_cache
from typing import Any, Final

import httpx

from stillhere.lines.line import ANSWERS_WITHIN, NotNow, OutcomeUnknown

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


@lru_cache(maxsize=1)
def the_client() -> httpx.Client:
    """One for the process: it keeps connections open."""
    return new_client()


def new_client(transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """It follows no redirect, wherever to."""
    return httpx.Client(follow_redirects=False, timeout=PATIENCE, transport=transport)


def exchange(client: httpx.Client, method: str, where: str, **what: Any) -> tuple[int, bytes]:
    """Status and whole answer. Raises `NotNow` where nothing has left, else `OutcomeUnknown`.

    Neither says to whom.
    """
    until = time.monotonic() + ANSWERS_WITHIN.total_seconds()
    try:
        with client.stream(method, where, **what) as response:
            return response.status_code, _read(response, until)
    except NOT_SENT:
        raise NotNow("The company cannot be reached.") from None
    except httpx.HTTPError:
        raise OutcomeUnknown("The company did not answer in time.") from None


def _read(response: httpx.Response, until: float) -> bytes:
    whole = bytearray()
    for part in response.iter_bytes():
        whole += part
        if len(whole) > LARGEST or time.monotonic() > until:
            raise OutcomeUnknown("The company answers without an end.")
    return bytes(whole)
