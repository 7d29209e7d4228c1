"""Who somebody is: by name and password, then by a second factor. Nobody signs up by themself."""

import time
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from stillhere.actions.own_account import keep_password
from stillhere.care.access import Role
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.organisations import Organisation, as_organisation
from stillhere.records.people import Operator
from stillhere.records.second_factor import open_secret, seal_secret
from stillhere.records.signing_in import as_operator, as_username
from stillhere.records.steady import clock
from stillhere.web.places import LANDS

REMEMBERED: Final = 600
"""Seconds a failed attempt slows down the next one for the same name."""
FREE_TRIES: Final = 3
SLOWEST: Final = 5.0
"""Seconds. Slower, and a colleague could be kept out by somebody who only tries."""


class ByName(BaseBackend):
    """Knows one operator at a time: row-level security shows no other before sign-in."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Operator | None:
        del request
        with as_username(username):
            operator = Operator.objects.filter(username__iexact=username).first()
        if operator is None:
            make_password(password)  # takes as long as a wrong password for a real name
            return None
        right = check_password(password, operator.password)
        return operator if right and operator.is_active else None

    def get_user(self, user_id: int) -> Operator | None:
        with as_operator(user_id):
            operator = Operator.objects.filter(pk=user_id, is_active=True).first()
        if operator is not None:
            with as_organisation(operator.organisation_id):
                operator.organisation = Organisation.objects.get(pk=operator.organisation_id)
        return operator


class SigningIn(DefaultAccountAdapter):  # type: ignore[misc]  # it comes without types
    """How allauth signs people in here."""

    wait = staticmethod(time.sleep)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Guessing gets slow. It never becomes impossible for the one whose name it is."""
        super().pre_authenticate(request, **credentials)
        self.wait(slowed(cache.get(_tries(credentials), 0)))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Ten wrong passwords lock the network they came from out of this name, and nobody else."""
        return f"{_tries(credentials)}:{self.get_client_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        del request
        tries = _tries(credentials)
        cache.set(tries, cache.get(tries, 0) + 1, REMEMBERED)

    def set_password(self, user: Operator, password: str) -> None:
        user.password = make_password(password)
        keep_password(
            user.pk, organisation=user.organisation_id, digest=user.password, now=clock.now()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if isinstance(request.user, Operator):
            return LANDS[Role(request.user.role)]
        return reverse("home")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # it comes without types
    def get_totp_issuer(self) -> str:
        return "stillhere"

    def get_totp_label(self, user: Operator) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Without the key folder no code is right. An empty secret would make codes to guess."""
        try:
            return open_secret(encrypted_text)
        except CannotOpen as wrong:
            journal.cry("second_factor_unreadable", wrong)
            return str(generate_totp_secret())


def slowed(failed: int) -> float:
    """Seconds the next attempt for this name waits."""
    return 0.0 if failed < FREE_TRIES else min(SLOWEST, 0.5 * 2 ** (failed - FREE_TRIES))


def _tries(credentials: dict[str, Any]) -> str:
    """Not the name itself: somebody may have typed a password into the wrong field."""
    return salted_hmac("tries", str(credentials.get("username", "")).lower()).hexdigest()
