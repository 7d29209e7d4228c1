"""Who can be had while nobody sits at a console: whoever is on call and has just said yes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from stillhere.care.duties import Person
from stillhere.care.policy import Policy


class Says(StrEnum):
    """What a ring to somebody on call is about, and so what pressing 1 takes on."""

    COVER = "cover"
    """Nobody is on shift: I am awake, ring me."""
    WAITS = "waits"
    """The same, where somebody waits."""
    STILL = "still"
    """Is it still my phone that rings? To the holder of an unattended watch."""
    MISS = "miss"
    """Somebody in an unattended watch does not answer, or nobody's yes counts for them now."""


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


def who_holds(
    yeses: Iterable[Yes], people: Iterable[Person], *, held: Mapping[int, int], policy: Policy
) -> Yes | None:
    """Whose phone rings for an unattended watch that begins now: the latest yes with a hand free.

    `held`: how many people each has already; as many as one holds in text and chat (WA13).
    """
    ready = {p.id for p in people if p.on_call and p.has_number and not p.on_the_phone}
    free = (y for y in yeses if y.by in ready and held.get(y.by, 0) < policy.text_watches)
    return next(free, None)


def asked_on_call(people: Sequence[Person]) -> tuple[Person, ...]:
    """Whose phones ring when nobody is on shift any more: all on call who have one (WA13)."""
    return tuple(p for p in people if p.on_call and p.has_number and not p.on_the_phone)


def must_be_told(people: Sequence[Person], *, leaver: int) -> tuple[Person, ...]:
    """Supervisors, when the last one has left and nobody on call has said yes (WA13)."""
    others = (p for p in people if p.id != leaver)
    return tuple(p for p in others if p.supervises and p.has_number and not p.at_console)
