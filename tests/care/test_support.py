"""Beside every stage: what this version brings, and what it says it does not."""

from stillhere.care.journey import BESIDE, STAGES
from stillhere.care.support import SET_UP, Guide


def test_support_is_beside_every_stage_and_none_of_them() -> None:
    assert set(BESIDE).isdisjoint(STAGES)


def test_no_guide_is_shown_that_nobody_has_set_up() -> None:
    """SU1."""
    assert set(Guide) >= SET_UP
    assert Guide.NOT_BREATHING_WELL not in SET_UP
