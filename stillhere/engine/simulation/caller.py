"""One caller in one visit, as it goes: what they are able to do, and what has been done."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final

from stillhere.engine.simulation.house import caller_number
from stillhere.engine.simulation.load import Reason, Visit

WORD: Final = "maple"


@dataclass(slots=True)
class Caller:
    visit: Visit
    dice: Random
    """Of this visit alone: what others do never changes their throws."""
    contacts: list[int] = field(default_factory=list)
    """The latest last; more than one where the line dropped and they came back."""
    watch: int | None = None
    done: set[str] = field(default_factory=set)
    taken_at: datetime | None = None
    would_end: datetime | None = None
    quiet_from: datetime | None = None
    quiet_until: datetime | None = None
    """None with `quiet_from`: until somebody is beside them."""
    never_wakes: bool = False
    gone: bool = False
    """No line to them; a ring may still reach them."""
    help_at: datetime | None = None
    """When whoever was sent will be there."""
    heard_ask: int = 0
    sent: int = 0
    """How much they have sent: the next key."""
    over: bool = False

    @property
    def number(self) -> str:
        return caller_number(self.visit.person)

    @property
    def contact(self) -> int:
        return self.contacts[-1]

    @property
    def uses(self) -> bool:
        return self.visit.reason is Reason.SUPERVISED_USE

    def is_quiet(self, now: datetime) -> bool:
        if self.quiet_from is None or now < self.quiet_from:
            return False
        return self.never_wakes or (self.quiet_until is not None and now < self.quiet_until)

    def can_be_heard(self, now: datetime) -> bool:
        return not self.gone and not self.over and not self.is_quiet(now)

    def next_key(self) -> str:
        self.sent += 1
        return f"v{self.visit.number}:{self.sent}"
