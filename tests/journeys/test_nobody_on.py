"""Nobody is on shift: what a caller is told, who is rung, and what may watch meanwhile."""

import pytest

from stillhere.care.watch_state import State
from stillhere.records.models import Operator
from tests.console.desk import text_of
from tests.journeys.at_home import AtHome
from tests.journeys.callers import Chatter, Texter
from tests.journeys.conftest import Later, comes_on
from tests.journeys.peers import Peer
from tests.journeys.way import Night
from tests.somebody import CALLER_NUMBER, an_operator

pytestmark = pytest.mark.both
TRUTH = "No person is with you. If you go quiet, a machine rings a person; it cannot call 911."


@pytest.fixture
def home(night: Night, kim: Operator) -> AtHome:
    return AtHome(night)


def agrees(sam: Chatter, *, place: str = "") -> None:
    sam._post("/chat/offer", answer="yes", place=place)


def test_nobody_is_on_and_a_machine_watches_through_a_miss_until_somebody_comes(
    sam: Chatter, home: AtHome, kim: Operator, night: Night, later: Later
) -> None:
    """WA12, WA13, CO4: told the truth, asked, gone quiet, rung for, and taken by a person."""
    sam.opens_a_chat()
    later(seconds=20)
    assert "Nobody is on shift just now." in sam.reads()
    assert TRUTH not in sam.reads().split("Do you want that")[-1]
    assert sam.news()["offered"] is False
    assert "Somebody is waiting" in home.heard()[-1]

    home.presses_1()
    assert sam.news()["offered"] is True
    agrees(sam, place="12 Blue Lot, back door")

    assert TRUTH in sam.reads()
    assert "A machine asks how you are." in sam.reads()
    assert sam.watch().holder == kim.pk
    later(minutes=1)
    sam.is_okay()
    rung = len(home.heard())
    later(minutes=2)
    assert sam.state() is State.ASKING
    later(seconds=30)
    assert "Somebody does not answer" in home.heard()[-1]
    home.presses_1()
    later(seconds=30)
    assert sam.state() is State.ALARM
    later(minutes=2)
    assert len(home.heard()) > rung + 3

    here = comes_on(night, kim)
    assert "No person is with them." in here.reads(sam)
    here.takes_over(sam)
    here.is_answered(sam)

    assert sam.news()["unattended"] is False
    assert "We are with you." in sam.reads()
    assert TRUTH not in sam.news()["with_name"]


def test_nobody_is_on_and_nobody_at_home_answers_so_no_machine_pretends(
    tess: Texter, home: AtHome, night: Night, later: Later
) -> None:
    """WA12, CO4: not offered; the truth, somebody near, 911; and the phones ring on."""
    tess.texts("hi, I am about to use alone")
    later(minutes=4)

    heard = tess.reads()
    assert "Nobody is on shift just now." in heard
    assert "have someone stay near you" in heard
    assert "call 911" in heard
    assert TRUTH not in heard
    assert len(home.heard()) >= 4
    tess.texts("yes, 12 Blue Lot")
    assert tess.as_contact().is_waiting

    ana = comes_on(night, an_operator(night.front.organisation, "ana"))
    later(seconds=9)
    ana.takes(tess)
    rung = len(home.heard())
    later(seconds=55)
    assert len(home.heard()) == rung


def test_a_yes_that_is_not_given_again_rings_everybody(
    tess: Texter, home: AtHome, night: Night, later: Later
) -> None:
    """WA12, WA11: whoever sleeps again holds nobody."""
    tess.texts("about to use")
    later(seconds=20)
    home.presses_1()
    tess.texts("Yes 12 Blue Lot")
    assert tess.watch().unattended
    for _ in range(4):
        later(minutes=1)
        tess.answers()
    assert "Are you still awake?" in home.heard()[-1]
    later(minutes=1)
    tess.answers()

    assert tess.watch().holder is None
    assert tess.watch().unheld_alarm
    assert "Somebody does not answer" in home.heard()[-1]
    home.presses_1()
    assert not tess.watch().unheld_alarm
    assert night.sent_to("911") == []
    assert night.sent_to(CALLER_NUMBER)


def test_the_last_one_leaves_and_the_phones_ring_on(
    ana: Peer, home: AtHome, night: Night, later: Later
) -> None:
    """WA13: on-call first, free to go all the same, and it rings until somebody says yes."""
    ana.does("shift/leave")
    later(seconds=5)
    assert "Kim has not said yes yet" in text_of(ana.see("/console/shift/last-one"))
    assert "nobody is on shift" in home.heard()[0]

    ana.does("shift/leave", anyway="yes")
    ana.laptop_dies()
    later(minutes=3)
    assert len(home.heard()) == 4

    home.presses_1()
    later(minutes=10)
    assert len(home.heard()) == 4
    assert [entry.what for entry in night.entries("WentOff")] == ["WentOff"]
