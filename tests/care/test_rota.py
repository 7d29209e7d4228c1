"""Turns in local time, in six zones and over every change of clocks; and the hours nobody is in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.policy import Policy
from stillhere.care.rota import (
    Gap,
    Shift,
    Span,
    Step,
    Turn,
    gaps,
    is_expected,
    spans,
    step_by_step,
)

ZONES = [
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
]
"""The six zones of the country, and of the central one also the part that changes no clock."""
FORWARD, BACK = date(2026, 3, 8), date(2026, 11, 1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ONE, HOUR, DAY = Policy(depth=1), timedelta(hours=1), timedelta(days=1)
NIGHT = Turn(weekday=5, begins=time(22), ends=time(6))


def a_shift(who: int, begins: datetime, hours: float, **rest: bool) -> Shift:
    span = Span(begins=begins, ends=begins + timedelta(hours=hours))
    return Shift(id=who, who=who, span=span, **rest)


def a_gap(begins: datetime = NOON + 20 * DAY, missing: int = 1) -> Gap:
    return Gap(span=Span(begins=begins, ends=begins + HOUR), missing=missing)


@pytest.mark.parametrize("zone", ZONES)
def test_a_night_is_seven_eight_or_nine_hours_long(zone: str) -> None:
    """RO1."""
    changes = zone != "America/Regina"

    def night(day: date) -> timedelta:
        return NIGHT.on(day - DAY, ZoneInfo(zone)).lasts

    assert night(date(2026, 6, 7)) == 8 * HOUR
    assert night(FORWARD) == (7 if changes else 8) * HOUR
    assert night(BACK) == (9 if changes else 8) * HOUR


def test_newfoundland_is_half_an_hour_apart() -> None:
    """RO1."""
    turn = Turn(weekday=0, begins=time(9), ends=time(17))

    assert turn.on(date(2026, 6, 1), ZoneInfo("America/St_Johns")).begins == datetime(
        2026, 6, 1, 11, 30, tzinfo=UTC
    )


def test_an_hour_that_comes_twice_is_its_first_and_one_that_never_comes_counts_on() -> None:
    """RO1."""
    toronto = ZoneInfo("America/Toronto")
    twice = Turn(weekday=6, begins=time(1, 30), ends=time(6)).on(BACK, toronto)
    never = Turn(weekday=6, begins=time(2, 30), ends=time(6)).on(FORWARD, toronto)

    assert twice.begins == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert never.begins == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_turn_the_clocks_skip_is_empty_and_never_backwards() -> None:
    """RO1."""
    skipped = Turn(weekday=6, begins=time(2, 30), ends=time(3)).on(FORWARD, ZoneInfo(ZONES[2]))

    assert skipped.lasts == timedelta(0)


wall_times = some.integers(0, 24 * 12 - 1).map(lambda five: time(five // 12, five % 12 * 5))


@given(
    zone=some.sampled_from(ZONES),
    around=some.sampled_from([FORWARD, BACK]),
    cuts=some.sets(wall_times, min_size=1, max_size=6),
)
def test_turns_that_follow_each_other_leave_no_hole_over_a_change_of_clocks(
    zone: str, around: date, cuts: set[time]
) -> None:
    """RO1."""
    ordered = sorted(cuts)
    turns = [
        Turn(weekday=day, begins=begins, ends=ends)
        for day in range(7)
        for begins, ends in zip(ordered, [*ordered[1:], ordered[0]], strict=True)
    ]
    laid = [span for _, span in spans(turns, first=around - DAY, days=3, zone=ZoneInfo(zone))]
    shifts = [Shift(id=k, who=k, span=span, confirmed=True) for k, span in enumerate(laid)]
    first = min(span.begins for span in laid)
    last = max(span.ends for span in laid)

    holes = [gap for gap in gaps(shifts, policy=ONE, now=first) if gap.span.begins < last]

    assert holes == []


@given(zone=some.sampled_from(ZONES), day=some.dates(date(2026, 1, 1), date(2031, 12, 31)))
def test_local_time_is_the_wall_clock_of_the_line(zone: str, day: date) -> None:
    """RO1."""
    here = ZoneInfo(zone)
    span = Turn(weekday=day.weekday(), begins=time(21), ends=time(7)).on(day, here)

    assert span.begins.astimezone(here).replace(tzinfo=None) == datetime.combine(day, time(21))
    assert span.ends.astimezone(here).replace(tzinfo=None) == datetime.combine(day + DAY, time(7))
    assert 9 * HOUR <= span.lasts <= 11 * HOUR


def test_only_turns_of_that_weekday_are_laid_out() -> None:
    """RO1."""
    laid = list(spans([NIGHT], first=date(2026, 6, 1), days=14, zone=ZoneInfo(ZONES[2])))

    assert [turn for turn, _ in laid] == [NIGHT, NIGHT]


def test_an_hour_with_too_few_is_a_gap_and_says_how_many_are_missing() -> None:
    """RO1."""
    there = [a_shift(1, NOON, 24 * 30, confirmed=True), a_shift(2, NOON + DAY, 48, confirmed=True)]

    found = gaps(there, policy=Policy(depth=2), now=NOON)

    assert [(gap.span.begins - NOON, gap.span.ends - NOON, gap.missing) for gap in found] == [
        (timedelta(0), DAY, 1),
        (3 * DAY, 14 * DAY, 1),
    ]


def test_with_nobody_at_all_it_is_one_gap_of_the_next_fourteen_days() -> None:
    """RO1."""
    assert gaps([], policy=Policy(), now=NOON) == (
        Gap(span=Span(begins=NOON, ends=NOON + 14 * DAY), missing=2),
    )


def test_hours_that_follow_each_other_and_lack_as_many_are_one_gap() -> None:
    """RO1."""
    ana, ben = a_shift(1, NOON, 2, confirmed=True), a_shift(2, NOON + 2 * HOUR, 2, confirmed=True)

    found = gaps([ana, ben], policy=Policy(depth=2), now=NOON)

    assert [(gap.span.begins - NOON, gap.missing) for gap in found] == [
        (0 * HOUR, 1),
        (4 * HOUR, 2),
    ]


def test_with_enough_people_there_is_no_gap() -> None:
    """RO1."""
    enough = [a_shift(who, NOON, 24 * 20, confirmed=True) for who in (1, 2)]

    assert gaps(enough, policy=Policy(), now=NOON) == ()


def test_one_person_written_down_twice_is_one_person() -> None:
    """RO1."""
    twice = [a_shift(1, NOON, 24 * 20, confirmed=True)] * 2

    assert [gap.missing for gap in gaps(twice, policy=Policy(), now=NOON)] == [1]


def test_who_is_on_call_is_nobody_there_yet() -> None:
    """RO1."""
    at_home = [a_shift(1, NOON, 24 * 20, confirmed=True, on_call=True)]

    assert gaps(at_home, policy=ONE, now=NOON)


def test_who_has_not_said_yes_in_time_leaves_a_gap() -> None:
    """RO1, RO2."""
    shift = a_shift(1, NOON + DAY, 8)

    assert is_expected(shift, policy=ONE, now=NOON)
    late = NOON + 12 * HOUR
    assert not is_expected(shift, policy=ONE, now=late)
    assert gaps([shift], policy=ONE, now=late)[0].span.begins == late


@given(
    starts=some.lists(some.tuples(some.integers(0, 300), some.integers(1, 60)), max_size=12),
    depth=some.integers(1, 3),
)
def test_every_moment_is_covered_or_in_exactly_one_gap(
    starts: list[tuple[int, int]], depth: int
) -> None:
    """RO1."""
    policy = Policy(depth=depth)
    shifts = [
        a_shift(k, NOON + HOUR * at, hours, confirmed=True) for k, (at, hours) in enumerate(starts)
    ]
    found = gaps(shifts, policy=policy, now=NOON)
    for moment in (NOON + HOUR * k + HOUR / 2 for k in range(14 * 24)):
        there = sum(each.covers(moment) for each in shifts)
        around = [gap for gap in found if gap.span.begins <= moment < gap.span.ends]
        assert [gap.missing for gap in around] == ([depth - there] if there < depth else [])


@pytest.mark.parametrize(
    ("before", "owed", "then"),
    [
        (15 * DAY, (), 14 * DAY),
        (14 * DAY, (Step.SHOW,), 3 * DAY),
        (3 * DAY, (Step.SHOW, Step.TEXT_COORDINATOR), 12 * HOUR),
        (12 * HOUR, tuple(Step), None),
        (-HOUR, tuple(Step), None),
    ],
)
def test_a_gap_is_shown_then_texted_then_filled_from_on_call(
    before: timedelta, owed: tuple[Step, ...], then: timedelta | None
) -> None:
    """RO1."""
    gap = a_gap()

    step = step_by_step(gap, done=(), policy=Policy(), now=gap.span.begins - before)

    assert step.owed == owed
    assert step.due_at == (None if then is None else gap.span.begins - then)


def test_what_was_done_is_not_owed_again() -> None:
    """RO1."""
    gap = a_gap()
    now = gap.span.begins - HOUR

    step = step_by_step(gap, done=[Step.SHOW, Step.TEXT_COORDINATOR], policy=Policy(), now=now)

    assert step.owed == (Step.ASK_ON_CALL,)


@given(minutes=some.integers(-2000, 40000))
def test_a_gap_is_never_forgotten_before_it_is_filled(minutes: int) -> None:
    """RO1."""
    gap = a_gap()
    step = step_by_step(
        gap, done=(), policy=Policy(), now=gap.span.begins - timedelta(minutes=minutes)
    )

    assert step.due_at is not None or Step.ASK_ON_CALL in step.owed
