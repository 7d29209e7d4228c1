"""Dialled, answered, at the place: told while somebody calls, and no proof that help comes."""

import pytest

from stillhere.care.refused import AlreadyCalled, DoesNotFit, NotYours
from stillhere.care.watch_events import (
    CannotFindThem,
    HelpAnswered,
    HelpArrived,
    HelpAtPlace,
    HelpDialled,
)
from stillhere.care.watch_state import Clock, State
from tests.care.test_token import NOT_REACHED, SAM_CALLS, calling
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    SAM,
    an_alarm,
    at,
    decide,
    help_coming,
    quiet,
    then,
)

DIALLED, ANSWERED = HelpDialled(by=ANA), HelpAnswered(by=ANA)
AT_PLACE = HelpAtPlace(by=ANA)


def test_dialling_is_noted_and_moves_no_clock() -> None:
    """ES4."""
    before = calling()
    dialled = then(before, 205, DIALLED)

    assert dialled.decided is not None
    assert dialled.decided.dialled_at == at(205)
    assert dialled.clocks == before.clocks
    assert dialled.state is State.ALARM


def test_a_second_press_keeps_the_time_of_the_first() -> None:
    """ES4."""
    once = then(calling(), 205, DIALLED, ANSWERED)

    assert then(once, 230, DIALLED, ANSWERED) == once


def test_whoever_is_talking_is_asked_a_minute_after_that_and_once_only() -> None:
    """ES2, ES4: their leg is up, as far as anybody knows."""
    talking = then(calling(), 240, ANSWERED)

    assert talking.decided is not None
    assert talking.decided.dialled_at == talking.decided.answered_at == at(240)
    assert talking.clocks.get(Clock.REACHED) == at(300)
    assert then(talking, 290, ANSWERED).clocks.get(Clock.REACHED) == at(300)


def test_talking_for_ever_is_asked_about_and_may_be_taken() -> None:
    """ES2."""
    asked = quiet(then(calling(), 240, ANSWERED), 300)
    taken = then(asked, 301, SAM_CALLS)

    assert taken.decided is not None
    assert taken.decided.by == SAM.id
    assert taken.decided.answered_at is None


@pytest.mark.parametrize("event", [HelpDialled(by=BEN), HelpAnswered(by=BEN)])
def test_only_who_calls_tells_of_the_call(event: HelpDialled | HelpAnswered) -> None:
    """ES2, ES4."""
    with pytest.raises(AlreadyCalled):
        decide(calling(), 205, event)
    with pytest.raises(DoesNotFit):
        decide(then(calling(), 205, NOT_REACHED), 206, event)


def test_at_the_place_is_not_beside_them() -> None:
    """ES4, ES6: the question goes on, and so does the time after which we call again."""
    coming = help_coming()
    there = then(coming, 300, AT_PLACE)

    assert there.at_place_at == at(300)
    assert not there.beside
    assert there.clocks.get(Clock.CONFIRM) == coming.clocks.get(Clock.CONFIRM)
    assert there.clocks.get(Clock.HELP_ASK) == at(420)
    assert then(there, 310, AT_PLACE).at_place_at == at(300)


def test_at_the_place_is_for_who_holds_the_watch_and_before_somebody_is_with_them() -> None:
    """ES4."""
    with pytest.raises(NotYours):
        decide(help_coming(), 300, HelpAtPlace(by=BEN))
    with pytest.raises(DoesNotFit):
        decide(then(help_coming(), 300, HelpArrived(by=ANA)), 310, AT_PLACE)
    with pytest.raises(DoesNotFit):
        decide(an_alarm(), 300, AT_PLACE)


def test_who_cannot_get_in_is_at_the_place_no_more() -> None:
    """ES6: the next who come are on their way again."""
    lost = then(help_coming(), 300, AT_PLACE, CannotFindThem(by=ANA, got_in=False))

    assert lost.at_place_at is None
    assert lost.state is State.ALARM
    assert then(lost, 310, CALL_911).decided is not None
