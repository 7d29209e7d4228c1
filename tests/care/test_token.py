""" "I call now": one person at a time, and whoever comes second is told so first."""

from dataclasses import replace

import pytest

from stillhere.care.plan import Help, Step
from stillhere.care.refused import AlreadyCalled, DoesNotFit
from stillhere.care.watch_events import (
    Event,
    HelpArrived,
    HelpAsked,
    HelpDecided,
    HelpNotReached,
    HelpReached,
    LineIsUp,
    PlanChanged,
    PlanUsedUp,
    SomethingWrong,
    TimePassed,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    CALL_JO,
    DECIDE_AT,
    NOON,
    PLAN,
    REACHED,
    SAM,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    jo_coming,
    owed_while_quiet,
    quiet,
    then,
    what,
)

SAM_CALLS = HelpDecided(by=SAM, help=Help.EMERGENCY)
UP, DOWN = LineIsUp(up=True), LineIsUp(up=False)
NOT_REACHED = HelpNotReached(by=ANA)


def calling(watch: Watch | None = None) -> Watch:
    """Ana said at 200 s that she calls 911."""
    return then(watch or an_alarm(), 200, CALL_911)


def refused(watch: Watch, seconds: float, event: Event) -> tuple[int, float]:
    with pytest.raises(AlreadyCalled) as refusal:
        decide(watch, seconds, event)
    return refusal.value.by, (refusal.value.at - NOON).total_seconds()


def test_a_second_dial_says_by_whom_and_when() -> None:
    """ES2, I4."""
    assert refused(calling(), 210, SAM_CALLS) == (ANA.id, 200)


def test_a_double_click_is_a_second_dial_too() -> None:
    """ES2, I4."""
    assert refused(calling(), 201, CALL_911) == (ANA.id, 200)


def test_help_may_be_decided_before_anybody_is_late() -> None:
    """ES1."""
    decision = decide(a_watch(), 30, CALL_911)

    assert decision.watch.state is State.ALARM
    assert decision.watch.decided is not None
    assert Clock.RUNG not in decision.watch.clocks
    assert what(decision) == {Owe.ASK_CALLER}


def test_while_a_person_decides_only_they_and_the_supervisor_are_asked() -> None:
    """ES2."""
    assert owed_while_quiet(calling(), 260) == [
        (260, Owe.RING_HOLDER),
        (260, Owe.RING_SUPERVISOR),
    ]


def test_asked_in_vain_everybody_hears_of_it() -> None:
    """ES2, I3."""
    owed = owed_while_quiet(calling(), 3600)

    assert [second for second, each in owed if each is Owe.RING_EVERYONE][:3] == [320, 380, 440]


def test_a_token_asked_about_in_vain_may_be_taken() -> None:
    """ES2."""
    lapsed = quiet(calling(), 260)
    taken = then(lapsed, 261, SAM_CALLS)

    assert taken.decided is not None
    assert (taken.decided.by, taken.decided.asked_again) == (SAM.id, False)
    assert [(t.by, t.outcome) for t in taken.tried] == [(ANA.id, "unknown")]


def test_it_does_not_lapse_while_the_line_is_up() -> None:
    """ES2."""
    talking = quiet(then(calling(), 205, UP), 400)

    assert refused(talking, 400, SAM_CALLS) == (ANA.id, 200)
    assert owed_while_quiet(then(calling(), 205, UP), 800) == []


def test_nor_does_who_speaks_start_another_call() -> None:
    """ES2."""
    assert refused(then(calling(), 205, UP), 210, CALL_JO) == (ANA.id, 200)
    assert refused(then(calling(), 205, UP), 210, PlanUsedUp(by=ANA)) == (ANA.id, 200)


def test_a_line_that_never_ends_is_not_believed_for_ever() -> None:
    """ES2, I3."""
    owed = owed_while_quiet(then(calling(), 205, UP), 1000)

    assert owed[:2] == [(860, Owe.RING_HOLDER), (860, Owe.RING_SUPERVISOR)]


def test_once_the_line_is_down_it_is_asked_about_again() -> None:
    """ES2."""
    ended = then(calling(), 205, UP, DOWN)

    assert quiet(ended, 260).decided != ended.decided


def test_a_line_without_a_call_means_nothing() -> None:
    """ES7, I7."""
    assert then(an_alarm(), 200, UP) == an_alarm()


def test_an_alarm_on_top_frees_nobodys_token() -> None:
    """ES2, I4."""
    again = calling(quiet(help_coming(), 780))
    for event in (SomethingWrong(by=ANA), HelpAsked()):
        alarm = then(again, 205, event)

        assert alarm.state is State.ALARM
        assert alarm.decided == again.decided
        assert Clock.REACHED in alarm.clocks
        assert Clock.RUNG not in alarm.clocks


def test_an_alarm_on_top_leaves_a_contact_their_time() -> None:
    """ES2, ES5."""
    again = then(quiet(help_coming(), 780), 780, CALL_JO)
    alarm = then(again, 790, SomethingWrong(by=ANA))

    assert alarm.clocks.get(Clock.CONTACT) == at(780 + 180)


def test_used_up_is_not_said_over_somebody_who_calls() -> None:
    """ES1, ES2."""
    assert refused(calling(), 210, PlanUsedUp(by=SAM)) == (ANA.id, 200)


