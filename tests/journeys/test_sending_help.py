"""Somebody must be sent: the card is read, they cannot get in, two are there, the caller wakes."""

from datetime import timedelta

import pytest

from stillhere.actions.dispatch_numbers import set_number
from stillhere.care.dispatch import Kind, Number
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State
from tests.journeys.callers import Caller, Chatter, Ringer
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both
AT = {"place": "12 Example Street, Halifax", "step_1": "emergency", "step_2": ""}


@pytest.fixture(autouse=True)
def halifax(night: Night) -> None:
    number = Number(
        number="+19025550142",
        kind=Kind.LISTED,
        place="Halifax, NS",
        time_zone="America/Halifax",
        tested_at=night.now - timedelta(days=12),
    )
    set_number(number, organisation=night.organisation, practice=False, now=night.now)


def times(night: Night) -> list[str]:
    kinds = ("HelpDecided", "HelpDialled", "HelpAnswered", "HelpReached", "HelpAtPlace")
    return [what for what in (*kinds, "HelpArrived") if night.entries(what)]


def goes_quiet(who: Chatter, by: Peer, later: Later, **plan: str) -> None:
    who.opens_a_chat()
    by.stays_with(who, **{**AT, **plan})
    by.asks_about(who, substance="opioid", naloxone="in_reach")
    later(minutes=3)


def test_goes_quiet_and_911_is_called_by_the_card(
    sam: Chatter, ana: Peer, night: Night, later: Later
) -> None:
    """ES1, ES3, ES4, ES6: their place's number, their time, what they agreed to, every moment."""
    goes_quiet(sam, ana, later)

    ana.calls_911(sam)
    card = ana.reads(sam)
    assert "+1 902-555-0142 Halifax, NS · from your list ✓ tested 12 days ago" in card
    assert "may not be breathing. They are here: 12 Example Street, Halifax." in card
    assert "it is not verified. To get in: buzzer 4. I last heard from them at 08:00." in card
    assert "They said that they took" not in card
    for act in ("dialled", "help-answered", "reached", "at-place", "arrived"):
        later(seconds=20)
        ana.acts(sam, act)
    ana.closes(sam, CloseReason.HANDED_OVER)

    assert sam.state() is State.CLOSED
    assert len(times(night)) == 6


def test_responders_cannot_get_in(sam: Chatter, ana: Peer, later: Later) -> None:
    """ES6: an alarm at once, with the way in and the address to read again."""
    goes_quiet(sam, ana, later)
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    later(minutes=6)
    ana.acts(sam, "at-place")
    assert "Is somebody beside them?" in ana.reads(sam)

    ana.acts(sam, "cannot-find", got_in="no")

    page = ana.reads(sam)
    assert sam.state() is State.ALARM
    assert "could not get in" in page
    assert "Way in buzzer 4" in page
    ana.calls_911(sam)
    assert "To get in: buzzer 4." in ana.reads(sam)
    ana.is_told_they_come(sam)
    ana.hears_of_arrival(sam)
    assert sam.watch().beside


def test_wakes_after_911_was_called(sam: Chatter, ana: Peer, later: Later) -> None:
    """ES6: told at once, no cancel promised; nobody calls them silent; the watch stays open."""
    goes_quiet(sam, ana, later)
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    assert "Help" in sam.reads()

    sam.is_okay(word="maple")

    assert sam.state() is State.HELP_ON_THE_WAY
    assert "I cannot promise that they turn back." in ana.reads(sam)
    ana.acts(sam, "cannot-find", got_in="yes")
    assert sam.state() is State.ALARM


def test_who_wakes_while_911_is_on_the_line_is_said_to_be_awake(
    sam: Chatter, ana: Peer, later: Later
) -> None:
    """ES3, ES6: only what is known."""
    goes_quiet(sam, ana, later)
    ana.calls_911(sam)
    assert "Somebody is not answering me" in ana.reads(sam)

    sam.is_okay(word="maple")

    card = ana.reads(sam)
    assert "Somebody did not answer me, and does now." in card
    assert "Somebody is not answering me" not in card


def test_two_at_one_address(sam: Chatter, ray: Ringer, ana: Peer, ben: Peer, later: Later) -> None:
    """CO8: each card shows the other, however they wrote where they are."""
    ray.rings(number="+14165550188")
    ben.stays_with(ray, place="Halifax, 12 Example St.", step_1="emergency", step_2="")
    goes_quiet(sam, ana, later)

    both: list[tuple[Peer, Caller]] = [(ana, sam), (ben, ray)]
    for peer, who in both:
        peer.calls_911(who)

    for (peer, who), other in zip(both, ("Ben", "Ana"), strict=True):
        card = peer.reads(who)
        assert f"A second watch is at this address: with {other}" in card
        assert "Another person we stay with is at the same address: there may be two." in card
