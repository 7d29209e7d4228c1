"""Which languages an operator speaks and what they say of themself, for the next ring."""

from datetime import datetime

import pytest

from stillhere.actions.abilities import Abilities, keep_abilities
from stillhere.actions.founding import CannotFound
from stillhere.records.models import Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import entries
from tests.records.everything import found

pytestmark = pytest.mark.both


def keeps(
    ana: Operator,
    now: datetime,
    *,
    speaks: list[str] | None = None,
    skills: list[str] | None = None,
) -> Abilities:
    return keep_abilities(
        "Ana", organisation=ana.organisation_id, speaks=speaks, skills=skills, now=now
    )


def test_what_they_can_counts_for_the_next_ring(ana: Operator, noon: datetime) -> None:
    """CO1, IN7."""
    keeps(ana, noon, speaks=["fr", "iu", "fr"], skills=["indigenous"])
    kept = keeps(ana, noon, speaks=["en"])

    assert kept == Abilities(speaks=("en",), skills=("indigenous",))
    with as_organisation(ana.organisation_id):
        ana.refresh_from_db()
    assert (ana.speaks, ana.skills) == (["en"], ["indigenous"])


def test_a_skill_is_taken_away(ana: Operator, noon: datetime) -> None:
    """IN7."""
    keeps(ana, noon, skills=["indigenous"])

    assert keeps(ana, noon, skills=[]).skills == ()


def test_what_somebody_says_of_themself_is_not_in_the_ledger(
    ana: Operator, line: Line, noon: datetime
) -> None:
    """IN7, I9."""
    keeps(ana, noon, skills=["indigenous"])

    (entry,) = entries(line, what="AbilitiesKept")
    assert (entry.operator_id, entry.facts) == (ana.pk, {})


@pytest.mark.parametrize(
    ("speaks", "skills", "sentence"),
    [
        (["iu"], None, "add one of en, fr"),
        ([], None, "add one of en, fr"),
        (["English"], None, "not 'English'"),
        (None, ["nurse"], "There is no skill 'nurse'"),
    ],
)
def test_what_would_ring_nobody_is_refused(
    ana: Operator,
    noon: datetime,
    speaks: list[str] | None,
    skills: list[str] | None,
    sentence: str,
) -> None:
    """CO1."""
    with pytest.raises(CannotFound, match=sentence):
        keeps(ana, noon, speaks=speaks, skills=skills)


def test_another_organisations_people_are_nobody_here(ana: Operator, noon: datetime) -> None:
    """I12."""
    elsewhere = found("elsewhere", now=noon).pk

    with pytest.raises(CannotFound, match="nobody who signs in as 'ana'"):
        keep_abilities("ana", organisation=elsewhere, speaks=None, skills=[], now=noon)
