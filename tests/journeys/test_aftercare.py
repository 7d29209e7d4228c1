"""Afterwards: a false alarm, the one who sent help, and a night with nobody else on."""

from datetime import timedelta

import pytest

from stillhere.care.contact_state import EndReason
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State
from stillhere.records.models import Operator, Outcome
from stillhere.records.organisations import as_organisation
from tests.journeys.callers import Chatter, Texter
from tests.journeys.conftest import KIMS_NUMBER, Later, comes_on
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


def test_a_lone_operator_and_no_supervisor(
    sam: Chatter, ana: Peer, kim: Operator, night: Night, later: Later
) -> None:
    """WA6, WA15, WA13: she is told the truth, on-call rings, and the alarm goes on until Kim is."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=3)
    ana.asks_a_second_person(sam)
    assert "Nobody else is on shift." in ana.reads(sam)
    later(seconds=5)
    assert any("Press 1" in words for words in night.sent_to(KIMS_NUMBER))
    ana.is_told_no(ana.agrees, sam)
    later(minutes=1)
    assert sam.state() is State.ALARM

    at_home_no_more = comes_on(night, kim)
    assert "Ana says they answered." in at_home_no_more.reads(sam)
    at_home_no_more.agrees(sam)

    assert sam.state() is State.LISTENING


def test_a_false_alarm(sam: Chatter, ana: Peer, sue: Peer, later: Later) -> None:
    """ES8, AF2, ES6: they wake, help is called off, everyone is told; it is coded without blame."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=3)
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    sam.is_okay(word="maple")
    assert sam.watch().awake
    ana.acts(sam, "stand-down")
    assert sam.state() is State.LISTENING

    ana.closes(sam, CloseReason.STOOD_DOWN)
    sue.acts(sam, "outcome", findings=["false_alarm"], verified_with="caller")

    assert "A false alarm: they were fine, and we thank everyone" in ana.reads_board()
    with as_organisation(ana.operator.organisation_id):
        assert Outcome.objects.get(watch_id=sam.watch_id).state == "verified"


def help_comes_to(sam: Chatter, ana: Peer, later: Later) -> None:
    """She watches over him, he goes quiet, she sends help, and hands him over."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=3)
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    ana.hears_of_arrival(sam)
    ana.closes(sam, CloseReason.HANDED_OVER)


def test_the_debrief_after_a_dispatch(
    sam: Chatter, tess: Texter, ana: Peer, sue: Peer, later: Later
) -> None:
    """AF3: nobody new, three questions, a supervisor by name, how it ended, her own press."""
    help_comes_to(sam, ana, later)
    ana.ends(sam, EndReason.ENDED)
    tess.texts("about to smoke, alone")
    assert ana.operator.pk not in tess.as_contact().offered_to

    ana.says_how_she_is(hard=5, energy=1, wants_to_talk="yes")
    assert "They want to talk." in sue.reads_board()
    sue.has_talked()
    sue.acts(sam, "outcome", findings=["breathing", "transported"], verified_with="responders")
    assert "How it ended: They were breathing" in ana.reads_board()
    ana.is_ready_again()
    ana.takes(tess)
    ana.reads_the_ending()

    assert "You sent help" not in ana.reads_board()


def test_nobody_asks_after_them_and_the_supervisor_is_told(
    sam: Chatter, ana: Peer, sue: Peer, night: Night, later: Later
) -> None:
    """AF2: a text after three days, again the next day, and then the supervisor's word."""
    help_comes_to(sam, ana, later)
    with as_organisation(night.organisation):
        opened = Outcome.objects.get(watch_id=sam.watch_id).opened_at
    unknown = {"verified_with": "nobody", "tried_words": "rang the hospital"}
    sue.is_told_no(sue.acts, sam, "outcome", **unknown)

    night.passes(until=opened + timedelta(days=3))

    assert len(night.entries("OutcomeDue")) == 1
    assert "Overdue" in sue.reads_board()
    sue.acts(sam, "outcome", **unknown)
    assert "Nothing is open." in sue.reads_board()
