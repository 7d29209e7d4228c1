"""From a reminder to the note at the end: whose yes counts, and who needs rest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.policy import Policy
from stillhere.care.refused import NotYours
from stillhere.care.rest import NeedsRest, Why, tiring, who_may_fill
from stillhere.care.roster import Presence, Seat
from stillhere.care.rota import Gap, Shift, Span
from stillhere.care.rota_changes import (
    NoSuchShift,
    Offer,
    TooLate,
    confirm,
    is_on_shift,
    owes_note,
    reminder_due,
    swap,
    take_over,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA, BEN, CLEO = 1, 2, 3
POLICY = Policy()


def hours(id: int, who: int, begins: float, lasts: float = 8, **rest: bool) -> Shift:
    """`begins` in hours from noon."""
    span = Span(begins=NOON + begins * HOUR, ends=NOON + (begins + lasts) * HOUR)
    return Shift(id=id, who=who, span=span, **rest)


MINE, THEIRS = hours(10, ANA, 24), hours(20, BEN, 72)
ROTA = (MINE, THEIRS)


def whose(shifts: tuple[Shift, ...]) -> dict[int, int]:
    return {each.id: each.who for each in shifts}


def test_a_reminder_is_due_a_day_before_until_they_say_yes() -> None:
    """RO2."""
    assert reminder_due(MINE, policy=POLICY, now=NOON) == MINE.span.begins - DAY
    assert reminder_due(replace(MINE, confirmed=True), policy=POLICY, now=NOON) is None
    assert reminder_due(MINE, policy=POLICY, now=MINE.span.begins) is None


def test_a_yes_is_their_own_and_twice_is_once() -> None:
    """RO2."""
    once = confirm(ROTA, 10, by=ANA, now=NOON)

    assert once[0].confirmed
    assert confirm(once, 10, by=ANA, now=NOON) == once
    with pytest.raises(NotYours):
        confirm(ROTA, 10, by=BEN, now=NOON)


def test_a_late_yes_still_counts_until_it_is_over() -> None:
    """RO2."""
    assert confirm(ROTA, 10, by=ANA, now=MINE.span.begins + HOUR)[0].confirmed
    with pytest.raises(TooLate):
        confirm(ROTA, 10, by=ANA, now=MINE.span.ends)


def test_what_is_no_longer_there_cannot_be_confirmed() -> None:
    """RO2."""
    with pytest.raises(NoSuchShift):
        confirm(ROTA, 99, by=ANA, now=NOON)


def test_a_shift_is_given_by_the_others_yes_alone() -> None:
    """RO2."""
    offer = Offer(give=10, by=ANA, to=BEN)

    after = swap(ROTA, offer, yes_by=BEN, policy=POLICY, now=NOON)

    assert whose(after) == {10: BEN, 20: BEN}
    assert after[0].confirmed
    with pytest.raises(NotYours):
        swap(ROTA, offer, yes_by=ANA, policy=POLICY, now=NOON)


def test_two_shifts_change_hands_at_once_or_not_at_all() -> None:
    """RO2."""
    offer = Offer(give=10, by=ANA, to=BEN, against=20)

    after = swap(ROTA, offer, yes_by=BEN, policy=POLICY, now=NOON)

    assert whose(after) == {10: BEN, 20: ANA}
    with pytest.raises(TooLate):
        swap(ROTA, offer, yes_by=BEN, policy=POLICY, now=THEIRS.span.begins)


def test_nobody_gives_away_what_is_not_theirs() -> None:
    """RO2."""
    with pytest.raises(NotYours):
        swap(ROTA, Offer(give=20, by=ANA, to=CLEO), yes_by=CLEO, policy=POLICY, now=NOON)
    against = Offer(give=10, by=ANA, to=CLEO, against=20)
    with pytest.raises(NotYours):
        swap(ROTA, against, yes_by=CLEO, policy=POLICY, now=NOON)


def test_what_has_begun_is_taken_over_and_not_swapped() -> None:
    """RO2."""
    with pytest.raises(TooLate):
        swap(ROTA, Offer(give=10, by=ANA, to=BEN), yes_by=BEN, policy=POLICY, now=MINE.span.begins)


def test_a_swap_leaves_nobody_without_rest() -> None:
    """RO2."""
    rota = (*ROTA, hours(30, CLEO, 35))

    with pytest.raises(NeedsRest) as no:
        swap(rota, Offer(give=10, by=ANA, to=CLEO), yes_by=CLEO, policy=POLICY, now=NOON)

    assert [each.why for each in no.value.tired] == [Why.TOO_SOON]


def test_whoever_has_too_much_may_always_give_some_away() -> None:
    """RO2."""
    rota = (MINE, hours(11, ANA, 33), hours(12, ANA, 60))

    after = swap(rota, Offer(give=12, by=ANA, to=BEN), yes_by=BEN, policy=POLICY, now=NOON)

    assert whose(after)[12] == BEN


def test_taking_over_now_splits_the_shift_where_it_stands() -> None:
    """RO2."""
    now = MINE.span.begins + 2 * HOUR

    taken = take_over(ROTA, 10, by=BEN, new_id=11, policy=POLICY, now=now)

    found = {each.id: each for each in taken.shifts}
    assert (found[10].who, found[10].span.ends) == (ANA, now)
    assert (found[11].who, found[11].span.begins, found[11].span.ends) == (
        BEN,
        now,
        MINE.span.ends,
    )
    assert taken.tired == ()


def test_a_shift_that_has_not_begun_is_taken_over_whole() -> None:
    """RO2."""
    taken = take_over(ROTA, 10, by=BEN, new_id=11, policy=POLICY, now=NOON)

    assert whose(taken.shifts) == {20: BEN, 11: BEN}


def test_want_of_rest_is_told_and_hinders_nobody_from_taking_over() -> None:
    """RO2."""
    rota = (*ROTA, hours(30, CLEO, 12))

    taken = take_over(rota, 10, by=CLEO, new_id=11, policy=POLICY, now=MINE.span.begins)

    assert [each.why for each in taken.tired] == [Why.TOO_SOON]
    assert whose(taken.shifts)[11] == CLEO


@pytest.mark.parametrize(("id", "by", "hours_on"), [(99, BEN, 25), (10, ANA, 25)])
def test_there_is_nothing_to_take_over(id: int, by: int, hours_on: int) -> None:
    """RO2."""
    with pytest.raises(NoSuchShift):
        take_over(ROTA, id, by=by, new_id=1, policy=POLICY, now=NOON + hours_on * HOUR)


def test_what_is_over_is_not_taken_over() -> None:
    """RO2."""
    with pytest.raises(TooLate):
        take_over(ROTA, 10, by=BEN, new_id=1, policy=POLICY, now=MINE.span.ends)


@pytest.mark.parametrize(
    ("rota", "why"),
    [
        ((hours(1, ANA, 0, 13),), Why.TOO_LONG),
        ((hours(1, ANA, 0, 7), hours(2, ANA, 7, 7)), Why.TOO_LONG),
        ((hours(1, ANA, 0), hours(2, ANA, 18)), Why.TOO_SOON),
        ((hours(1, ANA, 0), hours(2, ANA, 4, 4)), Why.TWICE),
        (tuple(hours(k, ANA, 24 * k, 9) for k in range(6)), Why.TOO_MUCH),
    ],
)
def test_too_long_too_soon_twice_and_too_much(rota: tuple[Shift, ...], why: Why) -> None:
    """RO2."""
    assert why in {each.why for each in tiring(ANA, rota, policy=POLICY)}


def test_a_week_of_eight_hours_with_nights_of_sleep_is_no_strain() -> None:
    """RO2."""
    week = [hours(k, ANA, 24 * k) for k in range(6)]

    assert tiring(ANA, [*week, hours(9, ANA, 8, 90, on_call=True)], policy=POLICY) == ()


starts = some.lists(some.tuples(some.integers(0, 400), some.integers(1, 16)), max_size=8)


@given(starts)
def test_fewer_hours_never_make_anyone_more_tired(rota: list[tuple[int, int]]) -> None:
    """RO2."""
    shifts = [hours(k, ANA, at, lasts) for k, (at, lasts) in enumerate(rota)]
    if not tiring(ANA, shifts, policy=POLICY):
        for each in shifts:
            rest = [other for other in shifts if other is not each]
            assert tiring(ANA, rest, policy=POLICY) == ()


def test_only_the_rested_are_asked_to_fill_a_gap() -> None:
    """RO1, RO2."""
    gap = Gap(span=Span(begins=NOON, ends=NOON + 4 * HOUR), missing=1)
    rota = [hours(1, ANA, 6), hours(2, BEN, 30)]

    assert who_may_fill(gap, [ANA, BEN, CLEO, BEN], rota, policy=POLICY) == (BEN, CLEO)


def a_seat(*, sound: bool = True, live: bool = True) -> Seat:
    silent = NOON + DAY * 30 if live else NOON
    return Seat(id=ANA, presence=Presence.ON, silent_at=silent, sound_heard=sound)


@pytest.mark.parametrize("on_call", [True, False])
def test_on_shift_is_all_four(on_call: bool) -> None:  # noqa: FBT001  # pytest hands it over
    """RO2."""
    now, rota = MINE.span.begins, [replace(MINE, on_call=on_call)]

    assert is_on_shift(a_seat(), rota, reachable=True, now=now)
    assert not is_on_shift(a_seat(), rota, reachable=False, now=now)
    assert not is_on_shift(a_seat(), [], reachable=True, now=now)
    assert not is_on_shift(a_seat(sound=False), rota, reachable=True, now=now)
    assert not is_on_shift(a_seat(live=False), rota, reachable=True, now=now)
    assert not is_on_shift(a_seat(), rota, reachable=True, now=MINE.span.ends)


def test_at_the_end_a_note_is_owed_until_there_is_one() -> None:
    """RO2."""
    end = MINE.span.ends

    assert not owes_note(MINE, noted=False, now=end - HOUR)
    assert owes_note(MINE, noted=False, now=end)
    assert not owes_note(MINE, noted=True, now=end + DAY)
    assert not owes_note(replace(MINE, on_call=True), noted=False, now=end)
