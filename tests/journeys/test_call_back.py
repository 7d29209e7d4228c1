"""Nobody is free, and somebody cannot wait: they are rung back."""

import pytest

from stillhere.care.contact_state import EndReason, State
from stillhere.console.dispatch_shown import written
from stillhere.records.models import Operator
from tests.journeys.callers import Chatter, Ringer, Texter
from tests.journeys.conftest import KIMS_NUMBER, Later, comes_on
from tests.journeys.peers import Peer
from tests.journeys.way import Night
from tests.somebody import CALLER_NUMBER, an_operator

pytestmark = pytest.mark.both
THEIRS = "+14165550148"


def test_asks_for_a_call_back_and_is_rung(
    ray: Ringer, kim: Operator, night: Night, later: Later
) -> None:
    """CO4: told how it stands, on-call rings on, and whoever comes free rings them."""
    ray.rings()
    later(seconds=50)
    assert "Somebody is waiting" in night.sent_to(KIMS_NUMBER)[0]
    ray.asks_to_be_rung_back()
    ray.hangs_up()
    later(minutes=10)
    assert ray.as_contact().state is State.WAITING

    ana = comes_on(night, an_operator(night.front.organisation, "ana"))
    assert "Wants to be rung back" in ana.reads(ray)
    assert CALLER_NUMBER not in ana.reads(ray)
    assert written(CALLER_NUMBER) not in ana.reads(ray)
    ana.takes(ray)
    assert written(CALLER_NUMBER) in ana.reads(ray)
    ana.hears_them(ray)

    assert not ray.as_contact().call_back
    assert "Ring them back now" not in ana.reads(ray)


def test_the_wrong_person_answers_the_call_back(
    ray: Ringer, ana: Peer, night: Night, later: Later
) -> None:
    """CO9: "sorry, wrong number"; no text and no voicemail, whatever follows."""
    ana.does("shift/break")
    ray.rings()
    ray.asks_to_be_rung_back()
    ray.hangs_up()
    later(minutes=2)
    ana.comes_back()
    ana.takes(ray)
    assert "To anyone else say only: sorry, wrong number." in ana.reads(ray)

    ana.rings_back(ray, "somebody_else")
    later(minutes=5)

    assert night.sent_to(CALLER_NUMBER) == []
    assert "Rung 1 time without reaching them." in ana.reads(ray)
    assert "rang them back, and did not reach them" in ana.reads(ray)
    assert ray.as_contact().is_open


def test_gives_a_number_on_the_page_and_leaves_it(sam: Chatter, night: Night, later: Later) -> None:
    """CO4: the page is forgotten, they are not."""
    sam.opens_a_chat(need="talk")
    assert "I cannot wait: ring me back" in sam.reads()
    sam.asks_to_be_rung_back(number="416 555-0148")
    assert "We ring you back as soon as somebody is free." in sam.reads()
    sam.leaves_quickly()
    later(minutes=3)

    ana = comes_on(night, an_operator(night.front.organisation, "ana"))
    ana.takes(sam)

    assert THEIRS in ana.reads(sam)


def test_without_a_number_the_page_is_where_to_come_back(sam: Chatter, ana: Peer) -> None:
    """CO4."""
    ana.does("shift/break")
    sam.opens_a_chat(need="talk")
    sam.asks_to_be_rung_back()
    assert "Keep this page, or come back to it" in sam.reads()

    ana.comes_back()
    ana.takes(sam)

    assert "We have no number." in ana.reads(sam)


def test_one_word_by_text_is_enough(tess: Texter, night: Night, later: Later) -> None:
    """CO4."""
    tess.texts("hi")
    later(minutes=2)
    assert "send CALL" in tess.reads()

    tess.texts("Call me")
    later(seconds=1)

    assert tess.as_contact().call_back
    assert "We ring you back as soon as somebody is free." in tess.reads()


def test_a_first_text_may_be_that_word(tess: Texter) -> None:
    """CO4."""
    tess.texts("rappel")

    assert tess.as_contact().call_back


def test_nobody_is_rung_for_ever(ray: Ringer, ana: Peer) -> None:
    """CO4: a person ends it, and it is written down."""
    ana.does("shift/break")
    ray.rings()
    ray.asks_to_be_rung_back()
    ray.hangs_up()
    ana.comes_back()
    ana.takes(ray)
    ana.rings_back(ray, "nobody")
    ana.ends(ray, EndReason.LEFT)

    assert ray.as_contact().reason is EndReason.LEFT
