"""With an operator: one at a time, silence is noticed, nobody is dropped."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from stillhere.care import contact_events as happened
from stillhere.care.contact import TRANSITIONS, AlreadyTaken, ContactIsOver, impossible
from stillhere.care.contact_events import (
    CallerLeft,
    CallerSpoke,
    ConsoleLost,
    Ended,
    HandedOn,
    Heard,
    SecondAsked,
    Taken,
    TimePassed,
    WordsSaid,
)
from stillhere.care.contact_facts import as_contact, as_facts
from stillhere.care.contact_state import Alarm, Clock, Contact, EndReason, Need, Owe, State
from stillhere.care.refused import DoesNotFit, NeedsMoreProof, NotYours
from stillhere.care.watch_events import Left
from stillhere.care.watch_facts import clocks_as_values
from tests.care.contacting import begun, decide, due, owed_over, taken, then, waits
from tests.care.watching import ANA, BEN, SAM, at

SECOND = timedelta(seconds=1)
LEFT = Ended(by=ANA, reason=EndReason.LEFT)
DONE = Ended(by=ANA, reason=EndReason.ENDED)


def test_every_state_meets_every_event() -> None:
    assert set(TRANSITIONS) == {
        (state, event) for state in State for event in get_args(happened.Event)
    }


def test_nothing_happens_to_a_contact_that_has_ended() -> None:
    over = then(taken(), 10, DONE)

    assert {TRANSITIONS[State.ENDED, event] for event in get_args(happened.Event)} == {impossible}
    with pytest.raises(ContactIsOver):
        decide(over, 20, TimePassed())


def test_who_begins_is_greeted_at_once() -> None:
    assert begun().owed == (Owe.GREET,)


def test_of_two_who_take_at_once_one_wins_and_the_other_is_told_by_whom() -> None:
    with pytest.raises(AlreadyTaken) as told:
        decide(taken(), 6, Taken(by=BEN))

    assert told.value.by == ANA.id


def test_taking_twice_is_taking_once() -> None:
    contact = taken()

    assert then(contact, 6, Taken(by=ANA)) == contact


def test_a_supervisor_may_take_over() -> None:
    assert then(taken(), 6, Taken(by=SAM)).operator == SAM.id


def test_taking_ends_the_queues_alarm_and_only_that() -> None:
    """CO6, CO7."""
    unanswered = then(waits(seconds=70), 71, Taken(by=ANA))
    left = then(waits(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))

    assert not unanswered.is_alarming
    assert then(left, 11, Taken(by=ANA)).alarm is Alarm.LEFT


def test_silence_in_intake_is_asked_after_a_minute_and_rings_after_two() -> None:
    """WA1."""
    owed = owed_over(taken(seconds=0), until=120)

    assert owed == [
        (60, Owe.ASK_STILL_THERE),
        (120, Owe.RING_SUPERVISOR),
        (120, Owe.RING_ON_CALL),
    ]


def test_who_only_wants_to_talk_may_be_silent() -> None:
    """WA1, SU4."""
    owed = owed_over(taken(seconds=0, need=Need.TALK), until=600)

    assert [owe for _, owe in owed] == [Owe.ASK_STILL_THERE]


@pytest.mark.parametrize("sign", [CallerSpoke(), Heard(by=ANA)])
def test_an_answer_starts_the_silence_again(sign: happened.Event) -> None:
    """WA1."""
    spoke = then(taken(seconds=0), 50, sign)

    assert due(spoke) == at(110)


def test_writing_to_somebody_silent_buys_no_time() -> None:
    """WA1."""
    written = then(taken(seconds=0), 10, WordsSaid(by=ANA))
    again = then(written, 55, WordsSaid(by=ANA))

    assert (due(written), due(again)) == (at(70), at(70))


def test_words_alone_end_no_alarm_an_operator_does() -> None:
    """WA1, WA6."""
    silent = then(then(taken(seconds=0), 60, TimePassed()), 120, TimePassed())
    wrote = then(silent, 130, CallerSpoke())

    assert (silent.alarm, wrote.alarm) == (Alarm.SILENT, Alarm.SILENT)
    assert then(wrote, 140, Heard(by=ANA)).alarm is None


def test_an_open_watch_has_the_only_clock() -> None:
    """WA1."""
    watched = replace(taken(seconds=0), watched=True)

    assert owed_over(watched, until=900) == []
    assert due(then(watched, 60, TimePassed())) > at(60)


def test_after_a_watch_nobody_is_hurried() -> None:
    settled = replace(taken(seconds=0), settled=True)

    assert owed_over(settled, until=900) == []


@pytest.mark.parametrize("need", Need)
def test_who_leaves_after_a_closed_watch_has_left(need: Need) -> None:
    settled = replace(taken(need=need), settled=True)

    assert then(settled, 10, CallerLeft(how=Left.EXIT)).reason is EndReason.LEFT


def test_whose_operator_vanishes_goes_back_first() -> None:
    """WA11, CO2."""
    back = then(taken(), 20, ConsoleLost(operator=ANA.id, free=(2,)))

    assert (back.state, back.offered_to) == (State.RINGING, (2,))
    assert back.coming_back
    assert set(owed_over(back, since=20, until=40)) == {
        (40, Owe.SAY_NOBODY_YET),
        (40, Owe.RING_ON_CALL),
    }


def test_an_alarm_outlives_the_operator_who_vanished() -> None:
    """I5."""
    left = then(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))
    back = then(left, 20, ConsoleLost(operator=ANA.id))

    assert back.alarm is Alarm.LEFT


def test_another_operators_console_is_nothing_to_them() -> None:
    contact = taken()

    assert then(contact, 20, ConsoleLost(operator=BEN.id, free=(1,))) == contact


def test_somebody_else_is_never_the_same_again() -> None:
    """CO12."""
    handed = then(taken(), 20, HandedOn(by=ANA, free=(1, 2)))

    assert handed.offered_to == (2,)
    with pytest.raises(NotYours):
        decide(handed, 25, Taken(by=ANA))


def test_leaving_an_operator_after_a_use_is_an_alarm() -> None:
    """CO7, CO9."""
    left = decide(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))

    assert Owe.RING_CALLER in left.owed
    assert left.contact.is_safety_event


def test_who_hung_up_without_a_word_is_still_listened_for() -> None:
    """CO9, WA1."""
    left = then(taken(seconds=0), 10, CallerLeft(how=Left.HUNG_UP))

    assert owed_over(left, since=10, until=120)[0] == (120, Owe.RING_SUPERVISOR)


def test_only_who_has_them_ends_it() -> None:
    with pytest.raises(NotYours):
        decide(taken(), 10, Ended(by=BEN, reason=EndReason.ENDED))


def test_an_open_safety_event_takes_two_to_end() -> None:
    """CO7."""
    left = then(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))

    with pytest.raises(NeedsMoreProof):
        decide(left, 20, LEFT)
    assert then(left, 20, replace(LEFT, by=SAM)).reason is EndReason.LEFT


def test_a_doubtful_caller_is_no_wrong_number_until_two_agree() -> None:
    """CO11."""
    wrong = Ended(by=ANA, reason=EndReason.WRONG_NUMBER)

    assert not then(taken(), 10, wrong).is_open
    with pytest.raises(NeedsMoreProof):
        decide(taken(need=Need.SOMEONE_DOWN), 10, wrong)


def test_a_contact_with_an_open_watch_does_not_end() -> None:
    watched = replace(taken(), watched=True)

    with pytest.raises(DoesNotFit):
        decide(watched, 10, DONE)


def test_what_is_stored_is_what_comes_back() -> None:
    contact = then(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.GONE))
    contact = then(contact, 20, HandedOn(by=ANA, free=(2, 3)))

    assert stored(contact) == contact


def stored(contact: Contact) -> Contact:
    return as_contact(
        as_facts(contact),
        state=contact.state,
        clocks=clocks_as_values(contact.clocks),
        channel=contact.channel,
        operator=contact.operator,
        policy=contact.policy,
        watched=contact.watched,
        settled=contact.settled,
    )


def test_a_watch_nobody_holds_is_taken_and_its_contact_comes_with_it() -> None:
    """CO10, WA11."""
    unheld = replace(taken(), watched=True, operator=None)

    with pytest.raises(DoesNotFit):
        decide(unheld, 10, Taken(by=BEN))


def test_who_was_left_with_nobody_when_their_watch_closed_goes_back_into_the_queue() -> None:
    """I1."""
    alone = replace(taken(), operator=None, settled=True)

    looked = decide(alone, 65, TimePassed(free=(BEN.id,))).contact

    assert (looked.state, looked.offered_to) == (State.RINGING, (BEN.id,))
    assert looked.coming_back


def test_somebody_watched_who_goes_is_the_watchs_matter() -> None:
    """PL4: here it is only known, and no alarm of the queue's goes on."""
    watched = replace(taken(need=Need.HAS_USED), watched=True)
    rang = replace(watched, alarm=Alarm.LEFT).ring(Clock.ALARM, at=at(20))

    went = then(watched, 10, CallerLeft(how=Left.HUNG_UP))
    looked = decide(rang, 30, TimePassed()).contact

    assert (went.gone, went.alarm) == (Left.HUNG_UP, None)
    assert looked.alarm is None
    assert Clock.ALARM not in looked.clocks


def test_somebody_watched_who_wants_somebody_else_stays_held_until_it_is_taken() -> None:
    """CO12, WA11."""
    asked = then(replace(taken(), watched=True), 10, HandedOn(by=ANA, free=(BEN.id,)))

    assert asked.operator == ANA.id
    assert asked.not_for == {ANA.id}
    assert asked.state is State.WITH_OPERATOR


def test_a_question_to_a_second_person_comes_back_as_it_was_stored() -> None:
    """CO7, I6."""
    gone = then(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.GONE))
    asked = then(gone, 20, SecondAsked(by=ANA, reason=EndReason.ENDED, alone=False))

    assert asked.look is not None
    assert stored(asked) == asked
