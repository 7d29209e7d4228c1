"""What was said or tried before counts for as long as it should, to the last person and second."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from stillhere.care.channel import Channel
from stillhere.care.pace import chosen_pace
from stillhere.care.plan import Help
from stillhere.care.refused import OutOfRange
from stillhere.care.together_events import OneAnswers, SharesPhone
from stillhere.care.tried import emergency_is_coming
from stillhere.care.watch_events import HelpAnswered, HelpAtPlace, PaceChosen
from stillhere.care.watch_state import Owe, Tried, Watch, Went
from tests.care.watching import (
    ANA,
    CALL_911,
    DEFAULTS,
    DURESS,
    NOON,
    PACE,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    owed_while_quiet,
    quiet,
    then,
)

THREE = OneAnswers(by=ANA, people=3)


def went(*outcomes: Went) -> Watch:
    tried = (Tried(help=Help.EMERGENCY, by=ANA.id, at=NOON, outcome=each) for each in outcomes)
    return replace(a_watch(), tried=tuple(tried))


def test_911_called_again_after_it_was_called_off_is_coming() -> None:
    """ES6, ES8."""
    assert emergency_is_coming(went(Went.REACHED, Went.STOOD_DOWN, Went.REACHED))


def test_of_two_times_it_was_called_off_the_last_one_counts() -> None:
    """ES6, ES8."""
    twice = went(Went.REACHED, Went.STOOD_DOWN, Went.REACHED, Went.NOT_THERE)

    assert not emergency_is_coming(twice)


def test_who_was_asked_and_is_talking_now_has_their_time_again() -> None:
    """ES2, ES4."""
    asked = quiet(then(an_alarm(), 200, CALL_911), 260)
    talking = then(asked, 265, HelpAnswered(by=ANA))

    assert asked.decided is not None
    assert talking.decided is not None
    assert (asked.decided.asked_again, talking.decided.asked_again) == (True, False)


def test_who_says_they_are_at_the_place_has_answered_what_was_asked() -> None:
    """ES4, ES6."""
    asked = quiet(help_coming(), 300)

    assert (asked.ask_beside, then(asked, 310, HelpAtPlace(by=ANA)).ask_beside) == (True, False)


def test_nine_people_are_together() -> None:
    """IN6."""
    assert then(a_watch(), 30, replace(THREE, people=9)).people == 9


def test_the_risk_of_all_begins_when_it_is_said_and_is_never_made_shorter() -> None:
    """IN6, WA7."""
    longer = replace(a_watch(), high_risk_until=at(9999))

    assert then(a_watch(), 30, THREE).high_risk_until == at(30 + 1200)
    assert then(longer, 30, THREE).high_risk_until == at(9999)


def test_together_the_quick_pace_itself_may_be_chosen_and_nothing_slower() -> None:
    """IN6."""
    three = then(a_watch(), 30, THREE)
    quick = PaceChosen(pace=timedelta(seconds=PACE))

    with pytest.raises(OutOfRange) as refused:
        decide(three, 40, PaceChosen(pace=timedelta(seconds=PACE + 1)))
    assert (refused.value.least, refused.value.most) == (1, PACE)
    assert then(three, 40, quick).chosen_pace == quick.pace


def test_the_longest_pace_may_be_chosen_and_in_practice_none_at_all_may_not() -> None:
    """WA7."""
    assert chosen_pace(300, policy=DEFAULTS, practice=False) == timedelta(seconds=300)
    with pytest.raises(OutOfRange):
        chosen_pace(0, policy=DEFAULTS, practice=True)


def test_told_apart_once_more_the_digit_in_their_hand_counts_still() -> None:
    """IN6, WA4."""
    asked = quiet(then(a_watch(), 1, SharesPhone(digit=1)), 200)

    assert asked.first_digit_from == 1
    assert then(asked, 201, SharesPhone(digit=1)) == asked


def test_an_impossible_first_digit_is_refused_with_those_that_are_possible() -> None:
    """IN6."""
    with pytest.raises(OutOfRange) as refused:
        decide(a_watch(), 1, SharesPhone(digit=10))
    assert (refused.value.least, refused.value.most) == (1, 9)


@pytest.mark.parametrize("gone", [{}, {"unattended": True, "lost": frozenset({Channel.VOICE})}])
def test_under_duress_no_machine_speaks_where_a_person_does_or_the_line_is_dead(
    gone: dict[str, Any],
) -> None:
    """WA5, WA12."""
    forced = replace(then(a_watch(channel=Channel.VOICE), 30, DURESS), **gone)

    assert Owe.ASK_ON_CALL not in {what for _, what in owed_while_quiet(forced, 400)}
