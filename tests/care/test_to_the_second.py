"""What holds at the very second something falls due: who is rung then, and what is written."""

from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.refused import AlreadyHeld
from stillhere.care.watch_events import (
    Closed,
    CloseReason,
    ConsoleLost,
    EndAgreed,
    Evidence,
    HandOverOffered,
    Heard,
    StillWaiting,
    Taken,
    TimePassed,
    WentSilent,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    DECIDE_AT,
    PACE,
    PLAN,
    SAM,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    jo_coming,
    quiet,
    then,
    what,
)

SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)
BOTH = {Owe.RING_HOLDER, Owe.RING_SUPERVISOR}
OFFERED = HandOverOffered(by=ANA, to=BEN.id)


def nobody_asks_who_is_there(watch: Watch, seconds: float) -> Watch:
    """So that what else rings at that moment is seen alone."""
    return then(quiet(watch, seconds), seconds, StillWaiting(by=ANA))


def test_quiet_again_rings_the_holder_whatever_else_is_due() -> None:
    """ES6."""
    awake = nobody_asks_who_is_there(then(help_coming(), 200, SPOKEN), 310)

    assert what(decide(awake, 320, TimePassed())) == {Owe.RING_HOLDER, Owe.ASK_CALLER}


def test_not_confirmed_rings_the_holder_and_the_supervisor_whatever_else_is_due() -> None:
    """ES6."""
    coming = nobody_asks_who_is_there(help_coming(), 770)

    assert what(decide(coming, DECIDE_AT + 600, TimePassed())) == BOTH


def test_when_their_minutes_are_over_holder_and_supervisor_are_rung_for_911() -> None:
    """PL1."""
    alarm = quiet(an_alarm(a_watch(terms=replace(PLAN, emergency_after=4))), 359)

    assert what(decide(alarm, 360, TimePassed())) == {*BOTH, Owe.RING_EVERYONE}


def test_out_of_the_dark_everyone_is_owed_one_ring_and_not_two() -> None:
    """WA16, ES9."""
    owed = decide(a_watch(), 120 + 601, TimePassed()).owed

    assert [each.what for each in owed].count(Owe.RING_EVERYONE) == 1
    assert len(set(owed)) == len(owed)


def test_a_contact_who_did_not_come_is_written_down_for_when_they_should_have() -> None:
    """ES5: not for when we noticed."""
    late = then(jo_coming(minutes=4), 450, TimePassed())

    assert (late.tried[-1].outcome, late.tried[-1].at) == ("not_there", at(DECIDE_AT + 240))


def test_how_late_the_question_about_the_end_was_is_noted_once() -> None:
    """WA14, WA8."""
    agreed = then(a_watch(), 10, EndAgreed(at=at(90)))

    noted = decide(agreed, 95, TimePassed()).noted

    assert [number for name, number in noted if name == "late_ms_end"] == [5000]


def test_it_still_ends_well_at_the_last_second_of_their_pace() -> None:
    """WA15."""
    well = Closed(by=ANA, reason=CloseReason.ENDED_WELL)

    assert then(a_watch(), PACE, well).state is State.CLOSED


def test_silence_at_the_second_the_risk_is_over_brings_nothing_forward() -> None:
    """WA9."""
    watch = then(a_watch(channel=Channel.VOICE), 1190, SPOKEN)

    assert watch.high_risk_until == at(1200)
    assert then(watch, 1200, WentSilent()) == watch
    assert then(watch, 1199, WentSilent()).clocks.get(Clock.CHECK_IN) == at(1199)


def test_whoever_takes_a_watch_over_ends_what_was_offered_to_somebody_else() -> None:
    """WA11."""
    taken = then(a_watch(), 30, OFFERED, Taken(by=SAM))

    with pytest.raises(AlreadyHeld):
        decide(taken, 40, Taken(by=BEN))


def test_an_offer_by_who_vanishes_is_over() -> None:
    """WA11."""
    assert then(a_watch(), 30, OFFERED, ConsoleLost(operator=ANA.id)).offered_to is None
