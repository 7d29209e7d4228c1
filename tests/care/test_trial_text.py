"""A test text: never to somebody who is with us, and never many."""

from datetime import datetime, timedelta

import pytest

from stillhere.care.trial_text import (
    APART,
    MOST_A_DAY,
    NotThisNumber,
    SaysNotPractice,
    TooManyTrials,
    must_be_able_to_try,
)


def tries(now: datetime, *before: datetime, **other: bool) -> None:
    said = {"practice": False, "said_practice": False, "never_to": False, **other}
    must_be_able_to_try(before=before, now=now, **said)


def test_whoever_is_with_us_never_gets_a_test(noon: datetime) -> None:
    with pytest.raises(NotThisNumber):
        tries(noon, never_to=True)

    tries(noon)


def test_two_tests_never_follow_each_other_at_once(noon: datetime) -> None:
    with pytest.raises(TooManyTrials):
        tries(noon, noon - APART + timedelta(seconds=1))

    tries(noon, noon - APART)


def test_there_is_an_end_of_tests_for_one_day(noon: datetime) -> None:
    hours = [noon - timedelta(hours=n + 1) for n in range(MOST_A_DAY)]
    with pytest.raises(TooManyTrials):
        tries(noon, *hours)

    tries(noon, *hours[1:], noon - timedelta(days=1))


def test_a_practice_line_sends_none_unless_that_is_said(noon: datetime) -> None:
    with pytest.raises(SaysNotPractice):
        tries(noon, practice=True)

    tries(noon, practice=True, said_practice=True)
