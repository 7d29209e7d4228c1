"""Which ways of reaching people this installation knows, and the line behind a record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stillhere.actions.weather import weather
from stillhere.lines import simulated, webchat
from stillhere.lines.asterisk import account as asterisk_account
from stillhere.lines.asterisk import line as asterisk
from stillhere.lines.kannel import account as kannel_account
from stillhere.lines.kannel import hearing as kannel_hearing
from stillhere.lines.kannel import line as kannel
from stillhere.lines.kannel import paste
from stillhere.lines.line import Capabilities, Line
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.lines.twilio import account as twilio_account
from stillhere.lines.twilio import hearing
from stillhere.lines.twilio import line as twilio
from stillhere.records.models import Line as LineRecord

Hear = Callable[[LineRecord | None, Posted, datetime], str]
"""What to answer, once it is kept; `NotFromThem` also for a line that is not there."""


class UnknownProvider(Exception):
    """A line record that names no provider we know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    name: str
    what: str
    """One sentence, for whoever chooses."""
    make: Callable[[LineRecord], Line]
    capabilities: Capabilities
    check: Callable[[dict[str, Any]], object]
    """Raises a `ValueError` with a sentence about the setting that cannot be."""
    only_practice: bool = False
    hear: Hear | None = None
    """What it posts to us. None: it has nothing to say."""
    asks: bool = False
    """It brings with GET as well. A secret in a header says that it is theirs."""
    account: Callable[[LineRecord], object] | None = None
    """A company carries it: it wants a number of the line's own, an account and a token.

    Raises `WrongAccount` with a sentence, and `CannotOpen`. None: nobody carries it.
    """
    paste: Callable[..., str] | None = None
    """What is to be entered on the other side, made of slug, user and password."""

    exchange: Callable[[LineRecord], asterisk_account.Account] | None = None
    """People ring it: calls come in at an exchange of one's own. Raises as `account` does."""

    @property
    def has_account(self) -> bool:
        return self.account is not None


def _simulated(line: LineRecord) -> Line:
    return simulated.Simulated(line=line.pk, organisation=line.organisation_id)


def _twilio(line: LineRecord) -> Line:
    return twilio.Twilio(record=line)


def _kannel(line: LineRecord) -> Line:
    return kannel.Kannel(record=line)


def _asterisk(_line: LineRecord) -> Line:
    return asterisk.AsteriskLine()


def _webchat(_line: LineRecord) -> Line:
    return webchat.WebChat()


PROVIDERS: Final = {
    "simulated": Provider(
        name="simulated",
        what="Practice phones with invented numbers; nothing leaves this machine.",
        make=_simulated,
        capabilities=simulated.CAPABILITIES,
        check=weather,
        only_practice=True,
    ),
    "webchat": Provider(
        name="webchat",
        what="A chat on the line's own page; it can text and cannot ring.",
        make=_webchat,
        capabilities=webchat.CAPABILITIES,
        check=dict,
    ),
    "twilio": Provider(
        name="twilio",
        what="Texts through Twilio or a company that speaks like it; it cannot ring yet.",
        make=_twilio,
        capabilities=twilio.CAPABILITIES,
        check=twilio_account.check,
        hear=hearing.hear,
        account=twilio_account.account_of,
    ),
    "kannel": Provider(
        name="kannel",
        what="Texts over SMPP, through a Kannel gateway of your own; it cannot ring.",
        make=_kannel,
        capabilities=kannel.CAPABILITIES,
        check=kannel_account.check,
        hear=kannel_hearing.hear,
        asks=True,
        account=kannel_account.account_of,
        paste=paste.configuration,
    ),
    "asterisk": Provider(
        name="asterisk",
        what="Calls through an Asterisk exchange of your own; it cannot text.",
        make=_asterisk,
        capabilities=asterisk.CAPABILITIES,
        check=asterisk_account.check,
        exchange=asterisk_account.account_of,
    ),
}
RUNG: Final = frozenset(name for name, each in PROVIDERS.items() if each.exchange is not None)
"""People ring these lines."""


def provider(name: str) -> Provider:
    """Raises `UnknownProvider`, naming those there are."""
    if name in PROVIDERS:
        return PROVIDERS[name]
    ready = ", ".join(PROVIDERS)
    raise UnknownProvider(f"There is no provider called {name}. Ready: {ready}.")


def line_for(line: LineRecord) -> Line:
    return provider(line.provider).make(line)


def texts_numbers(name: str) -> bool:
    """Whether a line of this kind writes to telephones, and so can stand in for another."""
    able = PROVIDERS[name].capabilities if name in PROVIDERS else Capabilities()
    return able.texts and able.by_number


def may_ask(company: str) -> bool:
    """Whether this one brings with GET what others post."""
    return company in PROVIDERS and PROVIDERS[company].asks


def hear(line: LineRecord | None, company: str, posted: Posted, *, now: datetime) -> str:
    """Raises `NotFromThem`, the same for whatever is not as it should be."""
    theirs = PROVIDERS.get(company)
    if theirs is None or theirs.hear is None:
        raise NotFromThem
    return theirs.hear(line if line and line.provider == company else None, posted, now)
