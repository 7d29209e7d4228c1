"""What is asked: little, in order, and every no is an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.intake import (
    ALWAYS_ASKED,
    FOR_CARE,
    FOR_REPORTS,
    LONGEST_ANSWER,
    NOTHING_SAID,
    Answers,
    Question,
    TooLong,
)

PLACE, CALLED = Question.PLACE, Question.CALLED


def test_what_is_for_reports_is_never_asked_first() -> None:
    """IN3."""
    asked = NOTHING_SAID.open

    assert asked[0] is CALLED
    assert asked[-len(FOR_REPORTS) :] == FOR_REPORTS
    assert asked[: len(FOR_CARE)] == FOR_CARE


@given(st.sets(st.sampled_from(Question)))
def test_every_question_can_be_skipped(skipped: set[Question]) -> None:
    """IN1."""
    answers = NOTHING_SAID
    for question in skipped:
        answers = answers.refuse(question)

    assert set(answers.open) == set(Question) - skipped


def test_a_refusal_is_kept_as_one() -> None:
    """IN1."""
    answers = NOTHING_SAID.answered(CALLED, "Robin").refuse(CALLED)

    assert answers.refused == {CALLED}
    assert CALLED not in answers.given


def test_an_answer_after_a_refusal_counts() -> None:
    answers = NOTHING_SAID.refuse(PLACE).answered(PLACE, " the blue lot ")

    assert answers.given[PLACE] == "the blue lot"
    assert answers.refused == frozenset()


def test_an_empty_answer_opens_the_question_again() -> None:
    assert PLACE in NOTHING_SAID.answered(PLACE, "here").answered(PLACE, "  ").open


def test_too_long_an_answer_changes_nothing() -> None:
    with pytest.raises(TooLong) as told:
        NOTHING_SAID.answered(PLACE, "x" * (LONGEST_ANSWER + 1))

    assert told.value.most == LONGEST_ANSWER


def test_who_comes_back_says_the_place_again() -> None:
    """IN1."""
    known = NOTHING_SAID.answered(CALLED, "Robin").answered(PLACE, "a room").refuse(Question.WAY_IN)
    confirmed = known.to_confirm()

    assert confirmed.given == {CALLED: "Robin"}
    assert set(confirmed.open) >= ALWAYS_ASKED


@given(
    st.dictionaries(st.sampled_from(Question), st.text(max_size=40)),
    st.sets(st.sampled_from(Question)),
)
def test_what_is_stored_comes_back(given: dict[Question, str], refused: set[Question]) -> None:
    answers = Answers(given=given, refused=frozenset(refused))

    assert Answers.from_values(answers.as_values(), sorted(refused)) == answers


def test_a_question_of_an_older_version_is_left_out() -> None:
    assert Answers.from_values({"shoe_size": "9"}, ["shoe_size"]) == NOTHING_SAID
