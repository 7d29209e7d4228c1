"""Who cannot wait is rung back: it stays open, and whoever answers that phone is told nothing."""

from typing import Final

import pytest

from stillhere.care.channel import Channel
from stillhere.care.contact_events import (
    Answered,
    CallBackAsked,
    CallerLeft,
    CallerSpoke,
    ConsoleLost,
    Ended,
    HandedOn,
    Heard,
    RangBack,
    Taken,
)
from stillhere.care.contact_state import Clock, Contact, EndReason, Need, Owe, State
from stillhere.care.messages import Reading, read
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.roster import Urgency, order_of
from stillhere.care.watch_events import Left
from tests.care.contacting import ANA, at, begun, decide, owed_over, taken, then, waits
from tests.care.watching import BEN

ASKED: Final = CallBackAsked()
HUNG_UP: Final = CallerLeft(how=Left.HUNG_UP)


def wanted(*, need: Need = Need.TALK, channel: Channel = Channel.VOICE) -> Contact:
    return then(begun(need=need, channel=channel).contact, 30, ASKED)


def rung(how: Answered = Answered.SOMEBODY_ELSE) -> Contact:
    """Ana took them after they hung up, and somebody else answered."""
    held = then(then(wanted(), 40, HUNG_UP), 60, Taken(by=ANA))
    return then(held, 70, RangBack(by=ANA, how=how))


def test_asking_keeps_their_place_and_every_promise() -> None:
    """CO4: people are rung for them as before."""
    before = begun(channel=Channel.VOICE).contact
    asked = decide(before, 10, ASKED)

    assert (asked.contact.state, asked.contact.call_back) == (before.state, True)
    assert asked.contact.clocks == before.clocks
    assert asked.owed == (Owe.SAY_CALL_BACK,)


def test_it_is_kept_when_they_hang_up_and_rings_people_until_somebody_takes_it() -> None:
    """CO4: never lost."""
    gone = then(wanted(), 40, HUNG_UP)

    assert (gone.state, gone.gone) == (State.WAITING, Left.HUNG_UP)
    owed = owed_over(gone, since=40, until=300)
    assert [second for second, owe in owed if owe is Owe.RING_EVERYONE] == [120, 180, 240, 300]
    assert not {owe for _, owe in owed} & {Owe.SAY_NOBODY_YET, Owe.SAY_WHAT_ELSE}


def test_who_asked_for_nothing_and_hangs_up_is_let_go() -> None:
    """CO4."""
    assert then(begun(need=Need.TALK).contact, 40, HUNG_UP).state is State.ENDED


def test_who_has_used_and_hangs_up_is_an_alarm_all_the_same() -> None:
    """CO4, CO7."""
    gone = decide(wanted(need=Need.HAS_USED), 40, HUNG_UP)

    assert gone.contact.is_safety_event
    assert Owe.RING_CALLER in gone.owed


@pytest.mark.parametrize(("how", "state"), [(Left.GONE, State.WAITING), (Left.EXIT, State.ENDED)])
def test_without_a_number_only_a_page_that_lost_its_connection_waits(
    how: Left, state: State
) -> None:
    """CO4: who pressed exit has left no way to reach them, and wanted it so."""
    asked = decide(begun(need=Need.TALK, channel=Channel.CHAT).contact, 10, ASKED)

    assert asked.owed == (Owe.SAY_COME_BACK,)
    assert then(asked.contact, 20, CallerLeft(how=how)).state is state


def test_a_number_given_with_it_is_what_we_ring() -> None:
    """CO4."""
    asked = decide(begun(channel=Channel.CHAT).contact, 10, CallBackAsked(with_number=True))

    assert asked.contact.has_number
    assert asked.owed == (Owe.SAY_CALL_BACK,)
    assert then(asked.contact, 20, CallerLeft(how=Left.EXIT)).is_open


def test_asked_twice_is_once() -> None:
    """CO4."""
    assert decide(wanted(), 31, ASKED).owed == ()
    assert decide(wanted(channel=Channel.CHAT), 31, CallBackAsked(with_number=True)).owed == (
        Owe.SAY_CALL_BACK,
    )


def test_asking_is_a_sign_that_they_are_there() -> None:
    """CO4."""
    lost = then(begun(need=Need.TALK, channel=Channel.CHAT).contact, 5, CallerLeft(how=Left.GONE))

    asked = then(lost, 8, ASKED)
    assert asked.gone is None
    assert Clock.GONE not in asked.clocks


def test_who_has_somebody_needs_no_call_back() -> None:
    """CO4."""
    with pytest.raises(DoesNotFit):
        then(taken(), 10, ASKED)


@pytest.mark.parametrize("how", Answered)
def test_somebody_else_on_their_phone_changes_nothing_and_hears_nothing(how: Answered) -> None:
    """CO9: "sorry, wrong number"; no text, no voicemail, and it stays open."""
    contact = rung(how)

    assert (contact.state, contact.call_back, contact.rung_back) == (State.WITH_OPERATOR, True, 1)
    assert contact.clocks.get(Clock.SILENCE) == at(70 + 60)
    said = {owe for _, owe in owed_over(contact, since=70, until=400)}
    assert not said & {Owe.ASK_STILL_THERE, Owe.SAY_NOBODY_YET, Owe.SAY_WHAT_ELSE, Owe.RING_CALLER}


def test_ringing_counts_from_whoever_has_them_alone() -> None:
    """CO4."""
    with pytest.raises(NotYours):
        then(rung(), 80, RangBack(by=BEN, how=Answered.NOBODY))
    with pytest.raises(DoesNotFit):
        then(taken(), 10, RangBack(by=ANA, how=Answered.NOBODY))


def test_heard_it_is_a_contact_like_any_other() -> None:
    """CO4."""
    back = then(rung(), 80, Heard(by=ANA))

    assert (back.call_back, back.rung_back, back.gone) == (False, 0, None)


@pytest.mark.parametrize("event", [HandedOn(by=ANA), ConsoleLost(operator=ANA.id)])
def test_whoever_cannot_ring_gives_it_back_first(event: HandedOn | ConsoleLost) -> None:
    """CO4, WA11."""
    back = then(rung(), 80, event)

    assert (back.state, back.call_back) == (State.WAITING, True)
    assert order_of(back) is Urgency.COMING_BACK


def test_it_ends_by_a_person() -> None:
    """CO4: nobody is rung for ever."""
    assert then(rung(), 80, Ended(by=ANA, reason=EndReason.LEFT)).state is State.ENDED


def test_whoever_writes_again_is_there() -> None:
    """CO9: the caller reaching us beats our ringing out."""
    assert then(then(wanted(), 40, HUNG_UP), 50, CallerSpoke()).gone is None


@pytest.mark.parametrize("word", ["Call", "call me back!", "RAPPEL", "Rappelez-moi", "ring me"])
def test_a_word_is_enough(word: str) -> None:
    """CO4."""
    found = read(word, is_ok_word=lambda _: False, is_duress_word=lambda _: False)

    assert found.reading is Reading.CALL_BACK


def test_only_the_whole_message_is_that_word() -> None:
    """CO4, WA5."""
    found = read("call 911", is_ok_word=lambda _: False, is_duress_word=lambda _: False)

    assert found.reading is Reading.WORDS


def test_waiting_without_asking_is_as_ever() -> None:
    """CO4."""
    assert waits(seconds=60).call_back is False
