"""Whatever happens, in whatever order, noticed in time or late: what always holds."""

import json
from typing import get_args

import pytest
from hypothesis import given

from stillhere.care.caller_view import caller_sees
from stillhere.care.watch_events import (
    CheckedIn,
    Closed,
    ConsoleLost,
    Event,
    Heard,
    HelpStoodDown,
    SaidYes,
    SecondAgreed,
    Taken,
    TimePassed,
)
from stillhere.care.watch_facts import as_facts, as_watch, clocks_as_values
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.anything import EVENTS, Life, live, lives

pytestmark = pytest.mark.wide

CALM = (State.LISTENING, State.ASKING)
ALARMED = (State.ALARM, State.HELP_ON_THE_WAY)
ANSWERS = (CheckedIn, Heard, HelpStoodDown, SecondAgreed)
CALLERS_SIDE = {Owe.ASK_CALLER, Owe.RING_CALLER, Owe.ANSWER_CALLER}


def test_everything_that_can_happen_is_tried() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(Event))


@given(lives)
def test_an_open_watch_always_has_a_due_time(life: Life) -> None:
    """I1."""
    for moment in live(life):
        assert moment.after.is_open == (moment.after.due_at is not None)


@given(lives)
def test_every_state_has_the_clock_that_leads_out_of_it(life: Life) -> None:
    """I1, WA8."""
    for moment in live(life):
        watch = moment.after
        assert (watch.state is State.LISTENING) <= (Clock.CHECK_IN in watch.clocks)
        assert (watch.state is State.ASKING) <= (Clock.RUNG in watch.clocks)
        assert (Clock.RUNG in watch.clocks) <= (watch.state in (State.ASKING, State.ALARM))
        assert (Clock.LEFT in watch.clocks) <= (watch.state is State.LISTENING)
        assert (watch.time_zero is not None) == (watch.state in (State.ASKING, State.ALARM))
        assert (watch.rung >= 0) == (watch.time_zero is not None) or not watch.is_open


@given(lives)
def test_an_alarm_always_rings_or_somebody_said_they_call(life: Life) -> None:
    """I3, ES2."""
    for moment in live(life):
        watch = moment.after
        if watch.state is State.ALARM:
            assert (watch.decided is None) == (Clock.RUNG in watch.clocks)
        assert (watch.decided is not None) == (Clock.REACHED in watch.clocks)


@given(lives)
def test_help_on_its_way_is_always_asked_about(life: Life) -> None:
    """ES6, I3."""
    for moment in live(life):
        watch = moment.after
        if watch.state is State.HELP_ON_THE_WAY:
            assert watch.coming or watch.awake
            assert watch.awake <= (Clock.CHECK_IN in watch.clocks)
            assert (Clock.END if watch.beside else Clock.HELP_ASK) in watch.clocks
        elif watch.is_open:
            assert not watch.beside
            assert watch.awake <= watch.duress


@given(lives)
def test_all_clear_leaves_nothing_of_the_alarm(life: Life) -> None:
    """ES8."""
    for moment in live(life):
        watch = moment.after
        if watch.state is State.LISTENING:
            over = (watch.coming, watch.call_again, watch.used_up, watch.emergency_now)
            assert not any((*over, watch.ask_beside, watch.duress, watch.decided))


@given(lives)
def test_one_that_nobody_holds_always_rings_for_everyone(life: Life) -> None:
    """WA11, I1."""
    for moment in live(life):
        unheld = moment.after.is_open and moment.after.holder is None
        assert unheld == (Clock.UNHELD in moment.after.clocks)
        assert moment.after.unheld_alarm <= unheld


@given(lives)
def test_time_makes_nobody_safe(life: Life) -> None:
    """WA6, WA14, I3."""
    for moment in live(life):
        before, after = moment.before, moment.after
        if isinstance(moment.event, TimePassed) and before.is_open:
            assert level(after) >= level(before)
            assert after.last_answer_at == before.last_answer_at
            assert before.second_person <= after.second_person
            assert before.duress == after.duress
            lapsed = before.unattended and after.holder is None and after.unheld_alarm
            assert before.holder == after.holder or lapsed


