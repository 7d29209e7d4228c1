"""Who claims due times leads: the others never tell a later time than the claims."""

from datetime import UTC, datetime, timedelta

import pytest

from stillhere.records import anchor
from stillhere.records.anchor import keep_anchor, lead_time, read_anchor
from stillhere.records.steady import clock

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)


@pytest.fixture(autouse=True)
def one_wall(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock is the machine's, as on one box."""
    monkeypatch.setattr(anchor, "_database_agrees", lambda _wall: True)


def test_a_wall_far_ahead_is_followed_and_told() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(7200)

        assert lead_time() == 7200
        assert clock.now() == NOON + TWO_HOURS


def test_what_was_followed_forward_never_comes_back() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(7200)
        lead_time()
        time.step_wall(-7200)

        assert lead_time() == 0
        assert clock.now() == NOON + TWO_HOURS


def test_others_follow_only_what_the_leader_kept() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        others = clock.anchor
        time.step_wall(7200)
        before = clock.now()
        lead_time()
        clock.anchor = others
        read_anchor()

        assert (before, clock.now()) == (NOON, NOON + TWO_HOURS)


def test_a_step_that_could_not_be_kept_is_kept_later(monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        clock.begin_at(NOON + TWO_HOURS)
        lead_time()
        clock.anchor = None
        time.wait(1)
        read_anchor()

        assert clock.now() == NOON + TWO_HOURS + timedelta(seconds=1)
