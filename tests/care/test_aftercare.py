"""An outcome stays open until somebody knows."""

from datetime import timedelta

import pytest

from stillhere.care.aftercare import (
    Finding,
    VerifiedWith,
    contradicts,
    missing_to_verify,
    told_again,
    who_is_told,
)
from stillhere.care.duties import Person
from tests.care.watching import NOON

THREE_DAYS = timedelta(days=3)
CALLER, NOBODY = VerifiedWith.CALLER, VerifiedWith.NOBODY


def missing(
    *findings: Finding,
    verified_with: VerifiedWith = CALLER,
    supervises: bool = False,
    tried: bool = False,
    after: timedelta = THREE_DAYS,
) -> str:
    return missing_to_verify(
        findings,
        verified_with=verified_with,
        supervises=supervises,
        tried=tried,
        look_until=NOON + THREE_DAYS,
        now=NOON + after,
    )


def test_the_caller_or_the_responders_can_verify_it() -> None:
    """AF2."""
    assert missing(Finding.BREATHING) == ""
    assert missing(Finding.BREATHING, verified_with=VerifiedWith.RESPONDERS) == ""


def test_nothing_found_verifies_nothing() -> None:
    """AF2."""
    assert missing() == "findings"


def test_unknown_takes_a_supervisor_three_days_and_what_was_tried() -> None:
    """AF2."""
    early = timedelta(hours=71)

    assert missing(verified_with=NOBODY, tried=True) == "supervisor"
    assert missing(verified_with=NOBODY, supervises=True, tried=True, after=early) == "time"
    assert missing(verified_with=NOBODY, supervises=True) == "tried"
    assert missing(verified_with=NOBODY, supervises=True, tried=True) == ""


def test_nobody_is_found_to_have_died_by_asking_nobody() -> None:
    """AF2, WA15."""
    assert missing(Finding.DIED, verified_with=NOBODY, supervises=True, tried=True) == "source"


@pytest.mark.parametrize(
    "both",
    [
        (Finding.FALSE_ALARM, Finding.DIED),
        (Finding.NALOXONE_NOT_GIVEN, Finding.NALOXONE_BY_CONTACT),
        (Finding.TRANSPORTED, Finding.REFUSED),
    ],
)
def test_two_findings_that_cannot_both_be_are_asked_about(both: tuple[Finding, ...]) -> None:
    """AF2."""
    assert contradicts(both)
    assert missing(*both) == "contradiction"


def test_every_supervisor_who_can_be_reached_is_told_of_an_outcome_that_is_due() -> None:
    """AF2."""
    at_home = Person(id=1, supervises=True, has_number=True)
    nowhere = Person(id=2, supervises=True)
    ana = Person(id=3, at_console=True, on_call=True, has_number=True)

    assert who_is_told([at_home, nowhere, ana]) == (at_home,)


def test_they_are_told_again_the_next_day() -> None:
    """AF2."""
    assert told_again(NOON) == NOON + timedelta(days=1)
