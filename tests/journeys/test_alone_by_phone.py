"""On the telephone, and nobody is on shift: keys, and a watch without a person (CO3, WA12)."""

from datetime import timedelta

import pytest

from stillhere.actions.prompts import Prompt
from stillhere.care.watch_state import State
from stillhere.records.models import Operator
from tests.journeys.at_home import AtHome
from tests.journeys.conftest import comes_on
from tests.journeys.peers import Peer
from tests.journeys.telephones import OnThePhone, Telephones
from tests.journeys.way import Night
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.django_db
OFFER = [Prompt.ALONE_TRUTH, Prompt.ALONE_ONLY_RING, Prompt.ALONE_CHOOSE]


@pytest.fixture
def telephones(night: Night) -> Telephones:
    return Telephones(night)


@pytest.fixture
def pat(night: Night, telephones: Telephones) -> OnThePhone:
    return OnThePhone(night, telephones, number=CALLER_NUMBER)


@pytest.fixture
def home(night: Night, kim: Operator) -> AtHome:
    return AtHome(night)


def is_offered(pat: OnThePhone, home: AtHome, telephones: Telephones) -> None:
    """They wait, are told how it stands, and Kim at home has pressed 1."""
    pat.calls()
    telephones.later(20)
    home.presses_1()
    telephones.later(10)


def is_alone(pat: OnThePhone, home: AtHome, telephones: Telephones) -> None:
    is_offered(pat, home, telephones)
    pat.presses("1")
    telephones.later(2)


@pytest.mark.both
def test_a_machine_asks_aloud_and_a_miss_rings_who_took_it(
    pat: OnThePhone, home: AtHome, kim: Operator, night: Night, telephones: Telephones
) -> None:
    """WA12, WA6: the truth first, key 1 for yes and for okay; a person comes for who misses."""
    pat.calls()
    telephones.later(20)
    assert "nobody_on" in pat.was_told()
    pat.presses("1")
    assert not pat.as_contact().watched, "nothing had been offered"
    home.presses_1()
    telephones.later(10)
    assert pat.was_told()[-3:] == OFFER
    pat.presses("1")
    telephones.later(2)
    assert pat.watch().holder == kim.pk
    assert pat.watch().unattended
    assert pat.was_told()[-1] == Prompt.ALONE_KEYS

    pat.hears_the_question(night)
    pat.presses("1")
    assert pat.state() is State.LISTENING
    assert pat.was_told()[-1] == Prompt.ALONE_THANKS
    rung = len(home.heard())
    pat.hears_the_question(night)
    telephones.later(32)
    assert len(home.heard()) > rung
    assert "Somebody does not answer" in home.heard()[-1]
    telephones.later(32)
    assert pat.state() is State.ALARM
    pat.presses("1")
    assert pat.state() is State.ALARM, "a key ends no alarm"
    assert pat.was_told()[-1] == Prompt.ALONE_HELP

    here = comes_on(night, kim)
    here.takes_over(pat)
    talk = here.reads(pat, "talk")
    assert "Are you okay? Press 1. For help, press 0." in talk, "what they heard stands there"
    telephones.later(2)
    telephones.picks_up(here)
    assert telephones.hears(here) == {pat.leg}
    here.is_answered(pat)
    assert pat.state() is State.LISTENING


def test_whoever_holds_it_at_home_is_not_rung_by_the_call_itself(
    pat: OnThePhone, home: AtHome, kim: Operator, telephones: Telephones
) -> None:
    """WA12: misses come to them; nothing else does, and the caller hears that the line lives."""
    is_alone(pat, home, telephones)
    telephones.later(20)

    assert telephones.exchange.placed == {}
    assert pat.hears_that_the_line_lives()