@pytest.mark.parametrize("watch", [an_alarm(), calling()])
def test_a_used_up_plan_rings_supervisor_and_on_call_and_goes_on(watch: Watch) -> None:
    """ES1."""
    decision = decide(watch, 210, PlanUsedUp(by=ANA))

    assert what(decision) == {Owe.RING_SUPERVISOR, Owe.RING_ON_CALL}
    assert (decision.watch.used_up, decision.watch.decided) == (True, None)
    assert (300, Owe.RING_EVERYONE) in owed_while_quiet(decision.watch, 300)


def test_sending_help_is_possible_after_the_plan_is_used_up() -> None:
    """ES1."""
    used = then(an_alarm(), 210, PlanUsedUp(by=ANA))

    assert not then(used, 220, CALL_911).used_up


def test_not_reached_goes_on_by_the_clock_of_the_ladder() -> None:
    """ES1, ES7."""
    free = then(calling(), 210, NOT_REACHED)

    assert free.decided is None
    assert (240, Owe.RING_SUPERVISOR) in owed_while_quiet(free, 240)
    assert (300, Owe.RING_EVERYONE) in owed_while_quiet(free, 300)


def test_only_who_calls_or_a_supervisor_says_how_it_went() -> None:
    """ES2."""
    assert refused(calling(), 210, HelpReached(by=BEN)) == (ANA.id, 200)
    assert then(calling(), 210, HelpReached(by=SAM)).state is State.HELP_ON_THE_WAY


@pytest.mark.parametrize("event", [REACHED, NOT_REACHED])
def test_nobody_is_reached_by_nobody(event: Event) -> None:
    """ES2, ES7."""
    with pytest.raises(DoesNotFit, match="nobody has said that they would call"):
        decide(an_alarm(), 200, event)


def test_what_is_coming_is_not_sent_a_second_time() -> None:
    """ES2, I4."""
    assert refused(help_coming(), 300, SAM_CALLS) == (ANA.id, DECIDE_AT)
    assert refused(jo_coming(), 300, CALL_JO) == (ANA.id, DECIDE_AT)


def test_another_kind_of_help_may_be_sent_beside_it() -> None:
    """ES1."""
    both = then(help_coming(), 200, CALL_JO)

    assert both.decided is not None
    assert both.decided.help is Help.CONTACT


@pytest.mark.parametrize(
    "watch", [quiet(help_coming(), 780), then(help_coming(), 300, HelpAsked())]
)
def test_called_again_on_purpose_it_is_no_second_call(watch: Watch) -> None:
    """ES2, ES6."""
    assert watch.call_again
    assert then(watch, 790, SAM_CALLS).decided is not None


def test_a_second_call_that_failed_may_be_made_again() -> None:
    """ES2, ES6."""
    failed = then(then(help_coming(), 300, HelpAsked()), 310, CALL_911, NOT_REACHED)

    assert then(failed, 320, CALL_911).decided is not None


def test_who_calls_the_same_again_after_being_asked_keeps_the_token() -> None:
    """ES2."""
    again = then(quiet(calling(), 260), 270, CALL_911)

    assert again.tried == ()
    assert again.decided is not None
    assert (again.decided.at, again.decided.asked_again) == (at(270), False)


def test_a_contact_who_was_taken_out_of_the_plan_is_not_called() -> None:
    """PL6."""
    only_911 = replace(PLAN, steps=(Step(help=Help.EMERGENCY),))
    changed = then(an_alarm(), 200, PlanChanged(terms=only_911))

    with pytest.raises(DoesNotFit):
        decide(changed, 210, CALL_JO)
    assert then(changed, 210, CALL_911).decided is not None


def in_minutes(minutes: int) -> Watch:
    return a_watch(terms=replace(PLAN, emergency_after=minutes))


def test_911_anyway_is_said_when_the_callers_minutes_are_over() -> None:
    """PL1."""
    trying = then(an_alarm(in_minutes(4)), 200, CALL_JO)
    decision = decide(trying, 120 + 240, TimePassed())

    assert quiet(trying, 359).emergency_now is False
    assert decision.watch.emergency_now
    assert {Owe.RING_HOLDER, Owe.RING_SUPERVISOR} <= what(decision)


def test_911_anyway_is_asked_never_assumed() -> None:
    """PL1."""
    assert not quiet(an_alarm(), 4 * 3600).emergency_now


def test_once_911_is_called_there_is_no_anyway() -> None:
    """PL1."""
    over = quiet(an_alarm(in_minutes(4)), 400)
    called = then(over, 410, CALL_911)

    assert (over.emergency_now, called.emergency_now) == (True, False)
    assert not then(over, 410, HelpArrived(by=ANA)).emergency_now
    assert Clock.EMERGENCY not in called.clocks
    assert Clock.EMERGENCY not in then(help_coming(in_minutes(4)), 300, HelpAsked()).clocks


def test_an_alarm_on_top_does_not_say_anyway_twice() -> None:
    """PL1."""
    soon = quiet(in_minutes(0), 121)
    alarm = then(soon, 125, SomethingWrong(by=ANA))

    assert (soon.emergency_now, alarm.emergency_now) == (True, True)
    assert Clock.EMERGENCY not in alarm.clocks
