"""Somebody changes their mind, their place or how it stands, in the middle of a watch."""

from datetime import timedelta

import pytest

from stillhere.care.contact_state import Alarm
from stillhere.care.watch_state import Clock, State
from tests.journeys.callers import Chatter, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


def test_using_again_begins_the_first_minutes_again(
    sam: Chatter, ana: Peer, night: Night, later: Later
) -> None:
    """WA7: each use restarts the time in which we ask every two minutes."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    for _ in range(10):
        later(minutes=2)
        sam.is_okay()
    assert sam.watch().due_at == night.now + timedelta(minutes=5)

    ana.hears_of_a_use(sam)
    assert sam.watch().due_at == night.now + timedelta(minutes=2)
    assert sam.watch().high_risk_until == night.now + timedelta(minutes=20)
    later(minutes=2)
    sam.is_okay()

    assert sam.watch().due_at == night.now + timedelta(minutes=2)


def test_used_during_intake(sam: Chatter, ana: Peer, night: Night, later: Later) -> None:
    """WA1, IN1: the clock starts with whatever is known, and the questions go on inside it."""
    sam.opens_a_chat(need="unknown")
    ana.takes(sam)
    ana.says(sam, "What may I call you?")
    later(seconds=40)
    sam.says("T. i just smoked sorry")
    ana.begins_watch(sam)
    assert sam.watch().due_at == night.now + timedelta(minutes=2)

    ana.asks_about(sam, called="T", place="12 Example Street")
    ana.plans(sam)
    assert sam.watch().due_at == night.now + timedelta(minutes=2)
    later(minutes=3)

    assert sam.state() is State.ALARM
    assert "12 Example Street" in ana.reads(sam)


def test_used_during_intake_and_silent_before_any_watch(
    tess: Texter, ana: Peer, later: Later
) -> None:
    """WA1: silent in intake is asked after a minute, and is an alarm after another."""
    tess.texts("i just used")
    ana.takes(tess)
    ana.hears_the_need(tess, "has_used")
    ana.says(tess, "Where are you?")
    later(minutes=1)
    assert "Are you still there?" in tess.reads()
    later(minutes=1)
    assert tess.as_contact().alarm is Alarm.SILENT

    ana.begins_watch(tess)

    assert tess.state() is State.ALARM


def test_changes_place_and_then_goes_quiet(sam: Chatter, ana: Peer, later: Later) -> None:
    """PL6: a new version, in force at once; the old place is never said to anybody again."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=1)
    sam.says("i went down to the blue lot behind the station")
    ana.plans(sam, place="Blue lot behind the station", way_in="by the ramp")
    later(minutes=2, seconds=30)
    assert sam.state() is State.ALARM
    ana.calls_911(sam)

    page = ana.reads(sam)

    assert "They are here: Blue lot behind the station." in page
    assert "12 Example Street" not in page


def test_withdraws_the_contact_in_the_middle(sam: Chatter, ana: Peer, later: Later) -> None:
    """PL6: consent taken back counts at once, also for a page that was open before."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=1)
    sam.says("don't call jo please")
    ana.plans(sam, helper_1_name="", helper_1_number="", step_1="emergency", step_2="")
    later(minutes=3)
    assert sam.state() is State.ALARM

    stale = {"help": "contact", "helper": "0", "plan": "2"}
    ana.is_told_no(ana.acts, sam, "decide", **stale)

    assert sam.watch().decided is None
    assert "Call Jo" not in ana.reads(sam)
    assert Clock.RUNG in sam.watch().clocks
