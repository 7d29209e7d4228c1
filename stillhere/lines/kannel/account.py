"""Who we are to Kannel, where it is asked, and the secret it shows when it brings us something."""

import hmac
import re
from dataclasses import dataclass, field
from typing import Any, Final

from stillhere.actions.line_secret import secret_of
from stillhere.lines.companies import (
    WrongAccount,
    checked_base,
    countries,
    must_be_countries,
    own_number,
)
from stillhere.records.models import Line

LIKE: Final = "http://127.0.0.1:13013"
USER: Final = re.compile(r"[A-Za-z0-9-]{2,64}")
SENDSMS: Final = "/cgi-bin/sendsms"
"""Kannel's own address for it; another can be set there, and belongs into the base URL then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """It never prints its password."""

    user: str
    number: str
    where: str
    countries: frozenset[str]
    """Texts go to these alone."""
    password: str = field(repr=False)
    shows: str = field(repr=False)
    """What Kannel has to show us."""


def account_of(line: Line) -> Account:
    """Raises `WrongAccount`, and `CannotOpen` where the password cannot be read here."""
    base, number = check(line.settings), own_number(line.number)
    password, _ = secret_of(line)
    return Account(
        user=str(line.settings["account_sid"]),
        number=number,
        where=base if base.endswith("/sendsms") else f"{base}{SENDSMS}",
        countries=countries(line.settings),
        password=password,
        shows=shown_by(password, line.slug),
    )


def check(settings: dict[str, Any]) -> str:
    """Where Kannel is asked. Raises `WrongAccount`."""
    if not USER.fullmatch(str(settings.get("account_sid", ""))):
        raise WrongAccount(
            "The account is the username of a sendsms-user in Kannel's configuration: "
            "letters, digits and hyphens."
        )
    if not settings.get("base_url"):
        raise WrongAccount(f"Say where Kannel takes texts: --base-url {LIKE}")
    must_be_countries(settings)
    return checked_base(str(settings["base_url"]), LIKE)


def shown_by(password: str, slug: str) -> str:
    """Made from the password, so that there is one secret to keep; who reads it in an access log
    can bring us texts, and cannot send any.
    """
    return hmac.digest(password.encode(), f"hook {slug}".encode(), "sha256").hex()[:40]
