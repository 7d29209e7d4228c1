"""How often something was guessed wrong from one network, so that guessing soon has to wait."""

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from stillhere.web.signing_in import SigningIn

MOST_WRONG: Final = 10
"""From one network; then it waits. With forty bits to guess nobody gets anywhere."""
WAITS: Final = 600
"""Seconds, counted from the last wrong try."""


def too_often(request: HttpRequest, what: str) -> bool:
    """`what` is guessed: one thing is not counted for another."""
    return int(cache.get(_tries(request, what), 0)) >= MOST_WRONG


def one_more_wrong(request: HttpRequest, what: str) -> None:
    tries = _tries(request, what)
    cache.set(tries, cache.get(tries, 0) + 1, WAITS)


def _tries(request: HttpRequest, what: str) -> str:
    return salted_hmac(what, str(SigningIn().get_client_ip(request))).hexdigest()
