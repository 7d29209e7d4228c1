"""Until somebody answers: who rings, what they are told, and when it becomes an alarm."""

from dataclasses import replace
from itertools import pairwise

import pytest

from stillhere.care.channel import Channel
from stillhere.care.contact_events import CallerLeft, ConsoleLost, HelpAsked, NeedSaid, TimePassed
from stillhere.care.contact_state import Alarm, Clock, Contact, Decision, Need, Owe, State
from stillhere.care.watch_events import Left
from tests.care.contacting import FREE, begun, decide, owed_over, taken, then, waits


def seconds_of(contact: Contact, *what: Owe, until: int, since: int = 0) -> list[int]:
    return [at for at, owe in owed_over(contact, until=until, since=since) if owe in what]


def test_one_device_rings_first_then_two_then_all() -> None:
    """CO1."""
    rung = [waits(seconds=second, free=FREE).offered_to for second in (0, 7, 8, 15, 16)]

    assert rung == [(1,), (1,), (1, 2), (1, 2), (1, 2, 3)]


def test_whoever_rings_keeps_ringing_when_somebody_better_comes() -> None:
    """CO1."""
    ringing = then(waits(free=(2,)), 8, TimePassed(free=(1, 2)))

    assert ringing.offered_to == (2, 1)


def test_a_device_that_is_no_longer_free_stops_ringing() -> None:
    """CO1."""
    ringing = then(waits(free=(1, 2)), 8, TimePassed(free=(2,)))

    assert ringing.offered_to == (2,)


def test_nobody_free_is_looked_for_again_soon() -> None:
    """CO4."""
    waiting = waits()
    ringing = then(waiting, 8, TimePassed(free=(3,)))

    assert waiting.state is State.WAITING
    assert (ringing.state, ringing.offered_to) == (State.RINGING, (3,))


@pytest.mark.parametrize("free", [(), FREE])
def test_who_waits_is_told_within_twenty_seconds(free: tuple[int, ...]) -> None:
    """CO4."""
    told = decide(waits(free=free), 20, TimePassed(free=free))

    assert Owe.SAY_NOBODY_YET in told.owed


def test_on_call_rings_from_twenty_seconds_again_and_again() -> None:
    """CO4."""
    rings = seconds_of(waits(), Owe.RING_ON_CALL, until=600)

    assert rings[0] == 20
    assert max(later - before for before, later in pairwise(rings)) <= 60


def test_partner_lines_are_asked_once_after_forty_five_seconds() -> None:
    """CO4."""
    assert seconds_of(waits(), Owe.ASK_PARTNERS, until=300) == [45]


def test_nobody_waits_for_ever_without_a_word() -> None:
    """CO4."""
    told = seconds_of(waits(), Owe.SAY_NOBODY_YET, Owe.SAY_WHAT_ELSE, until=1200)

    assert told == [20, 60, 360, 660, 960]


def test_after_an_outage_what_was_missed_is_owed_once() -> None:
    late = decide(waits(), 500, TimePassed())

    assert sorted(late.owed) == sorted(set(late.owed))
    assert late.late_ms == (500 - 8) * 1000
    assert late.contact.clocks.first_ready(late.contact.waiting_since) is None


def test_a_text_nobody_took_is_an_alarm_after_a_minute() -> None:
    """CO6."""
    before, after = waits(seconds=59), waits(seconds=60)

    assert (before.is_alarming, after.is_alarming) == (False, True)
    assert after.alarm is Alarm.UNANSWERED


def test_the_queues_alarm_never_stops_by_itself() -> None:
    """CO6, I3."""
    rings = seconds_of(waits(), Owe.RING_EVERYONE, until=600)

    assert rings == list(range(120, 601, 60))


@pytest.mark.parametrize("need", [Need.HAS_USED, Need.SOMEONE_DOWN, Need.ABOUT_TO_USE])
@pytest.mark.parametrize("how", Left)
def test_who_goes_after_saying_they_used_is_no_abandoned_call(need: Need, how: Left) -> None:
    """CO7."""
    left = then(waits(need=need), 10, CallerLeft(how=how))

    assert left.is_open
    assert left.alarm is Alarm.LEFT
    assert seconds_of(left, Owe.RING_EVERYONE, since=10, until=300)[-1] > 240


def test_who_may_have_used_is_rung_back_and_nobody_else() -> None:
    """CO9."""
    used = decide(waits(need=Need.USING_NOW), 10, CallerLeft(how=Left.HUNG_UP))
    talked = decide(waits(need=Need.TALK), 10, CallerLeft(how=Left.HUNG_UP))

    assert Owe.RING_CALLER in used.owed
    assert talked.owed == ()
    assert talked.contact.state is State.ENDED


def test_a_chat_has_no_number_to_ring_back() -> None:
    """CO9."""
    chat = begun(channel=Channel.CHAT, need=Need.HAS_USED).contact

    assert Owe.RING_CALLER not in decide(chat, 10, CallerLeft(how=Left.GONE)).owed


def test_nothing_is_written_to_a_phone_whose_caller_has_gone() -> None:
    """CO9."""
    left = then(waits(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))

    assert seconds_of(left, Owe.SAY_NOBODY_YET, Owe.SAY_WHAT_ELSE, since=10, until=900) == []


def test_a_lost_connection_keeps_its_place_for_a_minute() -> None:
    gone = then(waits(), 10, CallerLeft(how=Left.GONE))
    kept, over = (then(gone, second, TimePassed()) for second in (69, 70))

    assert (kept.is_open, over.is_open) == (True, False)


def test_a_need_heard_after_they_went_opens_the_safety_event() -> None:
    """CO7."""
    gone = then(waits(), 10, CallerLeft(how=Left.GONE))
    said = then(gone, 20, NeedSaid(need=Need.HAS_USED))

    assert said.alarm is Alarm.LEFT
    assert then(said, 200, TimePassed()).is_open


def test_a_need_they_say_while_they_are_here_changes_nothing_else() -> None:
    here = taken()

    said = decide(here, 20, NeedSaid(need=Need.HAS_USED))

    assert said == Decision(contact=replace(here, need=Need.HAS_USED))


def test_a_cry_for_help_before_anybody_answers_rings_everyone() -> None:
    cried = decide(waits(free=FREE), 3, HelpAsked())

    assert Owe.RING_EVERYONE in cried.owed
    assert cried.contact.is_safety_event


def test_who_cries_for_help_and_goes_is_a_safety_event() -> None:
    """CO7."""
    gone = decide(then(waits(), 3, HelpAsked()), 5, CallerLeft(how=Left.HUNG_UP))

    assert gone.contact.alarm is Alarm.LEFT
    assert Owe.RING_CALLER in gone.owed


def test_a_device_that_vanished_hands_its_ringing_on() -> None:
    """CO1."""
    ringing = then(waits(free=(1, 2)), 3, ConsoleLost(operator=1, free=(2,)))

    assert ringing.offered_to == (2,)
    assert Clock.ALARM in ringing.clocks
