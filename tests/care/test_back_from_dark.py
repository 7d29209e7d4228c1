"""So late that nobody knows any more: it rings as such, and the first act is to reach them."""

import pytest

from stillhere.care.watch_events import CameBack, Evidence, Heard, HelpArrived, TimePassed
from stillhere.care.watch_state import Owe, State, Watch
from tests.care.watching import (
    ANA,
    CALL_911,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    owed_while_quiet,
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


RESTORED = CameBack(open_at=at(20))


@pytest.mark.parametrize("watch", [a_watch(), *(watch for watch, _ in EVERY_STATE)])
def test_out_of_a_backup_every_watch_is_an_alarm_however_young(watch: Watch) -> None:
    """WA16."""
    decision = decide(watch, 600, RESTORED)

    assert decision.watch.state is State.ALARM
    assert decision.watch.unknown_since == at(20)
    assert Owe.RING_EVERYONE in what(decision)


def test_out_of_a_backup_twice_is_unknown_since_the_first_time() -> None:
    """WA16."""
    once = then(a_watch(), 600, RESTORED)

    assert then(once, 700, CameBack(open_at=at(650))).unknown_since == at(20)
    assert Owe.RING_EVERYONE in what(decide(once, 700, RESTORED))


def test_a_backup_from_the_future_is_unknown_from_now() -> None:
    """WA16: a clock that was wrong hides nobody."""
    assert then(a_watch(), 60, CameBack(open_at=at(9000))).unknown_since == at(60)


def test_who_came_back_rings_until_they_are_reached() -> None:
    """WA16."""
    restored = then(a_watch(), 60, RESTORED)

    assert (240, Owe.RING_EVERYONE) in owed_while_quiet(restored, 240)
    assert then(restored, 240, SPOKEN).unknown_since is None
