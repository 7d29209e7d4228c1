"""Somebody comes back by a code: candidates for a person to look at, and nothing by itself."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.contact_state import Alarm, Need
from stillhere.care.recall import (
    MOST_TRIES,
    OFTEN,
    Found,
    Recall,
    TriedTooOften,
    is_quiet,
    looks_often,
)
from stillhere.care.refused import DoesNotFit
from stillhere.care.watch_state import State
from tests.care.contacting import taken
from tests.care.watching import a_watch

NUMBERS = st.lists(st.integers(1, 99), max_size=4, unique=True)


@given(NUMBERS, st.sampled_from(Found))
def test_looking_never_settles_whose_code_it_is(found: list[int], kind: Found) -> None:
    """CD3."""
    assert Recall().looked(found, kind).code is None
    assert Recall(code=7).looked(found, kind).code == 7


def test_a_person_says_whose_it_is() -> None:
    """CD3."""
    after = Recall().looked([3, 5], Found.NEAR).it_is(5)

    assert (after.code, after.perhaps) == (5, ())


@pytest.mark.parametrize("before", [Recall(), Recall().looked([3], Found.EXACT), Recall(code=4)])
def test_a_code_that_was_not_looked_for_here_is_nobodys(before: Recall) -> None:
    """CD3, CO8."""
    with pytest.raises(DoesNotFit):
        before.it_is(4)


def test_none_of_these_leaves_nothing() -> None:
    assert Recall().looked([3], Found.EXACT).it_is_nobody() == Recall()


def test_who_gave_every_answer_hears_the_words_again_and_who_missed_one_does_not() -> None:
    """CD3: a caller never learns from us that a code exists."""
    exact = Recall().looked([3], Found.EXACT).it_is(3)
    near = Recall().looked([3], Found.NEAR).it_is(3)

    assert (exact.to_say, near.to_say) == (True, False)


def test_a_new_code_is_said_once() -> None:
    """CD2."""
    made = Recall().made(3)

    assert (made.to_say, made.said().to_say) == (True, False)


def test_after_enough_tries_nobody_goes_on_guessing() -> None:
    """CD3."""
    recall = Recall()
    for _each in range(MOST_TRIES):
        recall = recall.look()

    with pytest.raises(TriedTooOften):
        recall.look()


def test_forgetting_gives_no_new_tries() -> None:
    """CD4."""
    assert Recall().look().made(3).forgotten() == Recall(tries=1)


@given(
    st.builds(
        Recall,
        code=st.none() | st.integers(1, 9),
        perhaps=NUMBERS.map(tuple),
        found=st.sampled_from(Found),
        made_here=st.booleans(),
        to_say=st.booleans(),
        tries=st.integers(0, 5),
    )
)
def test_what_is_kept_is_read_again_as_it_was(recall: Recall) -> None:
    assert Recall.from_values(recall.as_values()) == recall


def test_a_contact_without_a_word_of_codes_has_none() -> None:
    assert Recall.from_values({}) == Recall()


@pytest.mark.parametrize("state", State)
def test_a_code_is_offered_only_where_it_is_quiet(state: State) -> None:
    """CD1."""
    watch = replace(a_watch(), state=state)

    assert is_quiet(taken(need=Need.ABOUT_TO_USE), watch) is (
        state in {State.LISTENING, State.CLOSED}
    )


@pytest.mark.parametrize("need", Need)
def test_before_a_watch_a_code_is_only_for_who_came_for_something_else(need: Need) -> None:
    """CD1."""
    assert is_quiet(taken(need=need), None) is (need in {Need.TALK, Need.UNKNOWN})


def test_while_somebody_is_down_there_is_no_code() -> None:
    """CO15."""
    assert not is_quiet(taken(need=Need.SOMEONE_DOWN), a_watch())
    assert not is_quiet(taken(need=Need.TALK), replace(a_watch(), answered_for=True))


def test_while_we_do_not_know_where_they_went_there_is_no_code() -> None:
    """CD1, WA1."""
    contact = replace(taken(need=Need.TALK), alarm=Alarm.SILENT)

    assert not is_quiet(contact, None)


def test_a_few_looks_are_nothing_to_ask_about() -> None:
    """CD3."""
    assert not looks_often(OFTEN - 1)
    assert looks_often(OFTEN)
