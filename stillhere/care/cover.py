"""Who can be had while nobody sits at a console: whoever is on call and has just said yes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from stillhere.care.duties import Person
from stillhere.care.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Yes:
    """An on-call person pressed 1 when their phone rang: "misses come to me" (WA12)."""

    by: int
    at: datetime


def is_fresh(yes: Yes, *, policy: Policy, now: datetime) -> bool:
    """Nobody is counted on for a yes of an hour ago: they may be asleep again."""
    return now - yes.at < policy.seconds("unattended_yes")


def fresh_yeses(yeses: Iterable[Yes], *, policy: Policy, now: datetime) -> tuple[Yes, ...]:
    """The latest of each person first."""
    latest: dict[int, Yes] = {}
    for yes in sorted(yeses, key=lambda each: each.at, reverse=True):
        if is_fresh(yes, policy=policy, now=now):
            latest.setdefault(yes.by, yes)
    return tuple(latest.values())


def asked_on_call(people: Sequence[Person]) -> tuple[Person, ...]:
    """Whose phones ring when nobody is on shift any more: all on call who have one (WA13)."""
    return tuple(p for p in people if p.on_call and p.has_number and not p.on_the_phone)


def must_be_told(people: Sequence[Person], *, leaver: int) -> tuple[Person, ...]:
    """Supervisors, when the last one has left and nobody on call has said yes (WA13)."""
    others = (p for p in people if p.id != leaver)
    return tuple(p for p in others if p.supervises and p.has_number and not p.at_console)
