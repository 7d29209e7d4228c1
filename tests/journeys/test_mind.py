"""Somebody to talk to: with no watch, with an adverse event, and with a use meant as the last."""

import re

import pytest

from stillhere.care.contact_state import EndReason
from stillhere.care.watch_state import State
from stillhere.records.models import AdverseEvent, Operator
from stillhere.records.organisations import as_organisation
from tests.journeys.callers import Chatter
from tests.journeys.conftest import KIMS_NUMBER, Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


def test_a_mental_health_contact_with_no_watch(
    sam: Chatter, ana: Peer, night: Night, later: Later
) -> None:
    """SU4: talk, an adverse event by its kind, and goodbye; no clock was ever started."""
    sam.opens_a_chat(need="talk")
    ana.takes(sam)
    ana.hears_the_need(sam, "talk")
    sam.says("I hear them again")
    later(seconds=30)
    ana.does(f"contacts/{sam.contact}/adverse", kind="psychosis", key=sam.key())
    sam.says("thank you, that helped")
    ana.ends(sam, EndReason.NO_WATCH_NEEDED)

    with as_organisation(night.organisation):
        event = AdverseEvent.objects.get()
    assert (event.kind, event.watch_id, event.practice) == ("psychosis", None, False)
    assert not sam.as_contact().is_open
    assert night.entries("WatchBegan") == []


def test_a_use_meant_to_end_a_life(
    sam: Chatter, ana: Peer, kim: Operator, night: Night, later: Later
) -> None:
    """PL9: somebody joins, the plan changes only once it was said, and help goes as agreed."""
    sam.opens_a_chat()
    ana.takes(sam)
    ana.plans(sam)
    ana.does(f"contacts/{sam.contact}/to-end-life")
    later(seconds=1)
    assert "You are needed now" in night.sent_to(KIMS_NUMBER)[-1]
    assert "9-8-8" in ana.reads(sam)

    ana.is_told_no(ana.plans, sam, step_1="emergency", step_2="")
    ana.plans(sam, step_1="emergency", step_2="", said="on")
    ana.acts(sam, "supervisor-beside")
    rung = len(night.sent_to(KIMS_NUMBER))
    later(minutes=1)
    assert len(night.sent_to(KIMS_NUMBER)) == rung
    no = ana.is_told_no(ana.acts, sam, "end-at", minutes=20)
    assert re.search(r"too early to end this: not before \d\d:\d\d", no)
    later(minutes=2)

    assert sam.state() is State.ALARM
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    assert sam.state() is State.HELP_ON_THE_WAY
