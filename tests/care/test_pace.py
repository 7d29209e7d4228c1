"""How often we ask: by how something was taken, how long ago, and what the caller chose."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from stillhere.care.channel import Channel
from stillhere.care.pace import Route, chosen_pace, may_slow, minutes_until_decided, pace_at
from stillhere.care.refused import OutOfRange
from stillhere.care.watch_events import (
    Evidence,
    Heard,
    NaloxoneGiven,
    PaceChosen,
    UsedAgain,
    WordsReceived,
)
from stillhere.care.watch_state import Clock, State, Watch
from tests.care.watching import ANA, DECIDE_AT, DEFAULTS, a_watch, an_alarm, at, quiet, tap, then

QUICK = [Route.SMOKED, Route.INJECTED, Route.SNORTED]
LASTING = [Route.SWALLOWED, Route.PATCH, Route.UNKNOWN]
TWO, FIVE = timedelta(minutes=2), timedelta(minutes=5)
SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)


@pytest.mark.parametrize("route", QUICK)
@pytest.mark.parametrize(("minutes", "pace"), [(0, TWO), (19.9, TWO), (20, FIVE), (90, FIVE)])
def test_after_twenty_minutes_we_ask_less_often(
    route: Route, minutes: float, pace: timedelta
) -> None:
    """WA7."""
    assert a_watch(route=route).pace(at(minutes * 60)) == pace


@pytest.mark.parametrize("route", LASTING)
def test_what_lasts_is_asked_about_as_often_to_the_end(route: Route) -> None:
    """WA7."""
    watch = a_watch(route=route)

    assert watch.pace(at(7200)) == TWO
    assert watch.no_end_before == at(3600)


@pytest.mark.parametrize("route", QUICK)
def test_with_a_sedative_nothing_slows(route: Route) -> None:
    """WA7."""
    watch = a_watch(route=route, with_sedative=True)

    assert watch.pace(at(7200)) == TWO
    assert watch.no_end_before == at(3600)
    assert not may_slow(route, with_sedative=True)


def test_without_a_use_nothing_slows() -> None:
    """WA7."""
    policy, now = DEFAULTS, at(7200)

    assert pace_at(now, policy=policy, chosen=None, high_risk_until=None, slows=True) == TWO


def test_using_again_starts_the_high_risk_again() -> None:
    """WA7."""
    watch = then(a_watch(), 1500, SPOKEN, UsedAgain(route=Route.SMOKED))

    assert (watch.uses, watch.high_risk_until) == (2, at(1500 + 1200))
    assert watch.clocks.get(Clock.CHECK_IN) == at(1500 + 120)


def test_using_again_never_makes_a_question_later() -> None:
    """WA7."""
    watch = then(a_watch(), 100, UsedAgain(route=Route.SMOKED))

    assert watch.clocks.get(Clock.CHECK_IN) == at(120)


def test_what_was_taken_before_still_works() -> None:
    """WA7."""
    watch = a_watch(route=Route.SWALLOWED)

    assert not then(watch, 60, UsedAgain(route=Route.SMOKED)).slows


def test_what_lasts_ends_the_slowing() -> None:
    """WA7."""
    watch = then(a_watch(), 60, UsedAgain(route=Route.SWALLOWED))

    assert watch.pace(at(7200)) == TWO


def test_using_again_leaves_an_alarm_as_it_is() -> None:
    alarm = an_alarm()

    assert then(alarm, DECIDE_AT, UsedAgain(route=Route.SMOKED)).clocks == alarm.clocks


def test_the_caller_may_choose_up_to_five_minutes() -> None:
    """WA7."""
    watch = then(a_watch(), 10, PaceChosen(pace=FIVE))

    assert watch.clocks.get(Clock.CHECK_IN) == at(300)
    assert then(watch, 200, tap(watch)).clocks.get(Clock.CHECK_IN) == at(500)


@pytest.mark.parametrize("seconds", [59, 301])
def test_no_other_pace_can_be_chosen(seconds: int) -> None:
    """WA7."""
    with pytest.raises(OutOfRange, match="pace must be between 60 and 300"):
        chosen_pace(seconds, policy=DEFAULTS, practice=False)


@pytest.mark.parametrize("pace", [timedelta(0), timedelta(seconds=301), timedelta(seconds=-1)])
def test_a_watch_takes_no_other_pace_either(pace: timedelta) -> None:
    """WA7."""
    with pytest.raises(OutOfRange):
        then(a_watch(), 10, PaceChosen(pace=pace))


@pytest.mark.parametrize("practice", [True, False])
def test_a_pace_in_its_range_is_taken(practice: bool) -> None:  # noqa: FBT001  # pytest hands it over
    assert chosen_pace(60, policy=DEFAULTS, practice=practice) == timedelta(seconds=60)


def test_in_practice_nobody_waits_to_learn() -> None:
    assert chosen_pace(1, policy=DEFAULTS, practice=True) == timedelta(seconds=1)


def test_choosing_a_pace_is_not_answering() -> None:
    """WA7, WA8."""
    watch = then(a_watch(), 110, PaceChosen(pace=FIVE), PaceChosen(pace=FIVE))

    assert watch.last_answer_at == at(0)
    assert quiet(watch, 300 + 60).state is State.ALARM


@pytest.mark.parametrize(("chosen", "due"), [(60, 100), (120, 120)])
def test_a_shorter_pace_asks_sooner_but_never_in_the_past(chosen: int, due: float) -> None:
    """WA7."""
    watch = then(a_watch(), 100, PaceChosen(pace=timedelta(seconds=chosen)))

    assert watch.clocks.get(Clock.CHECK_IN) == at(due)


def overdue() -> Watch:
    return a_watch()


def asked_soon() -> Watch:
    return then(a_watch(), 100, WordsReceived())


@pytest.mark.parametrize(("begun", "now"), [(overdue, 125), (overdue, 120), (asked_soon, 110)])
def test_a_slower_pace_takes_back_no_question(begun: Callable[[], Watch], now: float) -> None:
    """WA5, WA7."""
    chosen = then(begun(), now, PaceChosen(pace=FIVE))

    assert chosen.clocks.get(Clock.CHECK_IN) == at(120)


def test_in_an_alarm_a_pace_waits_for_its_time() -> None:
    alarm = an_alarm()
    chosen = then(alarm, DECIDE_AT, PaceChosen(pace=timedelta(seconds=60)))

    assert chosen.clocks == alarm.clocks
    assert then(chosen, 200, SPOKEN).clocks.get(Clock.CHECK_IN) == at(260)


def test_after_an_alarm_a_slow_pace_must_be_chosen_again() -> None:
    """WA7, WA14."""
    slow = then(a_watch(), 10, PaceChosen(pace=FIVE))
    cleared = then(quiet(slow, 360), 360, SPOKEN)

    assert cleared.clocks.get(Clock.CHECK_IN) == at(360 + 120)


def test_after_naloxone_a_slow_pace_must_be_chosen_again() -> None:
    """WA7, WA14."""
    watch = then(a_watch(), 10, PaceChosen(pace=FIVE), NaloxoneGiven())

    assert watch.clocks.get(Clock.CHECK_IN) == at(120)
    assert watch.high_risk_until == at(10 + 1200)


def test_a_pace_quicker_than_ours_stays_chosen() -> None:
    quick = then(a_watch(), 10, PaceChosen(pace=timedelta(seconds=60)))

    assert then(quick, 20, NaloxoneGiven()).pace(at(30)) == timedelta(seconds=60)


def test_a_long_call_keeps_the_clock_too() -> None:
    """WA7."""
    watch = a_watch(channel=Channel.VOICE)

    assert then(watch, 60, SPOKEN).clocks.get(Clock.CHECK_IN) == at(180)


def test_never_more_speed_is_promised_than_there_is() -> None:
    """Two minutes of silence after the slowest of the quick paces, and the time to decide."""
    quickest = timedelta(minutes=minutes_until_decided(DEFAULTS))

    assert quickest >= DEFAULTS.seconds("pace_quick") + DEFAULTS.seconds("decide_now")
