"""Who we are to the company, and where it is asked: checked when it is kept and when it is used.

Only an administrator with a shell on the machine says where; and only to a host they also name
in the environment of the processes, over TLS. So no record, however changed, sends a text or the
token anywhere else.
"""

import os
import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlsplit

from stillhere.actions.line_secret import secret_of
from stillhere.lines.numbers import unknown_countries
from stillhere.records.models import Line
from stillhere.records.sealed import Sealer

HOME: Final = "https://api.twilio.com"
HOSTS: Final = "STILLHERE_PROVIDER_HOSTS"
"""Comma between them: companies that speak like Twilio, beside Twilio itself."""
THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""Without TLS only here, for trying."""
HERE: Final = "CA,US"
"""A default: whoever texts from elsewhere is seen on the board, and is to be rung."""
SID: Final = re.compile(r"[A-Za-z0-9-]{2,64}")
E164: Final = re.compile(r"\+[1-9]\d{6,14}")


class WrongAccount(ValueError):
    """A setting of this line that cannot be, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """It never prints its token."""

    sid: str
    number: str
    base: str
    countries: frozenset[str]
    """Texts go to these alone."""
    token: str = field(repr=False)
    sealer: Sealer = field(repr=False)

    @property
    def messages(self) -> str:
        return f"{self.base}/2010-04-01/Accounts/{self.sid}/Messages.json"

    def message(self, reference: str) -> str:
        there = quote(reference, safe="")
        return f"{self.base}/2010-04-01/Accounts/{self.sid}/Messages/{there}.json"


def account_of(line: Line) -> Account:
    """Raises `WrongAccount`, and `CannotOpen` where the token cannot be read here."""
    base = check(line.settings)
    if not E164.fullmatch(line.number):
        raise WrongAccount("This line has no number of its own in the form +1…")
    token, sealer = secret_of(line)
    return Account(
        sid=str(line.settings["account_sid"]),
        number=line.number,
        base=base,
        countries=countries(line.settings),
        token=token,
        sealer=sealer,
    )


def check(settings: dict[str, Any]) -> str:
    """Where this company is asked. Raises `WrongAccount`."""
    if not SID.fullmatch(str(settings.get("account_sid", ""))):
        raise WrongAccount(
            "The account SID is letters, digits and hyphens, like AC and 32 more. "
            "Copy it from the company's own page."
        )
    unknown = unknown_countries(countries(settings))
    if unknown:
        raise WrongAccount(f"{', '.join(sorted(unknown))} is no country. Like CA,US")
    return _checked(str(settings.get("base_url") or HOME))


def countries(settings: dict[str, Any]) -> frozenset[str]:
    named = str(settings.get("countries") or HERE).upper().split(",")
    return frozenset(each.strip() for each in named)


def _checked(base: str) -> str:
    try:
        address = urlsplit(base)
        host = address.hostname or ""
        port = address.port
    except ValueError:
        raise WrongAccount("The base URL is no address. Like https://api.twilio.com") from None
    if host not in allowed_hosts():
        raise WrongAccount(
            f"The base URL names {host!r}, where nothing of ours goes. If it is your company's, "
            f"add it to {HOSTS} for every process."
        )
    if address.scheme != "https" and not (address.scheme == "http" and host in THIS_MACHINE):
        raise WrongAccount("The base URL must begin with https:// so that nobody reads along.")
    if address.username or address.password or address.query or address.fragment:
        raise WrongAccount(
            "The base URL is scheme, host and path alone. Like https://api.twilio.com"
        )
    where = f"[{host}]" if ":" in host else host
    return f"{address.scheme}://{where}{f':{port}' if port else ''}{address.path.rstrip('/')}"


def allowed_hosts() -> frozenset[str]:
    named = os.environ.get(HOSTS, "").lower().split(",")
    return frozenset({urlsplit(HOME).hostname or "", *(each.strip() for each in named)} - {""})
