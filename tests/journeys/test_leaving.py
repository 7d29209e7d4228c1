"""Somebody goes: with a word or without, in a hurry, by accident, and comes back."""

import pytest

from stillhere.care.contact_state import Alarm, EndReason
from stillhere.care.watch_state import Clock, State
from tests.journeys.callers import Chatter, Ringer
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.both


def test_drops_and_comes_back_on_another_chat(sam: Chatter, ana: Peer, later: Later) -> None:
    """CO8, CO10: the same watch; a person joins them, and joining clears nothing."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    before = sam.watch_id
    sam.leaves_quickly()
    later(seconds=30)
    assert sam.state() is State.ASKING

    again = Chatter(sam.night)
    again.opens_a_chat()
    assert "Jo" not in again.reads()
    ana.takes(again)
    ana.joins(again, to=sam)
    assert (again.watch_id, again.state()) == (before, State.ASKING)
    again.is_okay()

    assert again.state() is State.LISTENING
    assert ana.operator.pk == again.watch().holder


def test_leaves_without_bye(sam: Chatter, ana: Peer, later: Later) -> None:
    """PL4, CO9: the wait they chose, then we ask; the clock never stops for a page that is gone."""
    sam.opens_a_chat()
    ana.stays_with(sam, if_dropped="wait", wait_minutes="1")
    sam.leaves_quickly()
    assert sam.state() is State.LISTENING
    later(seconds=59)
    assert Clock.LEFT in sam.watch().clocks
    later(seconds=1)
    assert sam.state() is State.ASKING

    later(minutes=1)

    assert sam.state() is State.ALARM


def test_says_bye(sam: Chatter, ana: Peer, later: Later) -> None:
    """WA14, WA15: no word closes a watch. A person does, within the pace of an answer."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=2)
    sam.is_okay()
    sam.says_bye()
    later(seconds=20)
    assert sam.state() is State.LISTENING
    assert "I want to stop here. Bye." in ana.reads(sam, "talk")

    ana.closes(sam)
    ana.ends(sam)

    assert sam.state() is State.CLOSED
    assert "over" in sam.news()["shown"]


def test_says_bye_and_nobody_looks(sam: Chatter, ana: Peer, later: Later) -> None:
    """WA14: a bye that nobody acts on is asked about like everything else."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    sam.says_bye()
    later(minutes=3)

    assert sam.state() is State.ALARM
    assert "They have to answer first" in ana.is_told_no(ana.closes, sam)


def test_the_quick_exit(sam: Chatter, ana: Peer, later: Later) -> None:
    """CO9: this browser knows nothing any more; those who stay know that they went."""
    sam.opens_a_chat()
    ana.stays_with(sam, if_dropped="nothing")
    sam.leaves_quickly()
    assert sam.browser.get("/chat/").headers["Location"] == "/"
    assert sam.state() is State.LISTENING
    assert "They left without a word." in ana.reads(sam)

    later(minutes=3)

    assert sam.state() is State.ALARM


def test_hangs_up_while_waiting_after_a_use(
    ray: Ringer, ana: Peer, ben: Peer, night: Night, later: Later
) -> None:
    """CO7, CO9: not an abandoned call. They are rung back, and it rings until two people end it."""
    ray.rings()
    ana.takes(ray)
    ana.hears_the_need(ray, "has_used")
    ray.hangs_up()
    assert ray.as_contact().alarm is Alarm.LEFT
    later(minutes=1)
    assert "the call you agreed to" in night.sent_to(CALLER_NUMBER)[0]

    ana.ends(ray, EndReason.LEFT)
    assert ray.as_contact().is_safety_event
    ana.is_told_no(ana.agrees_to_end, ray)

    ben.agrees_to_end(ray)

    assert ray.as_contact().reason is EndReason.LEFT
