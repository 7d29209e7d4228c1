"""An organisation's own guides: versions, never edits; a name under each; nobody else's."""

from collections.abc import Iterable
from datetime import datetime

import pytest
from django.db import DatabaseError, connection

from stillhere.actions.guides import (
    ApprovedMeanwhile,
    WrittenMeanwhile,
    approve_version,
    read_by_operators,
    versions,
    write_version,
)
from stillhere.care.drafts import CARDS, SHIPPED
from stillhere.care.guides import Card, LeavesOut, NeedsAName, NoSuchCard, NotWritten, Version
from stillhere.care.refused import NotYours
from stillhere.care.support import Guide
from stillhere.records.models import Entry, GuideVersion, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.somebody import an_operator

pytestmark = pytest.mark.both
LEAD = "Dr. Robin Example"
OWN = (Card(words={"en": "Stay.", "fr": "Restez."}, source="Our own protocol, 2026."),)


def write(
    by: Operator,
    now: datetime,
    *,
    seen: int = 0,
    guide: Guide = Guide.PANIC,
    cards: Iterable[Card] = OWN,
) -> Version:
    organisation = by.organisation_id
    return write_version(guide, cards, organisation=organisation, seen=seen, by=by.pk, now=now)


def approve(by: Operator, now: datetime, *, number: int = 1, lead: str = LEAD) -> Version:
    organisation = by.organisation_id
    return approve_version(
        Guide.PANIC, number, lead=lead, organisation=organisation, by=by.pk, now=now
    )


def read(organisation: int) -> Version:
    return read_by_operators(organisation=organisation)[Guide.PANIC]


def test_until_somebody_writes_one_operators_read_the_draft_we_ship(
    organisation: Organisation,
) -> None:
    """SU1."""
    assert read(organisation.pk).number == SHIPPED
    assert list(read_by_operators(organisation=organisation.pk)) == list(CARDS)


def test_ones_own_version_is_a_draft_until_it_is_approved(sam: Operator, noon: datetime) -> None:
    """SU1."""
    write(sam, noon)
    draft = read(sam.organisation_id)
    approve(sam, noon)
    approved = read(sam.organisation_id)

    assert (draft.number, draft.approved_by, draft.cards) == (1, "", OWN)
    assert (approved.approved_by, approved.approved_at) == (LEAD, noon)


def test_a_newer_draft_waits_behind_what_was_approved(sam: Operator, noon: datetime) -> None:
    """SU1."""
    write(sam, noon)
    approve(sam, noon)
    write(sam, noon, seen=1, cards=[*OWN, *OWN])

    assert read(sam.organisation_id).number == 1
    kept = versions(Guide.PANIC, organisation=sam.organisation_id)
    assert [each.version.number for each in kept] == [2, 1, 0]
    assert (kept[1].signed_by, kept[1].written_by, kept[1].written_at) == ("Sam", "Sam", noon)


def test_a_double_press_is_one_version_and_one_approval(sam: Operator, noon: datetime) -> None:
    """SU1."""
    write(sam, noon)
    write(sam, noon)
    approve(sam, noon)
    approve(sam, noon, lead=f" {LEAD} ")

    with as_organisation(sam.organisation_id):
        assert GuideVersion.objects.count() == 1
        written = Entry.objects.filter(what__startswith="Guide").order_by("pk")
        assert [(each.what, each.facts) for each in written] == [
            ("GuideWritten", {"kind": "panic", "number": 1}),
            ("GuideApproved", {"kind": "panic", "number": 1}),
        ]


def test_of_two_who_write_at_once_the_later_is_told(
    sam: Operator, organisation: Organisation, noon: datetime
) -> None:
    """SU1."""
    lee = an_operator(organisation, "lee", role="administrator")
    write(sam, noon)

    with pytest.raises(WrittenMeanwhile) as told:
        write(lee, noon, cards=[*OWN, *OWN])
    write(lee, noon, seen=1, cards=[*OWN, *OWN])
    with pytest.raises(WrittenMeanwhile):
        approve(sam, noon)

    assert told.value.newest.written_by == "Sam"


def test_of_two_who_approve_at_once_the_first_name_stays(
    sam: Operator, organisation: Organisation, noon: datetime
) -> None:
    """SU1."""
    lee = an_operator(organisation, "lee", role="administrator")
    write(sam, noon)
    approve(sam, noon)

    with pytest.raises(ApprovedMeanwhile):
        approve(lee, noon, lead="Somebody else")

    assert read(sam.organisation_id).approved_by == LEAD


@pytest.mark.parametrize("role", ["operator", "coordinator", "evaluator"])
def test_who_may_not_sign_neither_writes_nor_approves(
    sam: Operator, organisation: Organisation, noon: datetime, role: str
) -> None:
    """SU1."""
    kim = an_operator(organisation, "kim", role=role)
    write(sam, noon)

    with pytest.raises(NotYours):
        write(kim, noon, seen=1)
    with pytest.raises(NotYours):
        approve(kim, noon)


def test_what_is_not_whole_is_not_approved(sam: Operator, noon: datetime) -> None:
    """SU1: a hole, no name, or something left out that must be said."""
    write(sam, noon, cards=[*OWN, Card(words={"en": "Wait."}, source="")])
    with pytest.raises(NotWritten) as no:
        approve(sam, noon)
    with pytest.raises(NeedsAName):
        approve(sam, noon, lead=" ")
    write(sam, noon, guide=Guide.PSYCHOSIS)
    with pytest.raises(LeavesOut):
        approve_version(
            Guide.PSYCHOSIS,
            1,
            lead=LEAD,
            organisation=sam.organisation_id,
            by=sam.pk,
            now=noon,
        )

    assert no.value.cards == (2,)


@pytest.mark.parametrize("number", [0, -1, 7, 2**40])
def test_a_version_that_is_not_there_is_not_approved(
    sam: Operator, noon: datetime, number: int
) -> None:
    """SU1: neither is the draft we ship; an organisation saves it as its own first."""
    with pytest.raises(NoSuchCard):
        approve(sam, noon, number=number)


def test_another_organisation_reads_none_of_it(sam: Operator, noon: datetime) -> None:
    """SU1."""
    with as_organisation_named("south"):
        south = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    write(sam, noon)
    approve(sam, noon)

    assert read(south.pk).number == SHIPPED
    kept = versions(Guide.PANIC, organisation=south.pk)
    assert [each.version.number for each in kept] == [SHIPPED]


@pytest.mark.postgresql
def test_nobody_changes_a_version(sam: Operator, noon: datetime) -> None:
    """SU1."""
    write(sam, noon)

    with (
        pytest.raises(DatabaseError),
        as_organisation(sam.organisation_id, writing=True),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE records_guideversion SET cards = '[]'")
