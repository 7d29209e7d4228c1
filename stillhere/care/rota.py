"""
Who is to be there when, and the hours for which nobody is (RO1).

Turns are written in the line's local time; shifts and gaps are instants. An hour that a clock
skips or repeats is read as calendars read it (RFC 5545): a time that comes twice is its first,
one that never comes counts from before the clocks went forward. So one turn's end and the next
one's beginning are always the same instant, and no change of clocks makes a gap.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from stillhere.care.policy import Policy

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From an instant up to another; aware, in UTC."""

    begins: datetime
    ends: datetime

    @property
    def lasts(self) -> timedelta:
        return self.ends - self.begins

    def meets(self, other: "Span") -> bool:
        """They share some time; touching is not sharing."""
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What repeats every week. An end no later than the beginning is on the next day."""

    weekday: int
    """0 is Monday, as `date.weekday` counts."""
    begins: time
    ends: time

    def on(self, day: date, zone: tzinfo) -> Span:
        """In UTC. Empty where the clocks skip all of it."""
        overnight = self.ends <= self.begins
        begins = _instant(day, self.begins, zone)
        ends = _instant(day + A_DAY if overnight else day, self.ends, zone)
        return Span(begins=begins, ends=max(begins, ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One person's hours."""

    id: int
    who: int
    span: Span
    confirmed: bool = False
    on_call: bool = False
    """At home, to be rung: fills a gap when asked, and until then is not one of those there."""

    def covers(self, now: datetime) -> bool:
        return self.span.begins <= now < self.span.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Hours with fewer people than there should be."""

    span: Span
    missing: int


class Step(StrEnum):
    """What is done about a gap, in order, by absolute times before it begins."""

    SHOW = "show"
    TEXT_COORDINATOR = "text_coordinator"
    ASK_ON_CALL = "ask_on_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What is owed about a gap now, and when to look again; None: nothing is left to wait for."""

    owed: tuple[Step, ...]
    due_at: datetime | None


BEFORE: Final = {
    Step.SHOW: "gap_ahead",
    Step.TEXT_COORDINATOR: "gap_texted",
    Step.ASK_ON_CALL: "gap_filled",
}


def spans(
    turns: Iterable[Turn], *, first: date, days: int, zone: tzinfo
) -> Iterator[tuple[Turn, Span]]:
    """Every turn of some days, in order of the days; `zone` is where the line lives."""
    kept = tuple(turns)
    for day in (first + A_DAY * number for number in range(days)):
        yield from ((turn, turn.on(day, zone)) for turn in kept if turn.weekday == day.weekday())


def is_expected(shift: Shift, *, policy: Policy, now: datetime) -> bool:
    """Whether we may count on them. Who has not said yes in time is not there (RO2)."""
    last_call = shift.span.begins - policy.seconds("gap_filled")
    return not shift.on_call and (shift.confirmed or now < last_call)


def gaps(shifts: Iterable[Shift], *, policy: Policy, now: datetime) -> tuple[Gap, ...]:
    """Every gap from now until `gap_ahead`, each with how many are missing (RO1)."""
    until = now + policy.seconds("gap_ahead")
    there = [each for each in shifts if is_expected(each, policy=policy, now=now)]
    edges = {now, until, *(edge for each in there for edge in (each.span.begins, each.span.ends))}
    times = sorted(edge for edge in edges if now <= edge <= until)
    pieces = (
        Gap(span=Span(begins=begins, ends=ends), missing=policy.depth - _how_many(there, begins))
        for begins, ends in itertools.pairwise(times)
    )
    return tuple(_joined(piece for piece in pieces if piece.missing > 0))


def step_by_step(gap: Gap, *, done: Iterable[Step], policy: Policy, now: datetime) -> Next:
    """Jumps to the highest step that is due, and owes those skipped as well (RO1).

    The times are counted from where the gap begins, whenever it was noticed. A step that was
    done is not owed again; a gap that has begun still is.
    """
    already = set(done)
    times = {step: gap.span.begins - policy.seconds(name) for step, name in BEFORE.items()}
    owed = tuple(step for step, due in times.items() if due <= now and step not in already)
    ahead = [due for due in times.values() if due > now]
    return Next(owed=owed, due_at=min(ahead, default=None))


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def _how_many(shifts: Iterable[Shift], now: datetime) -> int:
    """People, not shifts: nobody is two, however often they were written down."""
    return len({each.who for each in shifts if each.covers(now)})


def _joined(pieces: Iterable[Gap]) -> Iterator[Gap]:
    """Touching pieces that lack as many are one gap."""
    last: Gap | None = None
    for piece in pieces:
        if last and last.span.ends == piece.span.begins and last.missing == piece.missing:
            joined = Span(begins=last.span.begins, ends=piece.span.ends)
            last = Gap(span=joined, missing=last.missing)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
