"""A watch starts the moment it may be needed, with whatever is known."""

import pytest

from stillhere.care import watch as rules
from stillhere.care.channel import Channel
from stillhere.care.escalation import must_hold
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED
from stillhere.care.refused import NotYours
from stillhere.care.watch_events import WentSilent
from stillhere.care.watch_state import Clock, State
from tests.care.watching import ANA, BEN, DEFAULTS, NOON, PACE, SAM, a_watch, at, quiet, then


@pytest.mark.parametrize("route", [None, *Route])
@pytest.mark.parametrize("holder", [None, 1])
def test_it_starts_with_whatever_is_known(route: Route | None, holder: int | None) -> None:
    """WA1."""
    watch = a_watch(route=route, holder=holder, terms=NOTHING_AGREED)

    assert watch.state is State.LISTENING
    assert watch.clocks.get(Clock.CHECK_IN) == at(PACE)


def test_without_a_plan_somebody_quiet_is_an_alarm_all_the_same() -> None:
    """WA1, PL7."""
    watch = quiet(a_watch(terms=NOTHING_AGREED, route=None, channel=Channel.CHAT), 180)

    assert watch.state is State.ALARM


def test_one_that_nobody_holds_yet_is_an_alarm_for_everyone() -> None:
    """WA1, WA11."""
    watch = a_watch(holder=None)

    assert watch.clocks.get(Clock.UNHELD) == at(15)


def test_whatever_chance_says_all_nine_first_digits_are_alike_likely() -> None:
    """WA4."""
    begun = [
        rules.begin(NOON, policy=DEFAULTS, channel=Channel.TEXT, holder=None, digit_from=chance)
        for chance in range(9, 18)
    ]

    assert {watch.digit(watch.ask) for watch in begun} == set(range(1, 10))


def test_who_has_not_used_yet_has_used_nothing() -> None:
    """WA1."""
    watch = a_watch(route=None)

    assert (watch.uses, watch.no_end_before, watch.last_answer_at) == (0, None, NOON)


def test_who_is_about_to_use_is_listened_to_as_closely() -> None:
    """WA1, WA9."""
    watch = then(a_watch(route=None, channel=Channel.VOICE), 30, WentSilent())

    assert watch.clocks.get(Clock.CHECK_IN) == at(30)


def test_a_sedative_alone_is_a_use() -> None:
    """WA7."""
    watch = a_watch(route=None, with_sedative=True)

    assert (watch.uses, watch.slows, watch.no_end_before) == (1, False, at(3600))


def test_what_the_holder_does_is_refused_to_anybody_else_but_a_supervisor() -> None:
    """WA11."""
    watch = a_watch()

    with pytest.raises(NotYours):
        must_hold(watch, BEN)
    must_hold(watch, ANA)
    must_hold(watch, SAM)
