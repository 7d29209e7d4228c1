"""RO3: a screen that nobody touches hides everybody, and only whoever is signed in opens it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.idle_lock import (
    NEARLY,
    WITH_SOMEBODY,
    beaten,
    is_locked,
    is_nearly,
    touched,
)

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
AFTER = timedelta(minutes=5)
spans = some.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=1))


def beat_at(locks_at: datetime, *, has_somebody: bool = False, is_asked: bool = False) -> datetime:
    return beaten(locks_at, now=NOON, after=AFTER, has_somebody=has_somebody, is_asked=is_asked)


def test_it_is_locked_from_that_moment_on() -> None:
    """RO3."""
    assert not is_locked(NOON, NOON - timedelta(seconds=1))
    assert is_locked(NOON, NOON)


def test_what_somebody_does_keeps_it_open() -> None:
    """RO3."""
    assert touched(NOON + timedelta(seconds=1), now=NOON, after=AFTER) == NOON + AFTER


@given(ago=spans, has_somebody=some.booleans(), is_asked=some.booleans())
def test_nothing_that_is_done_at_a_locked_screen_opens_it(
    *, ago: timedelta, has_somebody: bool, is_asked: bool
) -> None:
    """RO3."""
    locked = NOON - ago

    assert touched(locked, now=NOON, after=AFTER) == locked
    assert beat_at(locked, has_somebody=has_somebody, is_asked=is_asked) == locked


@given(left=spans, is_asked=some.booleans())
def test_with_somebody_it_outlasts_ten_minutes_without_a_beat(
    *, left: timedelta, is_asked: bool
) -> None:
    """WA11."""
    soon = NOON + timedelta(seconds=1) + left

    until = beat_at(soon, has_somebody=True, is_asked=is_asked)

    assert until >= NOON + WITH_SOMEBODY > NOON + timedelta(minutes=10)


@given(left=spans)
def test_a_beat_alone_keeps_nothing_open(left: timedelta) -> None:
    """RO3: a console beats all night, with somebody before it or not."""
    locks_at = NOON + timedelta(seconds=1) + left

    assert beat_at(locks_at) <= locks_at


def test_whose_person_has_gone_is_locked_as_soon_as_anybody() -> None:
    """RO3."""
    assert beat_at(NOON + WITH_SOMEBODY) == NOON + AFTER


@pytest.mark.parametrize(
    ("left", "until"), [(NEARLY, AFTER), (NEARLY * 2, NEARLY * 2)], ids=["nearly", "not yet"]
)
def test_it_does_not_lock_under_a_hand_that_reaches_for_a_ring(
    left: timedelta, until: timedelta
) -> None:
    """RO3."""
    assert is_nearly(NOON + left, NOON) is (left == NEARLY)
    assert beat_at(NOON + left, is_asked=True) == NOON + until
