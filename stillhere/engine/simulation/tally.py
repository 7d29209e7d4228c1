"""What is counted while it runs: every figure of the report comes from here."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An invariant that did not hold."""

    invariant: str
    what: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.invariant} at {self.at:%Y-%m-%d %H:%M:%S}: {self.what}"


@dataclass(slots=True)
class Tally:
    by_reason: Counter[str] = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)
    adverse: int = 0
    repeated: int = 0
    """Outside events that were sent once more."""
    alarms: int = 0
    unattended: int = 0
    """Watches that began without a person beside them."""
    used_again: int = 0
    """Uses within a watch after the first."""
    sent_help: set[int] = field(default_factory=set)
    """Watches in which somebody was sent."""
    lateness_ms: list[int] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    """Seconds from reaching us to a person."""
    gave_up: int = 0
    """Left before anybody had answered."""
    refused: Counter[str] = field(default_factory=Counter)
    """What the rules refused; two people at once, a press too late. Normal."""
    events: int = 0
    broken: list[Broken] = field(default_factory=list)

    def breaks(self, invariant: str, what: str, at: datetime) -> None:
        self.broken.append(Broken(invariant=invariant, what=what, at=at))
