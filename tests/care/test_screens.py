"""A screen in a hall shows for a while, and never once somebody has withdrawn it."""

from datetime import UTC, datetime, timedelta

import pytest

from stillhere.care.screens import DEFAULT_HOURS, HOURS, ends, shows

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("hours", [*HOURS, 0, -1, 1, 10**9])
def test_no_link_lasts_longer_than_a_week(hours: int) -> None:
    lasts = ends(NOON, hours) - NOON

    assert timedelta(0) < lasts <= timedelta(days=7)
    assert lasts == timedelta(hours=hours if hours in HOURS else DEFAULT_HOURS)


def test_a_screen_shows_until_its_time_is_over() -> None:
    until = ends(NOON, DEFAULT_HOURS)

    assert shows(ends_at=until, withdrawn_at=None, now=until - timedelta(seconds=1))
    assert not shows(ends_at=until, withdrawn_at=None, now=until)


def test_a_withdrawn_screen_shows_nothing() -> None:
    assert not shows(ends_at=ends(NOON, 8), withdrawn_at=NOON, now=NOON)
