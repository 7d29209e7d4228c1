"""On the telephone: a voice that answers, a line that drops, and the same voice again."""

import pytest

from stillhere.care.call_state import State as CallState
from stillhere.care.channel import Channel
from stillhere.care.contact_state import State
from stillhere.care.watch_state import State as WatchState
from stillhere.records.models import Operator
from tests.journeys.conftest import KIMS_NUMBER
from tests.journeys.peers import Peer
from tests.journeys.telephones import OnThePhone, Telephones
from tests.journeys.way import Night
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def telephones(night: Night) -> Telephones:
    return Telephones(night)


@pytest.fixture
def pat(night: Night, telephones: Telephones) -> OnThePhone:
    return OnThePhone(night, telephones, number=CALLER_NUMBER)


@pytest.fixture
def lee(night: Night, telephones: Telephones) -> OnThePhone:
    return OnThePhone(night, telephones, number="+14165550177")


def with_ana(pat: OnThePhone, ana: Peer, telephones: Telephones) -> None:
    """They talk, have agreed on a plan, and Ana stays with them."""
    pat.calls()
    telephones.picks_up(ana)
    ana.plans(pat)
    ana.begins_watch(pat)


@pytest.mark.both
def test_a_first_call_from_the_ring_to_goodbye(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """CO1, CO4, WA2, WA15."""
    pat.calls()
    assert pat.hears_that_the_line_lives()
    assert pat.was_told() == ["greeting", "language"]
    assert telephones.rings(ana)
    telephones.picks_up(ana)
    assert pat.hears_somebody()
    assert telephones.hears(ana) == {pat.leg}
    assert not pat.hears_that_the_line_lives()

    ana.plans(pat)
    ana.begins_watch(pat)
    assert pat.watch().channel is Channel.VOICE
    telephones.later(30)
    ana.is_answered(pat)
    ana.closes(pat)
    ana.ends(pat)
    telephones.later(2)

    assert pat.state() is WatchState.CLOSED
    assert telephones.exchange.legs == {}
    assert pat.call().state is CallState.ENDED


def test_an_operator_mutes_herself_and_a_telephone_that_comes_back_is_heard(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    telephones.has_own_phone(ana, "+14165550151")
    pat.calls()
    telephones.picks_up(ana)
    telephones.presses(ana, "1")
    ana.does(f"contacts/{pat.contact}/mute", muted="yes")
    telephones.later(1)
    assert not pat.hears_somebody()
    assert telephones.hears(ana) == {pat.leg}
    assert "You are muted" in ana.reads(pat)

    telephones.refuses(ana)
    telephones.later(4)
    telephones.picks_up(ana)
    telephones.presses(ana, "1")

    assert pat.hears_somebody()
    assert "You are muted" not in ana.reads(pat)


def test_goes_quiet_on_the_line(pat: OnThePhone, ana: Peer, telephones: Telephones) -> None:
    """WA9: the check-in is due at once, softly, for the holder alone."""
    with_ana(pat, ana, telephones)
    pat.exchange.falls_quiet(pat.leg, pat.night.now)
    telephones.later(59)
    assert pat.state() is WatchState.LISTENING
    assert "Quiet on the line: 0:59" in ana.reads(pat)

    telephones.later(3)

    assert pat.state() is WatchState.ASKING
    assert pat.is_on_the_line()


def test_snoring_is_no_answer(pat: OnThePhone, ana: Peer, telephones: Telephones) -> None:
    """WA3, WA6: sound ends the silence, and clears nothing."""
    with_ana(pat, ana, telephones)
    pat.exchange.falls_quiet(pat.leg, pat.night.now)
    telephones.later(62)
    pat.exchange.speaks(pat.leg)
    telephones.later(2)

    assert pat.call().quiet_since is None
    assert pat.state() is WatchState.ASKING


@pytest.mark.both
def test_the_line_drops_and_the_same_operator_is_there_again(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """CO9, PL4, CO10."""
    with_ana(pat, ana, telephones)
    pat.line_drops()
    telephones.later(2)
    assert pat.is_being_rung()
    assert "Calling back now" in ana.reads(pat)
    assert pat.state() is WatchState.ASKING
    pat.picks_up()

    assert telephones.hears(ana) == {pat.leg}
    assert pat.state() is WatchState.ASKING, "that a phone was picked up hears nobody"
    ana.is_answered(pat)
    assert pat.state() is WatchState.LISTENING
    assert pat.watch().lost == frozenset()


def test_they_ring_us_before_we_reach_them(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """CO9: their ringing in beats our ringing out, and comes to who had them."""
    with_ana(pat, ana, telephones)
    pat.line_drops()
    pat.calls()
    telephones.later(1)
    assert not pat.is_being_rung()
    assert telephones.rings(ana)
    telephones.picks_up(ana)
    assert telephones.hears(ana) == {pat.leg}
    ana.joins(pat, pat)

    assert pat.watch().is_open
    assert pat.as_contact().watched


def test_the_same_watch_goes_on_by_text(pat: OnThePhone, ana: Peer, telephones: Telephones) -> None:
    """CO10: the watch never belongs to a call."""
    with_ana(pat, ana, telephones)
    watch = pat.watch_id
    pat.line_drops()
    pat.texts("my phone cut out, I am here by text")
    assert "my phone cut out" in ana.reads(pat, "talk")
    assert pat.state() is WatchState.ASKING
    telephones.later(32)
    pat.answers()

    assert pat.watch_id == watch
    assert pat.state() is WatchState.LISTENING
    assert pat.call().state is CallState.DROPPED


def test_nobody_is_on_shift(
    pat: OnThePhone, kim: Operator, night: Night, telephones: Telephones
) -> None:
    """CO4: told aloud how it stands, on-call rings, and nobody holds for ever in silence."""
    pat.calls()
    telephones.later(20)
    assert pat.was_told()[:3] == ["greeting", "language", "nobody_on"]
    telephones.later(10)

    assert night.sent_to(KIMS_NUMBER)
    assert pat.hears_that_the_line_lives()
    assert pat.as_contact().is_waiting


def test_the_first_who_picks_up_has_them(
    pat: OnThePhone, ana: Peer, ben: Peer, telephones: Telephones
) -> None:
    """CO1: the next device rings as well after a while, and stops when somebody was quicker."""
    pat.calls()
    telephones.later(10)
    assert telephones.rings(ana)
    assert telephones.rings(ben)
    telephones.picks_up(ben)
    telephones.later(1)

    assert not telephones.rings(ana)
    assert telephones.hears(ben) == {pat.leg}
    assert pat.as_contact().operator == ben.operator.pk


def test_two_pick_up_in_the_same_second(
    pat: OnThePhone, ana: Peer, ben: Peer, telephones: Telephones
) -> None:
    """CO1: one of them talks to the caller, never both."""
    pat.calls()
    telephones.later(10)
    for each in (ana, ben):
        telephones.exchange.picks_up(telephones.leg_of(each))
    telephones.later(2)

    assert len(telephones.exchange.hears(pat.leg)) == 1


def test_two_callers_at_once(
    pat: OnThePhone, lee: OnThePhone, ana: Peer, ben: Peer, telephones: Telephones
) -> None:
    """WA13: each has somebody of their own, and nobody hears the other."""
    pat.calls()
    telephones.picks_up(ana)
    lee.calls()
    assert not telephones.rings(ana)
    telephones.picks_up(ben)

    assert telephones.hears(ana) == {pat.leg}
    assert telephones.hears(ben) == {lee.leg}


def test_an_operator_on_an_ordinary_phone_presses_1_and_a_voicemail_never_does(
    pat: OnThePhone, ana: Peer, ben: Peer, telephones: Telephones
) -> None:
    """CO5, CO1: a machine picks up and is nobody; the next phone rings, and its person is."""
    for peer, number in ((ana, "+14165550151"), (ben, "+14165550152")):
        telephones.has_own_phone(peer, number)
    pat.calls()
    telephones.later(10)
    for peer in (ana, ben):
        telephones.picks_up(peer)
    telephones.later(2)
    assert not pat.hears_somebody()
    assert pat.hears_that_the_line_lives()
    assert telephones.exchange.asked >= {telephones.leg_of(each) for each in (ana, ben)}

    telephones.presses(ben, "1")

    assert telephones.hears(ben) == {pat.leg}
    assert pat.as_contact().operator == ben.operator.pk
    telephones.later(1)
    assert telephones.exchange.rings_at("+14165550151") is None


def test_whose_phone_is_refused_is_rung_elsewhere(
    pat: OnThePhone, ana: Peer, ben: Peer, telephones: Telephones
) -> None:
    """CO4: the caller hears that the line lives, and the next phone rings."""
    pat.calls()
    first, other = (ana, ben) if telephones.rings(ana) else (ben, ana)
    telephones.refuses(first)
    telephones.later(8)

    assert pat.hears_that_the_line_lives()
    assert telephones.rings(other)


def test_answer_is_killed_in_a_call_and_finds_everybody_again(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """The talk goes on meanwhile; a line that dropped while nobody looked is found."""
    with_ana(pat, ana, telephones)
    telephones.is_down()
    telephones.later(2)
    assert telephones.hears(ana) == {pat.leg}
    telephones.starts_anew()
    telephones.later(1)
    assert telephones.hears(ana) == {pat.leg}

    telephones.is_down()
    pat.exchange.hangs_up(pat.leg)
    telephones.exchange.forgets()
    telephones.later(2)
    telephones.starts_anew()
    telephones.later(3)

    assert pat.call().state is CallState.DROPPED
    assert pat.is_being_rung()


def test_the_exchange_restarts_and_everybody_is_rung_back(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """CO9: the list of who must be rung is ours."""
    with_ana(pat, ana, telephones)
    telephones.exchange.restarts()
    telephones.later(6)
    assert pat.is_being_rung()
    assert telephones.rings(ana)
    pat.picks_up()
    telephones.picks_up(ana)

    assert telephones.hears(ana) == {pat.leg}


def test_an_exchange_that_cannot_be_seen_drops_nobody(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    with_ana(pat, ana, telephones)
    telephones.exchange.is_away = True
    telephones.night.also = []
    telephones.later(5)
    telephones.exchange.is_away = False
    telephones.starts_anew()
    telephones.later(1)

    assert pat.call().state is CallState.TALKING
    assert telephones.hears(ana) == {pat.leg}


def test_hangs_up_while_waiting_without_having_said_anything(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """CO7."""
    pat.calls()
    pat.line_drops()
    telephones.later(2)

    assert pat.as_contact().state is State.ENDED
    assert telephones.exchange.legs == {}
