"""Which guide opens by itself, and which is found by a word."""

import pytest

from stillhere.care.contact_state import Need
from stillhere.care.guide_beside import MOST_OPEN, Hour, fits, opens
from stillhere.care.support import Adverse, Guide


def test_where_nothing_suggests_itself_nothing_is_opened() -> None:
    """SU1."""
    assert opens(Hour()) == ()


@pytest.mark.parametrize(
    ("hour", "guide"),
    [
        (Hour(in_alarm=True), Guide.POISONED_BY_OPIOID),
        (Hour(in_alarm=True, sedative=True), Guide.POISONED_WITH_SEDATIVE),
        (Hour(in_alarm=True, stimulant=True), Guide.POISONED_BY_STIMULANT),
        (Hour(in_alarm=True, answered_for=True), Guide.SOMEONE_IS_DOWN),
        (Hour(need=Need.SOMEONE_DOWN), Guide.SOMEONE_IS_DOWN),
        (Hour(need=Need.IN_DANGER), Guide.VIOLENCE_AT_HOME),
        (Hour(adverse=frozenset({Adverse.PSYCHOSIS})), Guide.PSYCHOSIS),
        (Hour(adverse=frozenset({Adverse.PANIC})), Guide.PANIC),
        (Hour(adverse=frozenset({Adverse.SUICIDE_ATTEMPT})), Guide.WANTING_TO_DIE),
        (Hour(may_be_young=True), Guide.UNDER_AGE),
        (Hour(to_end_life=True), Guide.WANTING_TO_DIE),
    ],
)
def test_what_is_known_opens_its_guide(hour: Hour, guide: Guide) -> None:
    """SU1."""
    assert opens(hour)[0] is guide


def test_a_use_that_is_meant_to_end_life_always_has_its_guide_open() -> None:
    """PL9."""
    hour = Hour(in_alarm=True, answered_for=True, to_end_life=True, may_be_young=True)

    assert opens(hour) == (Guide.SOMEONE_IS_DOWN, Guide.WANTING_TO_DIE)


def test_never_more_open_than_are_read() -> None:
    """SU1."""
    everything = Hour(in_alarm=True, adverse=frozenset(Adverse), may_be_young=True)

    assert len(opens(everything)) == MOST_OPEN


@pytest.mark.parametrize(
    "wanted", ["", "PANIQUE", "arret respi", "respiration  panique", "l'arrêt"]
)
def test_a_word_is_found_whatever_its_case_and_accents(wanted: str) -> None:
    """SU1."""
    assert fits("Panique : l’arrêt de la respiration", wanted)


def test_every_word_has_to_be_there() -> None:
    """SU1."""
    assert not fits("Panic", "panic naloxone")
