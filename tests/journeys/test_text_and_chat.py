"""The same person by text and in a chat: one watch, and coming another way clears nothing."""

import pytest

from stillhere.care.channel import Channel
from stillhere.care.watch_state import State
from tests.journeys.callers import Chatter, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer

pytestmark = pytest.mark.both


def test_drops_off_text_and_comes_back_in_a_chat(
    tess: Texter, sam: Chatter, ana: Peer, later: Later
) -> None:
    """CO8, CO10: a browser is told nothing of before; a person joins, which clears nothing."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    before = tess.watch_id
    later(minutes=2, seconds=5)
    assert tess.state() is State.ASKING
    zero = tess.watch().time_zero

    sam.opens_a_chat()
    sam.says("it is me, maple")
    assert "Jo" not in sam.reads()
    ana.takes(sam)
    ana.joins(sam, to=tess)

    assert sam.watch_id == before
    assert sam.watch().channel is Channel.CHAT
    assert (sam.state(), sam.watch().time_zero) == (State.ASKING, zero)
    later(seconds=55)
    assert sam.state() is State.ALARM
    sam.is_okay(word="maple")
    assert sam.state() is State.LISTENING


def test_leaves_the_chat_and_comes_back_by_text(
    tess: Texter, sam: Chatter, ana: Peer, later: Later
) -> None:
    """CO9, CO10: the clock has gone on meanwhile, and goes on."""
    sam.opens_a_chat()
    ana.stays_with(sam, if_dropped="wait", wait_minutes="2")
    before = sam.watch_id
    sam.leaves_quickly()
    tess.texts("battery died, this is my phone")
    ana.takes(tess)
    due = sam.watch().due_at
    ana.joins(tess, to=sam)

    assert tess.watch_id == before
    assert tess.watch().channel is Channel.TEXT
    assert tess.watch().due_at == due
    later(minutes=2)
    assert tess.state() is State.ASKING
    tess.answers()
    assert tess.state() is State.LISTENING


def test_who_stops_our_texts_with_a_chat_open_is_asked_there(
    tess: Texter, sam: Chatter, ana: Peer
) -> None:
    """WA10, CO10."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    tess.texts("me too, by phone")
    ana.takes(tess)
    ana.joins(tess, to=sam)

    tess.texts("STOP")

    assert tess.watch().channel is Channel.CHAT
    assert tess.state() is State.ASKING
    assert sam.news()["ask"] == sam.watch().ask
    sam.is_okay()
    assert sam.state() is State.LISTENING
