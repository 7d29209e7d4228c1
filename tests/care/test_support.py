"""Beside every stage: what this version brings, and what it says it does not."""

from stillhere.care.journey import BESIDE, STAGES


def test_support_is_beside_every_stage_and_none_of_them() -> None:
    assert set(BESIDE).isdisjoint(STAGES)
