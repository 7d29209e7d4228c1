"""Who looks into an alarm that came late."""

from datetime import UTC, datetime, timedelta

import pytest

from stillhere.care.late import came_together, must_review
from stillhere.care.refused import NotYours
from tests.care.watching import ANA, SAM


def test_a_supervisor_looks_into_a_late_alarm() -> None:
    """AF4."""
    must_review(SAM)
    with pytest.raises(NotYours):
        must_review(ANA)


@pytest.mark.parametrize(("after", "together"), [(0, True), (2, True), (-2, True), (3, False)])
def test_two_looks_of_the_clock_are_one_moment(after: int, together: bool) -> None:  # noqa: FBT001  # pytest hands it over
    """AF4."""
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)

    assert came_together(noon, noon + timedelta(seconds=after)) is together
