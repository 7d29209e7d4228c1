"""Two people on one phone: a watch each, and no answer of one is an answer of the other."""

import pytest

from stillhere.actions.opening import open_contact
from stillhere.care.channel import Channel
from stillhere.care.watch_state import State
from tests.journeys.callers import Caller, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both


@pytest.fixture
def pal(night: Night, tess: Texter, ana: Peer) -> Caller:
    """While Tess, who texts, is watched over, her friend rings from the same phone."""
    tess.texts("about to use")
    ana.takes(tess)
    ana.begins_watch(tess)
    friend = Caller(night)
    friend.contacts.append(
        open_contact(
            organisation=night.organisation,
            line_id=night.texts.pk,
            channel=Channel.VOICE,
            address=tess.number,
            language="en",
            key=friend.key(),
            now=night.now,
        ).contact_id
    )
    return friend


def test_whoever_rings_from_a_number_we_watch_is_only_perhaps_the_same(
    pal: Caller, tess: Texter, ben: Peer
) -> None:
    """CO8."""
    ben.takes(pal)

    assert "Perhaps the same person" in ben.reads(pal)
    assert pal.as_contact().watched is False
    assert tess.state() is State.LISTENING


def test_two_people_on_one_phone_have_a_watch_each(
    pal: Caller, tess: Texter, ben: Peer, later: Later
) -> None:
    """CO8: one number may carry several watches."""
    ben.takes(pal)
    ben.begins_watch(pal)
    later(seconds=125)
    ben.is_answered(pal)

    assert tess.watch_id != pal.watch_id
    assert pal.state() is State.LISTENING
    assert tess.state() is State.ASKING


def test_a_code_is_each_persons_own_on_a_shared_phone(
    pal: Caller, tess: Texter, ana: Peer, ben: Peer, quick_codes: None
) -> None:
    """CO8, CD4."""
    ben.takes(pal)
    answers = {"carer": "Ma", "birth_town": "T", "birth_day": "7"}
    ana.does(f"contacts/{tess.contact}/code/make", own_word="lantern", **answers)

    assert "They have a code, made on" in ana.reads(tess, "code")
    assert "They have a code, made on" not in ben.reads(pal, "code")
