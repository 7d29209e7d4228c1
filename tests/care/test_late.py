"""Who looks into an alarm that came late."""

import pytest

from stillhere.care.late import must_review
from stillhere.care.refused import NotYours
from tests.care.watching import ANA, SAM


def test_a_supervisor_looks_into_a_late_alarm() -> None:
    """AF4."""
    must_review(SAM)
    with pytest.raises(NotYours):
        must_review(ANA)