@given(lives)
def test_an_unattended_watch_is_held_by_a_yes_that_counts_or_by_nobody(life: Life) -> None:
    """WA12, WA11, I1."""
    for moment in live(life):
        watch = moment.after
        if not (watch.is_open and watch.unattended):
            assert Clock.YES not in watch.clocks
            continue
        assert (watch.holder is not None) == (Clock.YES in watch.clocks)
        if watch.holder is not None and isinstance(moment.event, TimePassed):
            assert watch.yes_until is not None
            assert watch.yes_until > moment.now


@given(lives)
def test_nobody_who_says_yes_at_home_quiets_a_ladder(life: Life) -> None:
    """WA12, WA6."""
    for moment in live(life):
        before, after = moment.before, moment.after
        if isinstance(moment.event, SaidYes):
            assert (before.state, before.rung, before.time_zero, before.ask) == (
                after.state,
                after.rung,
                after.time_zero,
                after.ask,
            )
            assert not moment.owed


def level(watch: Watch) -> int:
    return (*CALM, State.HELP_ON_THE_WAY, State.ALARM).index(watch.state)


@given(lives)
def test_time_leaves_nothing_overdue(life: Life) -> None:
    """I2."""
    for moment in live(life):
        if isinstance(moment.event, TimePassed) and moment.before.is_open:
            assert moment.after.due_at is not None
            assert moment.after.due_at > moment.now


@given(lives)
def test_only_an_answer_clears_and_only_a_person_closes(life: Life) -> None:
    """WA6, WA14, I3."""
    for moment in live(life):
        before, after = moment.before, moment.after
        if after.state is State.LISTENING and before.state is not State.LISTENING:
            assert isinstance(moment.event, ANSWERS)
        if not after.is_open and before.is_open:
            assert isinstance(moment.event, Closed | SecondAgreed)
        if after.last_answer_at != before.last_answer_at:
            assert isinstance(moment.event, CheckedIn | Heard | SecondAgreed)


@given(lives)
def test_an_answer_to_an_older_ask_changes_nothing(life: Life) -> None:
    """WA4."""
    for moment in live(life):
        if isinstance(moment.event, CheckedIn) and moment.event.ask != moment.before.ask:
            assert moment.after == moment.before


@given(lives)
def test_no_alarm_is_cleared_by_a_digit_alone(life: Life) -> None:
    """WA6."""
    for moment in live(life):
        if isinstance(moment.event, CheckedIn) and moment.before.state in ALARMED:
            unclear = moment.before.duress or not moment.event.with_word
            assert unclear <= (moment.after.state is moment.before.state)


@given(lives)
def test_the_next_question_is_never_put_off_past_the_pace(life: Life) -> None:
    """WA7, WA8."""
    for moment in live(life):
        watch = moment.after
        due = watch.clocks.get(Clock.CHECK_IN)
        if due is not None and watch.state is State.LISTENING:
            slowest = watch.chosen_pace or watch.policy.seconds("pace_slow")
            longest = max(slowest, watch.policy.seconds("pace_quick"))
            assert due <= max(watch.last_answer_at + longest, moment.now)


@given(lives)
def test_what_is_counted_is_never_counted_back(life: Life) -> None:
    """WA4."""
    for moment in live(life):
        before, after = moment.before, moment.after
        assert after.episode >= before.episode
        assert after.ask >= before.ask
        assert after.alarms_cleared >= before.alarms_cleared
        assert after.tried[: len(before.tried)] == before.tried


@given(lives)
def test_every_question_sent_has_a_digit_of_its_own(life: Life) -> None:
    """WA4."""
    for moment in live(life):
        if Owe.ASK_CALLER in moment.owed:
            asks = range(moment.before.ask, moment.after.ask + 1)
            assert len(asks) > 1
            assert moment.after.digit(asks[-1]) not in map(moment.after.digit, asks[:-1])


@given(lives)
def test_the_token_goes_from_one_to_another_only_when_it_lapsed(life: Life) -> None:
    """ES2, I4."""
    for moment in live(life):
        had, has = moment.before.decided, moment.after.decided
        if had is not None and has is not None and had.by != has.by:
            assert had.asked_again
            assert not had.line_is_up


