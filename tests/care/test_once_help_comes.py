"""Once help is called, on its way or beside them, what was asked before it is over."""

from dataclasses import replace

import pytest

from stillhere.care.plan import Help
from stillhere.care.refused import NeedsMoreProof, OutOfRange
from stillhere.care.watch_events import (
    ContactSaidYes,
    EndAgreed,
    Evidence,
    Heard,
    HelpArrived,
    HelpAsked,
    HelpDecided,
    HelpStoodDown,
    SomethingWrong,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    CALL_911,
    CALL_JO,
    DECIDE_AT,
    DURESS,
    PLAN,
    REACHED,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    jo_coming,
    owed_while_quiet,
    quiet,
    then,
)

ARRIVED = HelpArrived(by=ANA)
COMMUNITY = HelpDecided(by=ANA, help=Help.COMMUNITY)
SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)


def in_minutes(minutes: int) -> Watch:
    return a_watch(terms=replace(PLAN, emergency_after=minutes))


def test_who_calls_911_is_not_asked_to_call_it_anyway() -> None:
    """PL1."""
    calling = then(an_alarm(in_minutes(4)), 200, CALL_911)

    assert not quiet(calling, 360).emergency_now


def test_while_a_contact_who_said_yes_is_coming_911_anyway_is_not_asked() -> None:
    """PL1, ES5."""
    coming = jo_coming(in_minutes(4), minutes=5)

    assert not quiet(coming, 120 + 240).emergency_now


def test_a_contact_who_says_yes_after_the_callers_minutes_ends_911_anyway() -> None:
    """PL1, ES5."""
    over = quiet(then(an_alarm(in_minutes(4)), 300, CALL_JO), 361)
    coming = then(over, 365, ContactSaidYes(by=ANA, minutes=1))

    assert (over.emergency_now, coming.emergency_now) == (True, False)


def test_help_on_its_way_leaves_nothing_of_the_ladder() -> None:
    """ES6, WA8: neither does help beside them, called from an alarm."""
    calm = a_watch()
    for sent in (help_coming(), jo_coming(), then(an_alarm(), 200, ARRIVED)):
        assert (sent.time_zero, sent.rung) == (calm.time_zero, calm.rung)
        assert Clock.RUNG not in sent.clocks


def test_help_reached_answers_an_alarm_that_came_while_it_was_called() -> None:
    """ES6."""
    on_top = then(help_coming(), 300, COMMUNITY, SomethingWrong(by=ANA))

    assert (on_top.call_again, then(on_top, 310, REACHED).call_again) == (True, False)


def test_help_beside_them_need_not_be_called_again() -> None:
    """ES6."""
    unconfirmed = quiet(help_coming(), DECIDE_AT + 600)

    assert (unconfirmed.call_again, then(unconfirmed, 790, ARRIVED).call_again) == (True, False)


def test_whoever_is_beside_them_is_not_waited_for_by_check_ins() -> None:
    """ES6: a missed one would call an alarm on somebody who is looked after."""
    woke = then(help_coming(), 200, SPOKEN)
    beside = then(woke, 250, ARRIVED)

    assert Clock.CHECK_IN in woke.clocks
    assert quiet(beside, 549).state is State.HELP_ON_THE_WAY
    assert owed_while_quiet(beside, 549) == []


def test_under_duress_the_caller_is_asked_as_ever_with_somebody_beside_them() -> None:
    """WA5: nothing changes on the caller's side."""
    threatened = then(a_watch(), 30, DURESS, CALL_911, REACHED)
    beside = then(threatened, 60, ARRIVED)

    for watch in (threatened, beside):
        assert (150, Owe.ASK_CALLER) in owed_while_quiet(watch, 150)


def test_who_was_said_to_breathe_is_asked_after_also_once_more_help_is_reached() -> None:
    """CO15, ES6."""
    down = replace(help_coming(), answered_for=True)
    breathing = then(down, 200, Heard(by=ANA, evidence=Evidence.BREATHING))

    more = then(breathing, 210, COMMUNITY, REACHED)

    assert more.clocks.get(Clock.CHECK_IN) == breathing.clocks.get(Clock.CHECK_IN) == at(320)
    assert quiet(more, 320).call_again


def test_called_again_its_two_minutes_begin_again() -> None:
    """ES6."""
    again = then(quiet(help_coming(), 780), 790, CALL_911, REACHED)

    assert again.clocks.get(Clock.HELP_ASK) == at(790 + 120)


def test_more_help_called_beside_them_asks_nobody_whether_somebody_is_there() -> None:
    """ES6."""
    more = then(help_coming(), 400, ARRIVED, COMMUNITY, REACHED)

    assert Clock.HELP_ASK not in more.clocks
    assert not quiet(more, 600).ask_beside


def test_an_end_agreed_before_the_alarm_is_not_asked_about_while_help_is_coming() -> None:
    """WA14, ES6."""
    agreed = then(a_watch(), 10, EndAgreed(at=at(3600)))
    coming = help_coming(quiet(agreed, 121))

    assert Clock.END not in coming.clocks
    assert not quiet(coming, 3700).ask_to_end


@pytest.mark.parametrize(("minutes", "state"), [(0, State.HELP_ON_THE_WAY), (24 * 60, State.ALARM)])
def test_a_contact_at_the_door_and_one_a_day_away_are_both_written_down(
    minutes: int, state: State
) -> None:
    """ES5."""
    assert jo_coming(minutes=minutes).state is state


def test_impossible_minutes_are_refused_with_those_that_are_possible() -> None:
    """ES5."""
    calling = then(an_alarm(), 200, CALL_JO)

    with pytest.raises(OutOfRange) as refused:
        decide(calling, 210, ContactSaidYes(by=ANA, minutes=1441))
    assert (refused.value.least, refused.value.most) == (0, 1440)


def test_a_cry_from_beside_them_calls_again_also_where_nobody_was_called_before() -> None:
    """ES6, WA5: whoever came by chance counts as help that is there."""
    beside = then(an_alarm(), 200, ARRIVED)

    assert then(beside, 210, HelpAsked()).call_again


def test_an_answer_from_before_somebody_was_beside_them_calls_nothing_off() -> None:
    """ES6, ES8."""
    beside = then(help_coming(), 200, SPOKEN, ARRIVED)

    with pytest.raises(NeedsMoreProof):
        decide(beside, 210, HelpStoodDown(by=ANA))


def test_while_help_is_called_again_nobody_is_told_to_call_it_again() -> None:
    """ES6, ES2."""
    unconfirmed = quiet(help_coming(), DECIDE_AT + 600)

    assert not then(unconfirmed, 790, CALL_911).call_again


def test_whoever_got_through_is_not_asked_whether_they_did() -> None:
    """ES2."""
    assert Clock.REACHED in then(an_alarm(), 200, CALL_911).clocks
    assert Clock.REACHED not in help_coming().clocks
