"""What is left when it is over: that there was an alarm, and nothing that was asked in it."""

from dataclasses import replace

from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.channel import Channel
from stillhere.care.plan import Help, IfDropped
from stillhere.care.second_look import About
from stillhere.care.watch_answers import clear
from stillhere.care.watch_events import CallerLeft, HelpAsked, Left, SecondAgreed, SecondAsked
from stillhere.care.watch_state import Clock, Decided, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    DURESS,
    PLAN,
    a_watch,
    at,
    decide,
    jo_coming,
    quiet,
    tap,
    then,
)


def everything_at_once() -> Watch:
    """An alarm in which all was decided, asked and told that can be, and every clock runs."""
    alarm = replace(
        a_watch(),
        state=State.ALARM,
        time_zero=at(120),
        rung=2,
        decided=Decided(by=ANA.id, at=at(190), help=Help.EMERGENCY),
        used_up=True,
        call_again=True,
        emergency_now=True,
        coming=True,
        awake=True,
        asked_for_help=True,
        beside=True,
        at_place_at=at(195),
        ask_beside=True,
        unknown_since=at(120),
        soft_asked=True,
        ask_to_end=True,
    )
    for clock in Clock:
        alarm = alarm.ring(clock, at=at(900))
    return alarm


def test_all_clear_is_a_calm_watch_that_had_an_alarm_and_nothing_else() -> None:
    """ES8, WA14."""
    begun = a_watch()

    calm = clear(everything_at_once(), at(200), answered_at=at(200)).watch

    assert replace(calm, clocks=begun.clocks) == replace(
        begun,
        ask=begun.ask + 1,
        last_answer_at=at(200),
        alarms_cleared=1,
        high_risk_until=at(200 + 1200),
        no_end_before=at(200 + 1800),
    )


def test_all_clear_ends_every_clock_but_those_of_who_stays() -> None:
    """ES8: who holds it, whose yes counts and who is wanted beside them is another matter."""
    calm = clear(everything_at_once(), at(200), answered_at=at(200)).watch

    assert set(dict(calm.clocks)) == {Clock.CHECK_IN, Clock.UNHELD, Clock.YES, Clock.SUPERVISOR}


def test_an_answer_ends_the_wait_after_a_dropped_line() -> None:
    """PL4, WA2."""
    waits = replace(PLAN, if_dropped=IfDropped.WAIT, wait_minutes=1)
    waiting = then(a_watch(terms=waits), 10, CallerLeft(how=Left.GONE))

    answered = then(waiting, 20, tap(waiting))

    assert Clock.LEFT in waiting.clocks
    assert quiet(answered, 139).state is State.LISTENING


def alarm_while_jo_comes() -> Watch:
    """Jo said yes; then the caller cried for help, and wants 911 anyway after four minutes."""
    coming = jo_coming(a_watch(terms=replace(PLAN, emergency_after=4)), minutes=5)
    return then(coming, 200, HelpAsked())


def test_who_answers_while_help_comes_ends_the_ladder_and_leaves_the_help() -> None:
    """ES6."""
    alarm = alarm_while_jo_comes()
    awake = then(alarm, 210, tap(alarm, with_word=True))

    assert {Clock.RUNG, Clock.EMERGENCY} <= set(dict(alarm.clocks))
    assert set(dict(awake.clocks)) == {Clock.CHECK_IN, Clock.HELP_ASK, Clock.CONFIRM}
    assert (awake.state, awake.time_zero, awake.rung) == (State.HELP_ON_THE_WAY, None, -1)


def test_who_answers_while_help_comes_makes_every_earlier_ask_an_old_one() -> None:
    """WA4, ES6."""
    alarm = alarm_while_jo_comes()
    awake = then(alarm, 210, tap(alarm, with_word=True))

    assert awake.ask == alarm.ask + 1
    assert dict(decide(awake, 211, tap(alarm)).noted) == {"late_answer": 1}


def test_who_answers_after_the_minutes_they_gave_wants_no_911_anyway() -> None:
    """PL1, ES6."""
    over = quiet(alarm_while_jo_comes(), 385)
    awake = then(over, 390, tap(over, with_word=True))

    assert (over.emergency_now, awake.emergency_now, awake.awake) == (True, False, True)


def test_once_two_saw_them_safe_their_screen_tells_who_is_with_them() -> None:
    """WA5, WA12: only under duress it may not tell that somebody came."""
    forced = then(replace(a_watch(channel=Channel.CHAT), seems_unattended=True), 10, DURESS)

    asked = then(forced, 20, SecondAsked(by=ANA, about=About.ANSWERED))
    safe = then(asked, 30, SecondAgreed(by=BEN, number=1))

    assert caller_sees(forced).shown is Shown.ALONE
    assert (safe.seems_unattended, caller_sees(safe).shown) == (False, Shown.WITH_YOU)
