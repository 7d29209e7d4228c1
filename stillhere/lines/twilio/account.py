"""Who we are to the company, and where it is asked: checked when it is kept and when it is used."""

import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from stillhere.actions.line_secret import secret_of
from stillhere.lines.companies import (
    TWILIO,
    WrongAccount,
    checked_base,
    countries,
    must_be_countries,
    own_number,
)
from stillhere.records.models import Line
from stillhere.records.sealed import Sealer

SID: Final = re.compile(r"[A-Za-z0-9-]{2,64}")


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
    base, number = check(line.settings), own_number(line.number)
    token, sealer = secret_of(line)
    return Account(
        sid=str(line.settings["account_sid"]),
        number=number,
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
    must_be_countries(settings)
    return checked_base(str(settings.get("base_url") or TWILIO), TWILIO)
