"""Somebody goes quiet, and what we do then."""

import pytest

from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State
from tests.journeys.callers import Chatter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer

pytestmark = pytest.mark.both


def test_goes_quiet_and_a_friend_comes(sam: Chatter, ana: Peer, later: Later) -> None:
    """WA8, ES1, ES5, ES6, WA15."""
    sam.opens_a_chat()
    ana.takes(sam)
    ana.plans(sam)
    ana.begins_watch(sam)
    later(minutes=2)
    assert sam.state() is State.ASKING
    later(minutes=1)
    assert "Alarm: decide now" in ana.reads(sam)

    ana.calls_jo(sam)
    ana.is_told_in_minutes(sam, 4)
    later(minutes=3)
    ana.hears_of_arrival(sam)
    ana.closes(sam, CloseReason.HANDED_OVER)

    assert sam.state() is State.CLOSED
