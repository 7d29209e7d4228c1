"""Four words that let one person in, once; whoever gave them must still be allowed to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.access import Role
from stillhere.care.invitation import (
    BITS,
    Invitation,
    NotAnInvitation,
    NotForOneself,
    heard,
    must_be_theirs_to_reset,
    must_open,
    said,
)
from stillhere.care.people import Colleague, NotYoursToKeep

ADA = Colleague(id=1, role=Role.ADMINISTRATOR)
SAM = Colleague(id=2, role=Role.SUPERVISOR)
ANA = Colleague(id=3, role=Role.OPERATOR)
INVITED = Invitation(role=Role.OPERATOR, ends_at=datetime(2026, 1, 2, 12, tzinfo=UTC))
BEFORE, THEN = datetime(2026, 1, 2, 11, tzinfo=UTC), INVITED.ends_at


@given(st.integers(0, 2**BITS - 1), st.integers(0, 2**BITS - 1), st.sampled_from(["en", "fr"]))
def test_words_are_heard_as_they_were_said_and_differ_as_their_bits(
    one: int, other: int, language: str
) -> None:
    words = said(one, language)

    assert len(words.split()) == 4
    assert heard(f"  {words.upper().replace(' ', ', ')}! ") == heard(words)
    assert (heard(words) == heard(said(other, language))) == (one == other)


@pytest.mark.parametrize("typed", ["", "one two three", "a b c d e", "1 2 3 4", "'; --"])
def test_what_is_not_four_words_is_nothing(typed: str) -> None:
    assert heard(typed) == ""


def test_nobody_resets_upward_sideways_or_themself() -> None:
    must_be_theirs_to_reset(SAM, ANA)
    must_be_theirs_to_reset(ADA, replace(ADA, id=9))
    for whom in (ADA, replace(SAM, id=9), replace(ANA, is_active=False)):
        with pytest.raises(NotYoursToKeep):
            must_be_theirs_to_reset(SAM, whom)
    with pytest.raises(NotForOneself):
        must_be_theirs_to_reset(ADA, ADA)


def test_an_invitation_opens_until_its_end_and_not_at_it() -> None:
    must_open(INVITED, giver=SAM, whom=None, now=BEFORE)
    with pytest.raises(NotAnInvitation):
        must_open(INVITED, giver=SAM, whom=None, now=THEN)


@pytest.mark.parametrize(
    ("giver", "whom"),
    [
        (replace(SAM, is_active=False), None),
        (ANA, None),
        (SAM, replace(ANA, role=Role.SUPERVISOR)),
        (ADA, replace(ANA, is_active=False)),
    ],
    ids=["giver left", "giver is no supervisor any more", "they rose meanwhile", "they left"],
)
def test_what_changed_since_it_was_given_counts(giver: Colleague, whom: Colleague | None) -> None:
    with pytest.raises(NotAnInvitation):
        must_open(INVITED, giver=giver, whom=whom, now=BEFORE + timedelta(minutes=1))
