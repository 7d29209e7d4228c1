"""Marking it begins a watch, rings a phone, and holds the plan to what was said."""

from datetime import datetime

import pytest

from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.actions.plan import keep_plan
from stillhere.actions.to_end_life import mark_to_end_life
from stillhere.actions.watch import load
from stillhere.care.plan import Terms, Words
from stillhere.care.refused import NotYours, SayItFirst
from stillhere.records.models import Contact, Duty, Entry, Operator, PlanVersion
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

pytestmark = pytest.mark.both


def mark(contact: Contact, by: Operator, now: datetime) -> int:
    return mark_to_end_life(
        contact.pk, organisation=contact.organisation_id, by=acting(by), now=now
    )


def plan(contact: Contact, by: Operator, now: datetime, *, place: str, said: bool = False) -> None:
    keep_plan(
        contact.pk,
        organisation=contact.organisation_id,
        terms=Terms(),
        words=Words(place=place),
        by=acting(by),
        now=now,
        said=said,
    )


def test_before_a_watch_it_begins_one(contact: Contact, ana: Operator, noon: datetime) -> None:
    """PL9, WA1."""
    watch = mark(contact, ana, noon)

    with as_organisation(contact.organisation_id):
        assert load(watch).watch.to_end_life


def test_twice_is_once(watch: int, contact: Contact, ana: Operator, noon: datetime) -> None:
    """PL9."""
    assert mark(contact, ana, noon) == mark(contact, ana, noon) == watch

    with as_organisation(contact.organisation_id):
        assert Entry.objects.filter(what="MeantToEndLife").count() == 1


def test_nobody_else_marks_it(contact: Contact, ben: Operator, noon: datetime) -> None:
    with pytest.raises(NotYours):
        mark(contact, ben, noon)


def test_without_a_supervisor_the_phone_of_who_is_on_call_rings(
    watch: int, contact: Contact, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """PL9."""
    organisation = contact.organisation_id
    keep_operator_number(ben.pk, "+14165550155", organisation=organisation, now=noon)
    put_on_call(ben.pk, organisation=organisation, on_call=True)

    mark(contact, ana, noon)

    with as_organisation(organisation):
        owed = Duty.objects.filter(watch_id=watch, kind="ring_person")
        assert [(d.operator_id, d.facts["why"]) for d in owed] == [(ben.pk, "supervisor_beside")]


def test_a_plan_that_was_not_said_is_not_changed(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """PL9."""
    plan(contact, ana, noon, place="12 Example Street")
    mark(contact, ana, noon)

    with pytest.raises(SayItFirst):
        plan(contact, ana, noon, place="14 Example Street")
    plan(contact, ana, noon, place="14 Example Street", said=True)

    with as_organisation(contact.organisation_id):
        said = [e.facts.get("said") for e in Entry.objects.filter(what="PlanKept").order_by("pk")]
        assert PlanVersion.objects.count() == 2
    assert said == [None, True]


def test_a_first_plan_is_made_with_them_anyway(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """PL9."""
    mark(contact, ana, noon)

    plan(contact, ana, noon, place="12 Example Street")

    with as_organisation(contact.organisation_id):
        assert PlanVersion.objects.count() == 1
