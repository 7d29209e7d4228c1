"""So late that nobody knows any more: it rings as such, and the first act is to reach them."""

import pytest

from stillhere.care.watch_events import Evidence, Heard, HelpArrived, TimePassed
from stillhere.care.watch_state import Owe, State, Watch
from tests.care.watching import (
    ANA,
    CALL_911,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    quiet,
    then,
    what,
)

SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)
EVERY_STATE = [
    (a_watch(), 120),
    (quiet(a_watch(), 120), 150),
    (an_alarm(), 240),
    (then(an_alarm(), 200, CALL_911), 260),
    (help_coming(), 300),
    (then(help_coming(), 200, HelpArrived(by=ANA)), 500),
]


@pytest.mark.parametrize(("watch", "due"), EVERY_STATE)
def test_over_ten_minutes_late_everyone_hears_since_when_it_is_unknown(
    watch: Watch, due: float
) -> None:
    """WA16."""
    decision = decide(watch, due + 601, TimePassed())

    assert decision.watch.unknown_since == at(due)
    assert Owe.RING_EVERYONE in what(decision)


@pytest.mark.parametrize(("watch", "due"), EVERY_STATE)
def test_within_ten_minutes_it_is_only_late(watch: Watch, due: float) -> None:
    """WA16."""
    assert then(watch, due + 600, TimePassed()).unknown_since is None


def test_back_from_the_dark_it_is_an_alarm_and_sending_help_is_one_act_away() -> None:
    """WA16."""
    watch = then(a_watch(), 7200, TimePassed())

    assert (watch.state, watch.time_zero) == (State.ALARM, at(120))
    assert then(watch, 7201, CALL_911).decided is not None


def test_twice_in_the_dark_counts_from_the_first_time() -> None:
    """WA16."""
    once = then(a_watch(), 7200, TimePassed())

    assert then(once, 20000, TimePassed()).unknown_since == at(120)


def test_their_answer_ends_the_not_knowing() -> None:
    """WA16."""
    for watch in (a_watch(), help_coming()):
        assert then(then(watch, 7200, TimePassed()), 7210, SPOKEN).unknown_since is None


def test_somebody_beside_them_ends_it_too() -> None:
    """WA16."""
    watch = then(then(help_coming(), 7200, TimePassed()), 7210, HelpArrived(by=ANA))

    assert watch.unknown_since is None
