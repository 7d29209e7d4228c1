"""No time closes a watch: a person does, for a reason, with what that reason needs."""

from dataclasses import replace

import pytest

from stillhere.care.pace import Route
from stillhere.care.refused import CannotCloseSo, NotYet, NotYours
from stillhere.care.watch_events import (
    Closed,
    CloseReason,
    EndAgreed,
    Evidence,
    Heard,
    HelpArrived,
    HelpStoodDown,
    NaloxoneGiven,
    TimePassed,
    UsedAgain,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    DECIDE_AT,
    SAM,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    quiet,
    tap,
    then,
    what,
)

SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)
WELL = Closed(by=ANA, reason=CloseReason.ENDED_WELL)
LOST = Closed(by=ANA, reason=CloseReason.CONTACT_LOST, tried=True)
DIED = Closed(by=SAM, reason=CloseReason.DIED, source=True)
QUIET = TimePassed()
EVERY_STATE = [a_watch(), quiet(a_watch(), 130), an_alarm(), help_coming()]


def beside() -> Watch:
    return then(help_coming(), 400, HelpArrived(by=ANA))


def missing(watch: Watch, seconds: float, event: Closed) -> str:
    with pytest.raises(CannotCloseSo) as refusal:
        decide(watch, seconds, event)
    return refusal.value.missing


@pytest.mark.wide
def test_no_time_closes_a_watch() -> None:
    """WA14."""
    for watch in EVERY_STATE:
        assert quiet(watch, 48 * 3600).is_open


def test_it_ends_well_on_an_answer_within_the_last_pace() -> None:
    """WA15."""
    closed = then(a_watch(), 60, SPOKEN, WELL)

    assert (closed.state, closed.due_at) == (State.CLOSED, None)


@pytest.mark.parametrize("reason", [CloseReason.ENDED_WELL, CloseReason.STOOD_DOWN])
@pytest.mark.parametrize("watch", EVERY_STATE[1:])
def test_nothing_ends_well_on_an_open_question(watch: Watch, reason: CloseReason) -> None:
    """WA15."""
    assert missing(watch, 190, Closed(by=SAM, reason=reason)) == "answer"


def test_an_answer_of_long_ago_ends_nothing() -> None:
    """WA15."""
    assert missing(a_watch(), 121, WELL) == "answer"


def test_called_off_help_ends_on_an_answer_too() -> None:
    """WA15, ES8."""
    awake = help_coming()
    awake = then(awake, 200, tap(awake, with_word=True), HelpStoodDown(by=ANA))

    closed = then(awake, 210, Closed(by=ANA, reason=CloseReason.STOOD_DOWN))

    assert closed.state is State.CLOSED


def test_it_is_handed_over_only_to_somebody_beside_them() -> None:
    """WA15."""
    over = Closed(by=ANA, reason=CloseReason.HANDED_OVER)

    assert missing(help_coming(), 400, over) == "responder"
    assert then(beside(), 410, over).state is State.CLOSED


def test_beside_them_once_is_not_beside_them_now() -> None:
    """WA15."""
    answered = then(beside(), 410, SPOKEN, HelpStoodDown(by=ANA))

    assert not answered.beside
    assert missing(answered, 420, Closed(by=ANA, reason=CloseReason.HANDED_OVER)) == "responder"


@pytest.mark.parametrize("watch", EVERY_STATE)
def test_nobody_but_a_supervisor_says_alone_that_somebody_is_lost(watch: Watch) -> None:
    """WA15."""
    assert missing(watch, 400, LOST) == "second_person"
    assert missing(watch, 400, replace(LOST, by=SAM, tried=False)) == "tried"
    assert then(watch, 400, replace(LOST, by=SAM)).state is State.CLOSED


def test_a_death_needs_a_supervisor_and_a_named_source() -> None:
    """WA15."""
    assert missing(help_coming(), 400, replace(DIED, by=ANA)) == "supervisor"
    assert missing(help_coming(), 400, replace(DIED, source=False)) == "source"
    assert then(help_coming(), 400, DIED).state is State.CLOSED


def test_whoever_does_not_hold_it_closes_nothing() -> None:
    """WA15."""
    with pytest.raises(NotYours):
        decide(a_watch(), 10, replace(WELL, by=BEN))


