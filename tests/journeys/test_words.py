"""What somebody writes, and what it must and must not be taken for."""

import pytest

from stillhere.care.watch_state import State
from tests.journeys.callers import Chatter, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer

pytestmark = pytest.mark.both


@pytest.mark.parametrize("words", ["ok!", "merci de ton aide", "no help needed :)", "helpful!!"])
def test_words_that_hold_a_sign_and_are_none(
    words: str, tess: Texter, ana: Peer, later: Later
) -> None:
    """WA5: only a whole message is a cry for help, and words are no answer: we ask once, soon."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    tess.texts(words)
    assert tess.state() is State.LISTENING
    assert words in ana.reads(tess, "talk")

    later(seconds=30)

    assert tess.state() is State.ASKING
    tess.answers()
    assert tess.state() is State.LISTENING


@pytest.mark.parametrize("cry", ["Aide", " help ", "!", "HELP!!"])
def test_a_cry_for_help_is_heard_at_once(cry: str, tess: Texter, ana: Peer) -> None:
    """WA5."""
    tess.texts("about to smoke")
    ana.stays_with(tess)

    tess.texts(cry)

    assert tess.state() is State.ALARM
    assert "Alarm: decide now" in ana.reads(tess)


def test_duress_and_the_callers_side_is_silent(
    sam: Chatter, ana: Peer, ben: Peer, later: Later
) -> None:
    """WA5, WA6: every console knows; whoever looks at the caller's screen sees an okay like any."""
    sam.opens_a_chat()
    ana.stays_with(sam)
    later(minutes=2)
    sam.is_okay()
    calm = shape(sam)
    later(minutes=2)

    sam.is_okay(word="river")

    assert sam.state() is State.ALARM
    assert shape(sam) == calm
    ana.calls_911(sam)
    ana.is_told_they_come(sam)
    assert shape(sam) == calm
    later(minutes=2)
    sam.is_okay()
    assert shape(sam) == calm
    assert sam.state() is State.HELP_ON_THE_WAY
    ana.is_told_no(ana.is_answered, sam)
    ana.asks_a_second_person(sam)
    assert shape(sam) == calm
    assert "I saw it too" in ben.reads(sam)


def shape(sam: Chatter) -> tuple[object, ...]:
    """What their screen shows, without its numbers and times."""
    news = sam.news()
    machine = [said["words"][:12] for said in news["thread"] if said["by_machine"]]
    return (news["shown"], news["watched"], news["sound"], news["due"] is None, set(machine))
