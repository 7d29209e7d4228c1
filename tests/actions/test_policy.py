"""Whose name stands under what an organisation chose, and what goes on by the version before."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions import policy as policies
from stillhere.actions.policy import SignedMeanwhile, policy_in_force, sign_policy
from stillhere.care.policy import Policy
from stillhere.care.refused import NotYours, OutOfOrder, OutOfRange
from stillhere.records.models import Entry, Operator, Organisation
from stillhere.records.models import Policy as PolicyRow
from stillhere.records.organisations import as_organisation
from tests.somebody import an_operator

pytestmark = pytest.mark.both
SLOWER = Policy(decide_now=90)


@pytest.fixture
def sam(organisation: Organisation) -> Operator:
    return an_operator(organisation, "sam", role="supervisor")


def signed(
    by: Operator, noon: datetime, policy: Policy = SLOWER, *, seen: int = 0, practice: bool = False
) -> PolicyRow:
    return sign_policy(
        policy, organisation=by.organisation_id, practice=practice, seen=seen, by=by.pk, now=noon
    )


def in_force(organisation: Organisation, noon: datetime, *, practice: bool = False) -> PolicyRow:
    with as_organisation(organisation.pk, writing=True):
        return policy_in_force(organisation=organisation.pk, practice=practice, now=noon)


def test_a_signature_says_who_and_when(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    signed(sam, noon)

    row = in_force(organisation, noon)
    assert (row.number, row.signed_by, row.signed_at) == (1, sam.name, noon)
    assert policies.as_policy(row) == SLOWER


def test_a_signature_is_in_the_ledger_once(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    signed(sam, noon)

    with as_organisation(organisation.pk):
        [entry] = Entry.objects.filter(what="PolicySigned")
    assert entry.operator_id == sam.pk
    assert entry.facts == {"policy": 1, "kind": "line"}


@pytest.mark.parametrize("role", ["operator", "coordinator", "evaluator"])
def test_nobody_else_signs(organisation: Organisation, noon: datetime, role: str) -> None:
    somebody = an_operator(organisation, "kim", role=role)

    with pytest.raises(NotYours):
        signed(somebody, noon)

    assert in_force(organisation, noon).signed_by == ""


def test_an_administrator_signs(organisation: Organisation, noon: datetime) -> None:
    assert signed(an_operator(organisation, "lee", role="administrator"), noon).number == 1


@pytest.mark.parametrize("wrong", [Policy(decide_now=500), Policy(second_look=60, decide_now=30)])
def test_what_is_out_of_range_or_order_is_signed_by_nobody(
    organisation: Organisation, sam: Operator, noon: datetime, wrong: Policy
) -> None:
    with pytest.raises((OutOfRange, OutOfOrder)):
        signed(sam, noon, wrong)

    assert in_force(organisation, noon).signed_by == ""


def test_of_two_who_sign_the_second_is_told_by_whom(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    ben = an_operator(organisation, "ben", role="supervisor")
    signed(sam, noon)

    with pytest.raises(SignedMeanwhile) as other:
        signed(ben, noon, Policy(unheld=20))

    assert (other.value.newest.number, other.value.newest.signed_by) == (1, sam.name)
    assert policies.as_policy(in_force(organisation, noon)) == SLOWER


def test_the_same_signature_twice_is_one_version(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    assert signed(sam, noon).pk == signed(sam, noon + timedelta(seconds=1)).pk


def test_defaults_that_came_in_force_by_themselves_are_no_other_signature(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    in_force(organisation, noon)

    assert signed(sam, noon, seen=0).number == 2


def test_the_practice_line_has_its_own(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    signed(sam, noon, Policy(second_look=2, decide_now=4), practice=True)

    assert policies.as_policy(in_force(organisation, noon, practice=True)).decide_now == 4
    assert policies.as_policy(in_force(organisation, noon)).decide_now == 60


def test_defaults_are_brought_once(organisation: Organisation, noon: datetime) -> None:
    assert in_force(organisation, noon).pk == in_force(organisation, noon).pk
    with as_organisation(organisation.pk):
        assert policies._defaults(organisation.pk, practice=False, now=noon).number == 1


def test_every_version_is_kept(organisation: Organisation, sam: Operator, noon: datetime) -> None:
    signed(sam, noon)
    signed(sam, noon, Policy(decide_now=45), seen=1)

    with as_organisation(organisation.pk):
        kept = policies.versions(organisation=organisation.pk, practice=False)
    assert [(row.number, row.values["decide_now"]) for row in kept] == [(2, 45), (1, 90)]
