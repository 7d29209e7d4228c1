"""Time that is written never goes back, and nothing is ever claimed late."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stillhere.records.steady import clock

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
steps = st.lists(
    st.tuples(st.sampled_from(["wait", "step"]), st.integers(-90_000, 90_000)), max_size=8
)


def test_without_a_database_the_clock_still_goes() -> None:
    before = datetime.now(UTC)
    now = clock.now()

    assert before - timedelta(seconds=5) < now < before + timedelta(seconds=5)


def test_time_in_a_test_stands_still_until_somebody_waits() -> None:
    with clock.hand_over(NOON) as time:
        first, second = clock.now(), clock.now()
        time.wait(2.5)

        assert (first, second) == (NOON, NOON)
        assert clock.now() == NOON + timedelta(seconds=2.5)


def test_a_wall_clock_set_back_changes_nothing_that_is_written_or_claimed() -> None:
    with clock.hand_over(NOON) as time:
        clock.now()
        time.step_wall(-7200)

        assert clock.now() == clock.claim() == NOON
        assert clock.stepped() == -7200


def test_a_wall_clock_set_forward_is_claimed_early_and_not_written() -> None:
    with clock.hand_over(NOON) as time:
        clock.now()
        time.step_wall(7200)

        assert clock.claim() == NOON + timedelta(hours=2)
        assert clock.now() == NOON
        assert clock.surely() == NOON


@given(steps=steps)
def test_whatever_the_wall_does_claims_never_fall_behind_what_is_written(
    steps: list[tuple[str, int]],
) -> None:
    with clock.hand_over(NOON) as time:
        written = clock.now()
        for what, seconds in steps:
            time.wait(abs(seconds)) if what == "wait" else time.step_wall(seconds)

            assert clock.claim() >= clock.now() >= written >= NOON
            written = clock.now()


def test_time_goes_on_as_before_after_a_test() -> None:
    with clock.hand_over(NOON - timedelta(days=9000)):
        clock.now()

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
