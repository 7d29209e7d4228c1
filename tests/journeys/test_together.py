"""Several use together, and one of them stays awake and answers for all."""

import pytest

from stillhere.care.watch_state import State
from stillhere.records.models import Operator
from tests.journeys.callers import Chatter, Ringer
from tests.journeys.conftest import KIMS_NUMBER, Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


def test_three_use_one_answers_and_one_goes_down(
    ray: Ringer, ana: Peer, kim: Operator, night: Night, later: Later
) -> None:
    """IN6: asked to take turns, watched closely, and nobody's okay is for who is down."""
    ray.rings()
    ana.stays_with(ray)
    ana.asks_about(ray, called="Sky", alone="using_together")
    assert "Could you take turns" in ana.reads(ray, "ask")
    ana.acts(ray, "one-answers", people="3")
    assert "3 people: Sky answers for all and is not using now." in ana.reads(ray)
    later(minutes=1)
    ana.is_answered(ray)

    ana.acts(ray, "one-is-down")

    assert "Alarm: decide now" in ana.reads(ray)
    ana.is_told_no(ana.is_answered, ray)
    later(minutes=1)
    assert "You are needed now" in night.sent_to(KIMS_NUMBER)[-1]
    ana.calls_911(ray)
    assert "3 people are there" in ana.reads(ray)
    ana.hears_of_them(ray, "breathing")
    assert ray.state() is State.ALARM


def test_the_one_who_answers_goes_quiet(sam: Chatter, ana: Peer, later: Later) -> None:
    """IN6: silence of the one who answers is silence of all."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    ana.acts(sam, "one-answers", people="4")

    later(minutes=3)

    assert sam.state() is State.ALARM
    ana.calls_911(sam)
    assert "4 people are there" in ana.reads(sam)


def test_the_one_who_answers_uses_too(sam: Chatter, ray: Ringer, ana: Peer, ben: Peer) -> None:
    """IN6: then each has a watch, a clock and a word of their own, and one answers for nobody."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    ana.acts(sam, "one-answers", people="2")
    ana.acts(sam, "each-answers")

    ray.rings()
    ben.stays_with(ray)
    ana.fears(sam)
    ben.is_answered(ray)

    assert (sam.state(), ray.state()) == (State.ALARM, State.LISTENING)
    assert sam.watch_id != ray.watch_id