def test_a_key_for_help_is_an_alarm_at_once(
    pat: OnThePhone, home: AtHome, night: Night, telephones: Telephones
) -> None:
    """WA5, WA12."""
    is_alone(pat, home, telephones)
    rung = len(home.heard())
    pat.presses("0")
    telephones.later(2)

    assert pat.state() is State.ALARM
    assert len(home.heard()) > rung
    assert pat.was_told()[-1] == Prompt.ALONE_HELP
    for _ in range(3):
        pat.presses("00")
    assert pat.was_told().count(Prompt.ALONE_HELP) == 1, "the next question waits behind nothing"


def test_a_yes_before_the_truth_was_said_begins_nothing(
    pat: OnThePhone, home: AtHome, night: Night, telephones: Telephones
) -> None:
    """WA12."""
    pat.calls()
    telephones.later(20)
    home.presses_1()
    while pat.was_told()[-1] != Prompt.ALONE_CHOOSE:
        telephones.later(1)
    pat.presses("1")
    assert not pat.as_contact().watched
    telephones.later(8)
    pat.presses("1")

    assert pat.as_contact().watched


def test_no_voice_of_a_machine_means_no_offer(
    pat: OnThePhone,
    home: AtHome,
    telephones: Telephones,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """WA12, CO4: what cannot be said is never taken for told; people are rung as ever."""
    monkeypatch.setattr("stillhere.actions.call_speaks.SPEAKS", {})
    is_offered(pat, home, telephones)

    assert not pat.as_contact().unattended_offered
    assert Prompt.ALONE_TRUTH not in pat.was_told()
    assert pat.as_contact().is_waiting


def test_an_offer_that_could_not_be_played_is_no_offer(
    pat: OnThePhone, home: AtHome, night: Night, telephones: Telephones
) -> None:
    """WA12: its files are gone, or the exchange may not read them; key 1 then begins nothing."""
    pat.calls()
    telephones.later(20)
    telephones.exchange.cannot_play = True
    home.presses_1()
    telephones.later(12)
    pat.presses("1")
    telephones.later(10)

    assert Prompt.ALONE_TRUTH not in pat.was_told()
    assert not pat.as_contact().unattended_offered
    assert not pat.as_contact().watched
    assert pat.as_contact().is_waiting


def test_their_press_is_heard_once_whoever_listens(
    pat: OnThePhone, home: AtHome, night: Night, telephones: Telephones
) -> None:
    """WA4: whoever takes over finds old keys, and none of them answers a new question."""
    is_alone(pat, home, telephones)
    pat.hears_the_question(night)
    telephones.starts_anew()
    telephones.later(2)

    assert pat.state() is State.ASKING


def test_their_language_is_one_key_away(
    pat: OnThePhone, home: AtHome, night: Night, telephones: Telephones
) -> None:
    """CO3: heard again at once in French, and French from then on."""
    pat.calls()
    assert pat.heard_in() == [("greeting", "en"), ("language", "fr")]
    pat.presses("22")
    telephones.later(20)

    assert pat.heard_in()[2:5] == [("greeting", "fr"), ("language", "en"), ("nobody_on", "fr")]
    assert len(night.entries("LanguageChosen")) == 1


def test_a_call_back_is_one_key_away(
    pat: OnThePhone, ana: Peer, night: Night, telephones: Telephones
) -> None:
    """CO4: they may hang up, and keep their place."""
    pat.calls()
    pat.presses("4")
    telephones.later(1)
    assert pat.was_told()[-1] == Prompt.CALL_BACK
    pat.line_drops()
    telephones.later(2)

    assert pat.as_contact().call_back
    assert pat.as_contact().is_open


def test_with_a_person_a_key_changes_nothing(
    pat: OnThePhone, ana: Peer, telephones: Telephones
) -> None:
    """WA12: they are heard by the person, not by a machine."""
    pat.calls()
    telephones.picks_up(ana)
    before = pat.was_told()
    for key in "01234":
        pat.presses(key)
    telephones.later(2)

    assert pat.was_told() == before
    assert not pat.as_contact().watched
    assert timedelta() < telephones.night.now - pat.as_contact().waiting_since
