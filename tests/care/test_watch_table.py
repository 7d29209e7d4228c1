"""One table says everything that can happen to a watch."""

from typing import get_args

import pytest

from stillhere.care.refused import DoesNotFit, WatchIsClosed
from stillhere.care.watch import TRANSITIONS, impossible
from stillhere.care.watch_events import (
    Closed,
    CloseReason,
    EndAgreed,
    Event,
    HelpReached,
    PlanUsedUp,
    TimePassed,
)
from stillhere.care.watch_state import State
from tests.care.watching import ANA, a_watch, at, decide, then

ENDED_WELL = Closed(by=ANA, reason=CloseReason.ENDED_WELL)


def test_every_state_meets_every_event() -> None:
    """WA8."""
    assert set(TRANSITIONS) == {(state, event) for state in State for event in get_args(Event)}


def test_nothing_happens_to_a_closed_watch() -> None:
    """WA14."""
    handlers = {TRANSITIONS[State.CLOSED, event] for event in get_args(Event)}

    assert handlers == {impossible}


def test_a_closed_watch_says_that_it_is_closed() -> None:
    closed = then(a_watch(), 10, ENDED_WELL)

    with pytest.raises(WatchIsClosed):
        decide(closed, 20, TimePassed())


@pytest.mark.parametrize("event", [HelpReached(by=ANA), PlanUsedUp(by=ANA)])
def test_what_has_no_meaning_yet_is_refused_in_words(event: Event) -> None:
    with pytest.raises(DoesNotFit, match="has no meaning while listening"):
        decide(a_watch(), 10, event)


def test_an_end_is_not_agreed_while_somebody_is_quiet() -> None:
    """WA14."""
    asking = then(a_watch(), 120, TimePassed())

    with pytest.raises(DoesNotFit):
        decide(asking, 130, EndAgreed(at=at(600)))


def test_time_passes_in_every_open_state() -> None:
    """I2."""
    deaf = [s for s in State if TRANSITIONS[s, TimePassed] is impossible]

    assert deaf == [State.CLOSED]
