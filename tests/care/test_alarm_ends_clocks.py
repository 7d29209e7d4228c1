"""An alarm is about now: what was asked or waited for before it is over."""

from dataclasses import replace

import pytest

from stillhere.care.plan import IfDropped
from stillhere.care.watch_events import (
    CallerLeft,
    Evidence,
    Heard,
    HelpArrived,
    Left,
    SomethingWrong,
)
from stillhere.care.watch_state import Clock, Watch
from tests.care.watching import (
    ANA,
    CALL_911,
    PLAN,
    a_watch,
    an_alarm,
    help_coming,
    jo_coming,
    quiet,
    then,
)

GONE = CallerLeft(how=Left.HUNG_UP)
SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)
WRONG = SomethingWrong(by=ANA)


def left_to_wait() -> Watch:
    """They went, and chose that we wait for five minutes."""
    waits = replace(PLAN, if_dropped=IfDropped.WAIT, wait_minutes=5)
    return then(a_watch(terms=waits), 10, GONE)


@pytest.mark.parametrize(
    "before",
    [
        a_watch(),
        left_to_wait(),
        help_coming(),
        jo_coming(),
        then(help_coming(), 200, SPOKEN),
        then(help_coming(), 200, HelpArrived(by=ANA)),
    ],
)
def test_in_a_new_alarm_only_the_ladder_runs(before: Watch) -> None:
    """WA8, ES1."""
    assert set(dict(then(before, 210, WRONG).clocks)) == {Clock.RUNG}


def test_an_alarm_while_911_is_called_waits_for_that_call_and_for_no_contact() -> None:
    """ES2, ES5."""
    calling = then(jo_coming(), 200, CALL_911)

    assert set(dict(then(calling, 210, WRONG).clocks)) == {Clock.REACHED}


def test_once_a_check_in_is_missed_nothing_else_is_waited_for() -> None:
    """WA8, PL4."""
    for asking in (quiet(left_to_wait(), 120), then(a_watch(), 30, GONE)):
        assert set(dict(asking.clocks)) == {Clock.RUNG}


def test_an_alarm_raised_by_hand_has_its_own_number_too() -> None:
    """ES8: what one alarm owed is not wanted in the next."""
    again = then(an_alarm(), 190, SPOKEN, WRONG)

    assert (then(a_watch(), 20, WRONG).episode, again.episode) == (1, 2)
