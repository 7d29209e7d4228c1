"""Somebody goes quiet, and what we do then."""

from datetime import timedelta
from typing import Any, Final

import pytest

from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State
from stillhere.records.models import Operator
from tests.journeys.callers import Chatter, Ringer, Texter
from tests.journeys.conftest import KIMS_NUMBER, Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both
NO_PLAN: Final[dict[str, Any]] = {
    **dict.fromkeys(("place", "helper_1_name", "helper_1_number", "step_1", "step_2"), ""),
    "refused": "yes",
}


def test_goes_quiet_and_a_friend_comes(sam: Chatter, ana: Peer, later: Later) -> None:
    """WA8, ES1, ES5, ES6, WA15."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=2)
    assert sam.state() is State.ASKING
    assert "Are you okay?" in sam.reads()
    later(minutes=1)
    assert "Alarm: decide now" in ana.reads(sam)

    ana.calls_jo(sam)
    ana.is_told_in_minutes(sam, 4)
    later(minutes=3)
    ana.hears_of_arrival(sam)
    ana.closes(sam, CloseReason.HANDED_OVER)

    assert sam.state() is State.CLOSED


def test_the_friend_says_yes_and_never_arrives(
    sam: Chatter, ana: Peer, kim: Operator, night: Night, later: Later
) -> None:
    """ES5: accepting is not arriving. Who is late is an alarm again, and everyone rings."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=3)
    ana.calls_jo(sam)
    ana.is_told_in_minutes(sam, 4)
    later(minutes=3, seconds=59)
    assert sam.state() is State.HELP_ON_THE_WAY
    assert night.sent_to(KIMS_NUMBER) == []

    later(seconds=1)

    assert sam.state() is State.ALARM
    assert "You are needed now" in night.sent_to(KIMS_NUMBER)[-1]
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    assert sam.state() is State.HELP_ON_THE_WAY


def test_an_okay_that_comes_too_late_for_its_question(
    tess: Texter, ana: Peer, night: Night, later: Later
) -> None:
    """WA4, WA6: an old digit changes nothing; an alarm wants the new digit and the word."""
    tess.texts("smoking now, alone")
    ana.stays_with(tess)
    later(minutes=2)
    asked = tess.watch()
    later(minutes=1)
    tess.texts(str(asked.digit(asked.ask)))
    assert tess.state() is State.ALARM
    assert "late" in ana.reads(tess, "talk").lower()

    tess.answers()
    assert tess.state() is State.ALARM
    tess.answers(word="maple")

    assert tess.state() is State.LISTENING
    assert tess.watch().due_at == night.now + timedelta(minutes=2)


def test_snoring_on_the_line(ray: Ringer, ana: Peer, sue: Peer, later: Later) -> None:
    """WA3, WA9, ES1: noise is no answer. The operator's word is an alarm at once."""
    ray.rings()
    ana.stays_with(ray)
    later(minutes=1)

    ana.fears(ray)
    assert ray.state() is State.ALARM
    assert "Send help" in ana.reads(ray)
    ana.is_told_no(ana.is_answered, ray, "message")
    later(minutes=1)
    assert "Alarm" in sue.reads_board()
    ana.calls_911(ray)

    assert "Ana" in sue.is_told_no(sue.calls_911, ray)


def test_refuses_every_plan_and_goes_quiet(sam: Chatter, ana: Peer, later: Later) -> None:
    """PL7, WA1: what will be done is read and answered; the watch still runs, and still alarms."""
    sam.opens_a_chat()
    ana.takes(sam)
    ana.plans(sam, **NO_PLAN)
    assert "I will call for medical help. Is that all right?" in ana.reads(sam, "plan")
    assert "note their answer" in ana.reads(sam, "plan")
    ana.plans(sam, **NO_PLAN, refusal_answer="yes")
    assert "note their answer" not in ana.reads(sam, "plan")
    ana.begins_watch(sam)
    later(minutes=3)

    assert sam.state() is State.ALARM
    assert "Send help" in ana.reads(sam)
    assert "The plan is used up" in ana.reads(sam)
