"""Two with one phone, or at one page: a clock each, and no okay of one is the other's."""

import re

import pytest

from stillhere.care.watch_state import State
from tests.journeys.callers import Caller, Chatter, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


def beside(who: Caller, ana: Peer, *, called: str = "", down: bool = False) -> Caller:
    """Somebody who has no phone of their own; Ana watches them as well."""
    friend = Caller(who.night)
    where = "beside/down" if down else "beside"
    page = ana.does(f"contacts/{who.contact}/{where}", key=friend.key(), called=called)
    friend.contacts.append(int(re.findall(r"contacts/(\d+)/", page)[0]))
    return friend


@pytest.fixture
def robin(tess: Texter, ana: Peer) -> Caller:
    """Tess texts, has a plan and is watched; Robin is with her and has no phone."""
    tess.texts("about to use, two of us")
    ana.stays_with(tess)
    return beside(tess, ana, called="Robin")


def test_one_answers_and_the_other_goes_quiet(
    robin: Caller, tess: Texter, ana: Peer, night: Night, later: Later
) -> None:
    """IN6, CO8: help goes to the one who is quiet, and whoever is sent hears of both."""
    ana.does(f"contacts/{robin.contact}/beside/plan")
    assert "Take over the place" not in ana.reads(robin)
    later(seconds=122)
    asked = tess.reads()
    assert "Person 1, are you okay? Send back 1" in asked
    assert "Robin, are you okay? Send back 2" in asked

    tess.answers()
    later(seconds=60)

    assert (tess.state(), robin.state()) == (State.LISTENING, State.ALARM)
    ana.calls_911(robin)
    page = ana.reads(robin)
    assert "Another person we stay with is at the same address: there may be two." in page
    assert "Somebody else reached us from the same phone or computer" in page


def test_the_answer_of_the_one_who_was_quiet_is_theirs_though_it_comes_from_the_same_phone(
    robin: Caller, tess: Texter, ana: Peer, later: Later
) -> None:
    """IN6, WA4, WA6: each with the word of their own plan."""
    ana.plans(robin, ok_word="lantern")
    later(seconds=185)
    watch = robin.watch()
    tess.texts(f"{watch.digit(watch.ask)} maple")
    assert (tess.state(), robin.state()) == (State.ALARM, State.ALARM)

    tess.texts(f"{watch.digit(watch.ask)} lantern")

    assert (tess.state(), robin.state()) == (State.ALARM, State.LISTENING)


def test_words_and_a_cry_from_one_phone_are_heard_for_both(
    robin: Caller, tess: Texter, ana: Peer, later: Later
) -> None:
    """IN6, WA5."""
    tess.texts("we are ok")
    assert "we are ok" in ana.reads(tess)
    assert "we are ok" in ana.reads(robin)
    later(seconds=35)
    assert (tess.state(), robin.state()) == (State.ASKING, State.ASKING)

    tess.texts("help")

    assert (tess.state(), robin.state()) == (State.ALARM, State.ALARM)


def test_two_at_one_page_press_a_button_each_and_leave_together(
    sam: Chatter, ana: Peer, later: Later
) -> None:
    """IN6, PL4: whoever closes the page, each goes as their own plan says."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    friend = beside(sam, ana)
    ana.plans(friend, if_dropped="nothing")
    later(seconds=100)
    (theirs,) = sam.news()["beside"]
    sam.taps_for(theirs["whose"], theirs["ask"])
    later(seconds=25)
    assert (sam.state(), friend.state()) == (State.ASKING, State.LISTENING)
    sam.is_okay()

    sam.leaves_quickly()

    assert (sam.state(), friend.state()) == (State.ASKING, State.LISTENING)


def test_somebody_beside_a_caller_goes_down(
    sam: Chatter, ana: Peer, night: Night, later: Later
) -> None:
    """CO15: a second watch in alarm, by the same page; the caller's own goes on."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(seconds=30)
    down = beside(sam, ana, down=True)
    assert down.state() is State.ALARM
    assert "Where are you both, exactly?" in ana.reads(down)

    sam.is_okay()
    ana.calls_911(down)
    ana.hears_of_them(down, "breathing")

    assert (sam.state(), down.state()) == (State.LISTENING, State.ALARM)
    assert "Person 2 is breathing" in sam.reads()
