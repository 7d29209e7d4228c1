"""Where a line's exchange is asked, by whom it reaches telephones, and the password of its door."""

import re
from dataclasses import dataclass
from typing import Any, Final

from stillhere.actions.line_secret import secret_of
from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.laying import CannotLay, Carrier
from stillhere.lines.companies import WrongAccount, checked_base, own_number
from stillhere.records.models import Line

HERE: Final = "http://127.0.0.1:8088"
"""Where it is asked without another word: beside us, on this machine."""
ON_THIS_MACHINE: Final = re.compile(
    r"http://127(?:\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}(?::[0-9]{1,5})?/?"
)
CARRIER_LIKE: Final = "north=sip.example.net,192.0.2.10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One exchange, as every line at it sees it. It never prints its password."""

    door: Door
    carriers: tuple[Carrier, ...]
    number: str
    """Of this line."""


def account_of(line: Line) -> Account:
    """Raises `WrongAccount`, and `CannotOpen` where the password cannot be read here."""
    url, number = check(line.settings), own_number(line.number)
    password, _ = secret_of(line)
    return Account(
        door=Door(url=url, password=password), carriers=_carriers(line.settings), number=number
    )


def check(settings: dict[str, Any]) -> str:
    """Where the exchange is asked. Raises `WrongAccount`."""
    carriers = _carriers(settings)
    if not carriers:
        raise WrongAccount(f"Say who carries its calls: --carrier {CARRIER_LIKE}")
    names = [each.name for each in carriers]
    if len(set(names)) != len(names):
        raise WrongAccount("Two carriers have the same name. Give each one of its own.")
    return door_of(settings)


def door_of(settings: dict[str, Any]) -> str:
    """Without TLS on this machine alone. Raises `WrongAccount`."""
    base = str(settings.get("base_url") or HERE)
    if ON_THIS_MACHINE.fullmatch(base):
        return base.rstrip("/")
    return checked_base(base, HERE)


def carrier(written: str) -> Carrier:
    """`name=host,address,…`; the addresses are those it calls us from. Raises `WrongAccount`."""
    name, _, rest = written.partition("=")
    host, *addresses = (each.strip() for each in rest.split(","))
    found = Carrier(name=name.strip(), host=host, comes_from=tuple(addresses))
    try:
        found.check()
    except CannotLay as wrong:
        raise WrongAccount(f"{wrong} A carrier is written like {CARRIER_LIKE}") from None
    return found


def _carriers(settings: dict[str, Any]) -> tuple[Carrier, ...]:
    return tuple(map(carrier, settings.get("carriers") or ()))
