"""Somebody else is down: the one who reaches us answers for them."""

import pytest

from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State
from stillhere.records.models import Operator
from tests.journeys.callers import Chatter, Ringer, Texter
from tests.journeys.conftest import KIMS_NUMBER, Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


def test_a_friend_is_down_and_the_caller_dials(sam: Chatter, ana: Peer, later: Later) -> None:
    """CO15: the place, 911 from there, what is said of them; nobody asks the caller's name."""
    sam.opens_a_chat(need="someone_down")
    assert "If you can call 911 from a phone there, call now." in sam.reads()
    ana.takes(sam)
    assert (sam.state(), sam.watch().answered_for) == (State.ALARM, True)
    ana.asks_about(sam, place="Blue lot", way_in="by the gate")

    ana.lets_them_call_911(sam)
    ana.is_told_they_come(sam)
    sam.says("They are breathing.")
    ana.hears_of_them(sam, "breathing")
    later(minutes=2)
    assert sam.watch().call_again

    ana.hears_of_arrival(sam)
    ana.closes(sam, CloseReason.HANDED_OVER)
    assert sam.state() is State.CLOSED


def test_a_friend_is_down_on_the_phone_and_nobody_decides(
    ray: Ringer, ana: Peer, kim: Operator, night: Night, later: Later
) -> None:
    """CO15, ES1: the ladder goes on from the first second."""
    ray.rings()
    ana.takes(ray)
    ana.hears_the_need(ray, "someone_down")
    assert "Alarm: decide now" in ana.reads(ray)

    later(minutes=1)

    assert "You are needed now" in night.sent_to(KIMS_NUMBER)[-1]
    ana.calls_911(ray)
    assert "Another person is with them." in ana.reads(ray)


def test_a_digit_of_the_callers_says_nothing_of_who_is_down(
    tess: Texter, ana: Peer, ben: Peer, later: Later
) -> None:
    """CO15, WA6."""
    tess.texts("my friend went down")
    ana.takes(tess)
    ana.hears_the_need(tess, "someone_down")
    tess.answers()
    assert tess.state() is State.ALARM
    ana.is_told_no(ana.is_answered, tess, "message")

    ana.asks_a_second_person(tess)
    ben.agrees(tess)
    later(minutes=2)

    assert tess.state() is State.ASKING
    assert "Do they breathe, are they awake?" in tess.reads()


def test_it_was_the_caller_themself(ray: Ringer, ana: Peer) -> None:
    """CO15: a misunderstanding is put right, and lowers nothing."""
    ray.rings()
    ana.takes(ray)
    ana.hears_the_need(ray, "someone_down")
    ana.acts(ray, "it-is-the-caller")
    assert ray.state() is State.ALARM

    ana.is_answered(ray)

    assert ray.state() is State.LISTENING
