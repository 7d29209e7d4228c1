"""A ring or a text that waits: for how long it is wanted, and for whom it still is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from stillhere.care.duties import Duty, Kind, Lane, is_wanted, useful_until, wait_before
from stillhere.care.plan import Help
from stillhere.care.watch_state import Decided, Owe, Watch
from tests.care.watching import (
    ANA,
    DEFAULTS,
    NOON,
    a_watch,
    an_alarm,
    at,
    help_coming,
    quiet,
)

CALLING = Decided(by=ANA.id, at=NOON, help=Help.EMERGENCY)


def wanted(why: Owe, watch: Watch) -> bool:
    ring = Duty(kind=Kind.RING_PERSON, why=why, operator=ANA.id, episode=watch.episode)
    return is_wanted(ring, watch)


@pytest.mark.parametrize(
    "open_",
    [
        {"call_again": True},
        {"ask_beside": True},
        {"ask_to_end": True},
        {"emergency_now": True},
        {"decided": CALLING},
    ],
)
def test_with_help_on_its_way_one_thing_unsettled_is_enough_to_ring(open_: dict[str, Any]) -> None:
    """ES6, I3."""
    assert wanted(Owe.RING_SUPERVISOR, replace(help_coming(), **open_))
    assert not wanted(Owe.RING_SUPERVISOR, replace(a_watch(), **open_))


def test_with_help_on_its_way_and_nothing_unsettled_no_supervisor_is_rung() -> None:
    """ES6."""
    assert not wanted(Owe.RING_SUPERVISOR, help_coming())


def test_the_holder_is_rung_while_somebody_is_quiet_or_help_is_coming_and_no_longer() -> None:
    """ES1, ES6."""
    seen = [wanted(Owe.RING_HOLDER, each) for each in (a_watch(), an_alarm(), help_coming())]

    assert seen == [False, True, True]


def test_nobody_is_told_that_it_is_over_while_anything_of_it_is_not() -> None:
    """ES8."""
    unheld = replace(a_watch(), unheld_alarm=True)
    asking = quiet(a_watch(), 130)
    seen = [wanted(Owe.STAND_DOWN, each) for each in (a_watch(), unheld, asking, an_alarm())]

    assert seen == [True, False, False, False]


@pytest.mark.parametrize(
    ("why", "until"), [(Owe.ASK_CALLER, 600), (Owe.ANSWER_CALLER, 600), (Owe.STAND_DOWN, 3600)]
)
def test_a_text_is_of_use_for_a_while_from_now(why: Owe, until: float) -> None:
    """ES9."""
    assert useful_until(why, policy=DEFAULTS, now=NOON) == at(until)


def test_before_any_try_has_failed_the_next_is_the_soonest() -> None:
    """ES9."""
    assert wait_before(lane=Lane.LIFE, tries=0) == timedelta(seconds=1)
