"""
What every way of reaching people can do, and what can go wrong with it.

    LineError
    ├── CannotReach       never by this way, however often we try
    │   ├── NoSuchNumber  not a number, or nobody has it
    │   ├── Blocked       they, or their carrier, want nothing from us: a channel lost (WA10)
    │   └── LineCannot    this line does not ring, or does not text
    ├── NotNow            nothing has left; try again
    │   └── NotThisOne    only this one is not taken: no sign that the line is down
    └── OutcomeUnknown    it may have left: ask `find(key)` before sending it again

A line answers within `ANSWERS_WITHIN` or raises `OutcomeUnknown`. No error carries a number.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

ANSWERS_WITHIN: Final = timedelta(seconds=5)
"""For one question to a provider: half the time for which the courier has a duty to itself."""


class LineError(Exception):
    """Reaching somebody by this line did not work."""


class CannotReach(LineError):
    """Trying again by the same way is of no use."""


class NoSuchNumber(CannotReach):
    """Not a number, or a number that nobody has."""


class Blocked(CannotReach):
    """The carrier delivers nothing from us to them any more."""


class LineCannot(CannotReach):
    """This line has no such way of reaching people."""


class NotNow(LineError):
    """The provider is down or busy, and has surely not taken it."""


class NotThisOne(NotNow):
    """The provider will not have this one, for what is in it. It may still take every other."""


class OutcomeUnknown(LineError):
    """No answer came. It may be on its way."""


class Progress(StrEnum):
    ACCEPTED = "accepted"
    """The provider has it. That is not yet on the phone, and far from answered (ES7)."""
    DELIVERED = "delivered"
    """On the phone; for a ring: it rings."""
    ANSWERED = "answered"
    """A ring was picked up. By a person or by a machine: nobody knows yet (CO5)."""
    FAILED = "failed"
    """The provider says that it did not arrive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    key: str
    progress: Progress
    reference: str = ""
    """What the provider calls it, for its invoice and its support."""
    maybe_twice: bool = False
    """An earlier try under this key may have left as well: counted, since nobody can be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    texts: bool = False
    rings: bool = False
    reports: bool = False
    """It tells us what became of a text."""
    finds: bool = False
    """It can be asked for what it took under a key; else a double text is possible."""
    by_number: bool = True
    """False: `to` is the number of a contact of ours, as in a chat."""


class Line(Protocol):
    """The same `key` twice is delivered once. Times are handed over, as everywhere."""

    @property
    def capabilities(self) -> Capabilities: ...

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        """`to` in E.164. Raises a `LineError`."""

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        """Rings, and says `say` to whoever answers. Raises a `LineError`."""

    def find(self, key: str) -> Receipt | None:
        """What became of `key`; None if the provider never had it. Raises a `LineError`."""
