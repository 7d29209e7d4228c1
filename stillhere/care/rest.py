"""
What nobody can do and stay awake for it (RO2): too long, too soon again, too much in a week.

Shifts that touch are one, however they were written down. Being on call counts when it
becomes a shift, not while it is only a telephone beside the bed.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.policy import Policy
from stillhere.care.refused import Refused
from stillhere.care.rota import Gap, Shift, Span

A_WEEK: Final = timedelta(days=7)


class Why(StrEnum):
    TOO_LONG = "too_long"
    TOO_SOON = "too_soon"
    TOO_MUCH = "too_much"
    TWICE = "twice"
    """Two shifts at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tired:
    """One rule of rest that would be broken, and where."""

    why: Why
    span: Span


class NeedsRest(Refused):
    """These hours would leave somebody without the rest that was agreed."""

    def __init__(self, tired: tuple[Tired, ...]) -> None:
        super().__init__(*(each.why for each in tired))
        self.tired = tired


def must_be_rested(who: int, shifts: Iterable[Shift], *, policy: Policy) -> None:
    """Raises `NeedsRest` with every rule that `who` would break."""
    if tired := tiring(who, shifts, policy=policy):
        raise NeedsRest(tired)


def who_may_fill(
    gap: Gap, on_call: Iterable[int], shifts: Iterable[Shift], *, policy: Policy
) -> tuple[int, ...]:
    """Of those on call, in their order, who could take these hours and stay rested (RO1)."""
    kept = tuple(shifts)
    return tuple(
        who
        for who in dict.fromkeys(on_call)
        if not tiring(who, [*kept, Shift(id=0, who=who, span=gap.span)], policy=policy)
    )


def tiring(who: int, shifts: Iterable[Shift], *, policy: Policy) -> tuple[Tired, ...]:
    theirs = sorted(
        (each.span for each in shifts if each.who == who and not each.on_call),
        key=lambda span: (span.begins, span.ends),
    )
    stretches = _joined(theirs)
    return (
        *_twice(theirs),
        *_too_long(stretches, policy),
        *_too_soon(stretches, policy),
        *_too_much(stretches, policy),
    )


def _twice(spans: list[Span]) -> list[Tired]:
    return [
        Tired(why=Why.TWICE, span=other)
        for one, other in itertools.pairwise(spans)
        if one.meets(other)
    ]


def _too_long(stretches: list[Span], policy: Policy) -> list[Tired]:
    most = policy.seconds("longest_shift")
    return [Tired(why=Why.TOO_LONG, span=each) for each in stretches if each.lasts > most]


def _too_soon(stretches: list[Span], policy: Policy) -> list[Tired]:
    least = policy.seconds("rest_between")
    return [
        Tired(why=Why.TOO_SOON, span=other)
        for one, other in itertools.pairwise(stretches)
        if other.begins - one.ends < least
    ]


def _too_much(stretches: list[Span], policy: Policy) -> list[Tired]:
    """In any seven days, counted from the beginning of each stretch."""
    most = policy.seconds("most_in_week")
    return [
        Tired(why=Why.TOO_MUCH, span=each)
        for each in stretches
        if _worked(stretches, Span(begins=each.begins, ends=each.begins + A_WEEK)) > most
    ]


def _worked(stretches: list[Span], within: Span) -> timedelta:
    parts = (min(each.ends, within.ends) - each.begins for each in stretches if within.meets(each))
    return sum((part for part in parts if part > timedelta(0)), timedelta(0))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.begins <= joined[-1].ends:
            last = joined.pop()
            span = Span(begins=last.begins, ends=max(last.ends, span.ends))  # noqa: PLW2901
        joined.append(span)
    return joined