@given(lives)
def test_the_token_is_free_only_by_somebodys_word_or_a_lost_console(life: Life) -> None:
    """ES2, I4, I5."""
    for moment in live(life):
        had = moment.before.decided
        if had is not None and moment.after.decided is None:
            lost = isinstance(moment.event, ConsoleLost)
            assert lost <= (moment.event == ConsoleLost(operator=had.by))
            assert lost <= (not had.line_is_up)
            assert len(moment.after.tried) > len(moment.before.tried) or said(moment.event)


def said(event: object) -> bool:
    return type(event).__name__ in {
        "Heard",
        "CheckedIn",
        "HelpArrived",
        "Closed",
        "SecondAgreed",
    }


@given(lives)
def test_who_vanishes_lowers_nothing(life: Life) -> None:
    """WA11, I5."""
    for moment in live(life):
        if isinstance(moment.event, ConsoleLost) and moment.before.is_open:
            assert moment.after.state is moment.before.state
            assert moment.after.time_zero == moment.before.time_zero
            assert moment.after.holder != moment.event.operator


@given(lives)
def test_taking_a_watch_touches_nothing_but_who_stays(life: Life) -> None:
    """WA11."""
    for moment in live(life):
        if isinstance(moment.event, Taken):
            clocks = moment.before.clocks
            assert moment.after.state is moment.before.state
            assert moment.after.clocks in (clocks, clocks.stop(Clock.UNHELD))


@given(lives)
def test_under_duress_the_callers_side_stays_as_it_was(life: Life) -> None:
    """WA5."""
    for moment in live(life):
        before, after = moment.before, moment.after
        if before.duress and after.duress and after.is_open:
            assert caller_sees(after).shown is caller_sees(before).shown
            assert Clock.CHECK_IN in after.clocks
            routine = isinstance(moment.event, TimePassed) and moment.owed & {Owe.ASK_CALLER}
            assert moment.owed & CALLERS_SIDE == (routine or set())


@given(lives)
def test_duress_ends_only_when_two_people_saw_an_answer(life: Life) -> None:
    """WA5, WA6."""
    for moment in live(life):
        if moment.before.duress and not moment.after.duress:
            assert isinstance(moment.event, SecondAgreed)
            assert moment.before.look is not None
            assert moment.event.by.id not in (moment.before.look.by, moment.before.holder)


@given(lives)
def test_a_second_person_agrees_only_to_what_still_stands(life: Life) -> None:
    """WA6, WA15."""
    for moment in live(life):
        before, look = moment.before, moment.before.look
        if isinstance(moment.event, SecondAgreed) and moment.after != before:
            assert look is not None
            assert look.number == moment.event.number
            assert moment.event.by.id not in (look.by, before.holder)
        if look is not None and before.holder != moment.after.holder:
            assert moment.after.look is None


@given(lives)
def test_the_same_once_more_lowers_nothing(life: Life) -> None:
    """I7, I3."""
    last = None
    for moment in live(life):
        again = last is not None and moment.event == last.event and moment.now == last.now
        if again and moment.before.is_open and moment.after.is_open:
            assert level(moment.after) >= level(moment.before)
        last = moment


@given(lives)
def test_who_may_have_been_sent_is_told_when_it_is_over(life: Life) -> None:
    """ES8."""
    for moment in live(life):
        over = moment.after.state in (State.LISTENING, State.CLOSED)
        if moment.before.state in ALARMED and over:
            assert Owe.STAND_DOWN in moment.owed


@given(lives)
def test_whatever_it_became_it_can_be_kept_and_read_again(life: Life) -> None:
    """I6."""
    for moment in live(life):
        watch = moment.after
        again = as_watch(
            json.loads(json.dumps(as_facts(watch))),
            state=watch.state.value,
            clocks=json.loads(json.dumps(clocks_as_values(watch.clocks))),
            rung=watch.rung,
            holder=watch.holder,
            policy=watch.policy,
            terms=watch.terms,
        )
        assert again == watch
