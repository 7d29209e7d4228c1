"""Who stays with somebody, when whoever did cannot any more."""

import pytest

from stillhere.care.watch_state import State
from tests.journeys.callers import Chatter, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer

pytestmark = pytest.mark.both


def test_the_operators_laptop_dies(tess: Texter, ana: Peer, ben: Peer, later: Later) -> None:
    """WA11, WA2: unheld is an alarm for everyone; whoever takes them finds the same clock."""
    tess.texts("about to smoke, alone")
    ana.takes(tess)
    ana.begins_watch(tess)
    due = tess.watch().due_at
    ana.laptop_dies()
    later(seconds=16)
    assert tess.watch().holder is None

    later(seconds=15)
    assert tess.watch().is_alarming
    ben.takes_over(tess)

    assert (tess.watch().holder, tess.watch().due_at) == (ben.operator.pk, due)
    later(minutes=2)
    tess.answers()
    assert tess.state() is State.LISTENING


def test_handed_over_at_shift_change(sam: Chatter, ana: Peer, ben: Peer, later: Later) -> None:
    """WA11, WA13, RO2: nobody leaves anybody behind; handing over needs the other's yes."""
    sam.opens_a_chat()
    ana.takes(sam)
    ana.begins_watch(sam)
    assert "1 person is still with you" in ana.leaves()
    ana.offers(sam, to=ben)
    later(seconds=30)
    assert sam.watch().holder == ana.operator.pk

    assert "Ana asks you to take over." in ben.reads(sam)
    ben.takes_over(sam)
    ana.leaves()
    later(minutes=1, seconds=31)
    sam.is_okay()

    assert (sam.state(), sam.watch().holder) == (State.LISTENING, ben.operator.pk)
    assert "Ben" in sam.reads()


def test_the_operator_knows_the_caller(sam: Chatter, ana: Peer, ben: Peer, later: Later) -> None:
    """CO12: without a reason, before the plan opens; and the first may not look them up."""
    sam.opens_a_chat()
    ana.takes(sam)
    ana.hands_on(sam)
    later(seconds=1)
    assert sam.as_contact().offered_to == (ben.operator.pk,)

    ben.stays_with(sam)

    ana.see(f"/console/contacts/{sam.contact}/")
    assert ana.status == 404
    ana.is_told_no(ana.takes, sam)
    assert "Ben" in sam.reads()
    assert "Ana" not in sam.reads()
