"""Two companies for one line: the text goes by the one that works, and nobody turns a switch."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.carriers import (
    ASKED_FIRST,
    NEVER_AROUND,
    TRIED_AGAIN,
    Tried,
    asked_first,
    goes_by,
    has_another_turn,
    left_at,
    may_be_two,
)

OWN, SECOND = 1, 2
MINUTE = timedelta(minutes=1)


def tried(minute: int, noon: datetime, *, person: int = 1, arrived: bool = False) -> Tried:
    return Tried(line=OWN, person=person, at=noon + minute * MINUTE, arrived=arrived)


def test_a_company_that_lost_the_texts_of_two_people_is_left(noon: datetime) -> None:
    """WA10."""
    lost = [tried(0, noon), tried(1, noon, person=2)]

    assert left_at(OWN, lost[:1], noon + MINUTE) is None
    assert left_at(OWN, lost, noon + 2 * MINUTE) == noon + MINUTE
    assert left_at(SECOND, lost, noon + 2 * MINUTE) is None


def test_on_a_quiet_night_three_texts_of_one_person_are_enough(noon: datetime) -> None:
    """WA10."""
    lost = [tried(minute, noon) for minute in range(3)]

    assert left_at(OWN, lost[:2], noon + 2 * MINUTE) is None
    assert left_at(OWN, lost, noon + 2 * MINUTE) is not None


def test_what_arrives_takes_a_company_back_at_once(noon: datetime) -> None:
    """WA10."""
    lost = [tried(minute, noon, person=minute) for minute in range(3)]

    assert left_at(OWN, [*lost, tried(3, noon, arrived=True)], noon + 3 * MINUTE) is None
    assert left_at(OWN, [tried(-1, noon, arrived=True), *lost], noon + 3 * MINUTE) is not None


def test_it_is_tried_again_by_itself_and_left_again_when_that_fails(noon: datetime) -> None:
    """WA10."""
    lost = [tried(0, noon), tried(0, noon, person=2)]
    later = noon + TRIED_AGAIN

    assert left_at(OWN, lost, later - timedelta(seconds=1)) == noon
    assert left_at(OWN, lost, later) is None
    assert left_at(OWN, [*lost, tried(5, noon)], later + MINUTE) == later


@pytest.mark.parametrize(
    ("failed_by", "lost_by", "left", "chosen"),
    [
        ([], (), set(), OWN),
        ([], (), {OWN}, SECOND),
        ([], (), {OWN, SECOND}, OWN),
        ([OWN], (), set(), SECOND),
        ([OWN], (), {SECOND}, SECOND),
        ([OWN, SECOND], (), set(), OWN),
        ([SECOND], (), {OWN}, OWN),
        ([OWN, SECOND], (OWN,), set(), SECOND),
        ([OWN, *[SECOND] * 5], (OWN,), {SECOND}, SECOND),
        ([OWN, SECOND], (SECOND,), {OWN}, OWN),
        ([OWN, SECOND, SECOND], (OWN, SECOND), set(), OWN),
    ],
)
def test_who_has_not_lost_a_text_has_it_next_and_of_those_who_failed_it_least_often(
    failed_by: list[int], lost_by: tuple[int, ...], left: set[int], chosen: int
) -> None:
    """WA10: who lost it says that it has it, and sends nothing; who was busy is asked again."""
    assert goes_by((OWN, SECOND), failed_by=failed_by, lost_by=lost_by, left=left) == chosen


def test_without_a_line_there_is_no_way() -> None:
    assert goes_by((), failed_by=[], lost_by=(), left=()) is None


def test_a_company_that_may_have_it_and_can_be_asked_is_asked_before_the_other_has_it() -> None:
    first = asked_first([OWN], finds=True)

    def chosen(lost_by: tuple[int, ...]) -> int | None:
        failed, both = [OWN], (OWN, SECOND)
        return goes_by(both, failed_by=failed, lost_by=lost_by, asked_first=first, left={OWN})

    assert chosen(()) == OWN
    assert chosen((OWN,)) == SECOND
    assert asked_first([OWN], finds=False) is None
    assert asked_first([], finds=True) is None
    assert asked_first([OWN] * ASKED_FIRST, finds=True) is None


def test_the_second_has_its_turn_once_and_never_around_a_stop() -> None:
    """WA10: a STOP is the person's, whichever number of ours they sent it to."""
    assert has_another_turn(SECOND, lost_by=[OWN], how="no_receipt")
    assert not has_another_turn(SECOND, lost_by=[OWN, SECOND], how="no_receipt")
    assert not has_another_turn(None, lost_by=[OWN], how="no_receipt")
    assert not any(has_another_turn(SECOND, lost_by=[OWN], how=how) for how in NEVER_AROUND)


def test_only_another_company_can_have_doubled_it() -> None:
    assert may_be_two(SECOND, [OWN])
    assert not may_be_two(OWN, [OWN])
    assert not may_be_two(OWN, [])


@given(st.lists(st.sampled_from([OWN, SECOND]), max_size=8), st.sets(st.sampled_from([1, 2])))
def test_no_company_is_ever_tried_twice_more_than_the_other(
    failed_by: list[int], left: set[int]
) -> None:
    """WA10: whatever is held of one, a text is never kept from the other."""
    tries = list(failed_by)
    for _ in range(8):
        tries.append(goes_by((OWN, SECOND), failed_by=tries, lost_by=(), left=left) or 0)

    assert abs(tries.count(OWN) - tries.count(SECOND)) <= max(1, len(failed_by))
    assert {OWN, SECOND} <= set(tries)


def test_whatever_was_tried_an_answer_is_a_time_of_the_past(noon: datetime) -> None:
    for arrived in product([True, False], repeat=4):
        all_of_it = [tried(at, noon, person=at, arrived=a) for at, a in enumerate(arrived)]

        found = left_at(OWN, all_of_it, noon + 4 * MINUTE)

        assert found is None or found < noon + 4 * MINUTE
        assert (found is None) == (arrived[-1] or arrived[-2])