@pytest.mark.parametrize("watch", [*EVERY_STATE, then(an_alarm(), 200, CALL_911)])
def test_a_closed_watch_wants_nobody_any_more(watch: Watch) -> None:
    """WA15, ES8."""
    closed = then(watch, 400, replace(LOST, by=SAM))

    assert (closed.time_zero, closed.decided, closed.due_at) == (None, None, None)
    assert not closed.is_alarming


@pytest.mark.parametrize("watch", EVERY_STATE[2:])
def test_closing_tells_everyone_who_was_asked(watch: Watch) -> None:
    """ES8."""
    assert what(decide(watch, 400, replace(LOST, by=SAM))) == {Owe.STAND_DOWN}


@pytest.mark.parametrize("watch", EVERY_STATE[:2])
def test_where_nobody_was_asked_nobody_is_told(watch: Watch) -> None:
    """ES8."""
    assert what(decide(watch, 400, replace(LOST, by=SAM))) == set()


def test_an_agreed_end_asks_and_no_answer_is_a_missed_check_in() -> None:
    """WA14."""
    watch = quiet(then(a_watch(), 10, EndAgreed(at=at(90))), 150)

    assert (watch.state, watch.time_zero, watch.ask_to_end) == (State.ALARM, at(90), True)


def test_an_end_in_the_past_is_asked_about_now() -> None:
    """WA14."""
    assert then(a_watch(), 60, EndAgreed(at=at(-600))).clocks.get(Clock.END) == at(60)


@pytest.mark.parametrize(
    ("watch", "until"),
    [
        (a_watch(route=Route.SWALLOWED), 3600),
        (then(an_alarm(), DECIDE_AT, SPOKEN), DECIDE_AT + 1800),
        (then(a_watch(), 30, NaloxoneGiven()), 30 + 7200),
        (then(a_watch(), 30, NaloxoneGiven(), UsedAgain(route=Route.PATCH)), 30 + 7200),
    ],
)
def test_no_end_is_proposed_too_early(watch: Watch, until: float) -> None:
    """WA7, WA14."""
    with pytest.raises(NotYet) as refusal:
        decide(watch, 190, EndAgreed(at=at(until - 1)))

    assert refusal.value.until == at(until)
    assert then(watch, 190, EndAgreed(at=at(until))).clocks.get(Clock.END) == at(until)


def test_after_an_alarm_the_high_risk_starts_again() -> None:
    """WA14."""
    assert then(an_alarm(), DECIDE_AT, SPOKEN).high_risk_until == at(DECIDE_AT + 1200)


def test_an_alarm_ends_what_was_agreed_about_an_end() -> None:
    """WA14."""
    agreed = then(a_watch(), 10, EndAgreed(at=at(400)))

    assert then(quiet(agreed, DECIDE_AT), DECIDE_AT, SPOKEN).clocks.get(Clock.END) is None


@pytest.mark.parametrize(
    ("event", "end"),
    [
        (NaloxoneGiven(), 30 + 7200),
        (UsedAgain(route=Route.SWALLOWED), 30 + 3600),
        (UsedAgain(route=Route.SMOKED), 400),
    ],
)
def test_an_agreed_end_waits_for_what_happened_since(
    event: NaloxoneGiven | UsedAgain, end: float
) -> None:
    """WA7, WA14."""
    agreed = then(a_watch(), 10, EndAgreed(at=at(400)))

    assert then(agreed, 30, event).clocks.get(Clock.END) == at(end)


def test_beside_them_an_end_is_asked_about_again_and_again() -> None:
    """WA14, ES6."""
    first, second = beside(), quiet(beside(), 700)

    assert first.clocks.get(Clock.END) == at(700)
    assert (second.ask_to_end, second.clocks.get(Clock.END)) == (True, at(1000))


def test_naloxone_by_who_came_does_not_put_off_the_question() -> None:
    """WA14, ES6."""
    assert then(beside(), 410, NaloxoneGiven()).clocks.get(Clock.END) == at(700)


def test_nobody_answering_beside_them_rings_the_supervisor() -> None:
    """ES6."""
    watch = beside()

    assert what(decide(watch, 700, QUIET)) == {Owe.RING_HOLDER}
    assert what(decide(quiet(watch, 700), 1000, QUIET)) == {Owe.RING_HOLDER, Owe.RING_SUPERVISOR}


def test_an_end_that_falls_due_while_asking_is_forgotten() -> None:
    agreed = then(a_watch(), 10, EndAgreed(at=at(125)))

    assert quiet(agreed, 130).clocks.get(Clock.END) is None
