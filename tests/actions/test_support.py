"""What happened to somebody's mind: a kind, once, by whoever has them in hand."""

from datetime import datetime

import pytest

from stillhere.actions.contact import end_contact, say_need
from stillhere.actions.support import adverse_of, record_adverse, take_back_adverse
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.care.support import Adverse
from stillhere.records.models import AdverseEvent, Contact, Entry, Operator
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

pytestmark = pytest.mark.both


def record(contact: Contact, by: Operator, now: datetime, *, key: str = "one") -> None:
    record_adverse(
        contact.pk,
        organisation=contact.organisation_id,
        kind=Adverse.PANIC,
        by=acting(by),
        key=key,
        now=now,
    )


def kinds(contact: Contact) -> list[str]:
    return [each.kind for each in adverse_of(contact.pk, organisation=contact.organisation_id)]


def test_it_is_a_record_of_its_own_and_needs_no_watch(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU4: who, when, which contact; never a word."""
    record(contact, ana, noon)

    with as_organisation(contact.organisation_id):
        row = AdverseEvent.objects.get()
        entry = Entry.objects.get(what="AdverseEvent")
    assert (row.kind, row.at, row.by_id, row.watch_id) == ("panic", noon, ana.pk, None)
    assert entry.facts == {"kind": "panic"}


def test_within_a_watch_it_names_the_watch(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU4."""
    record(contact, ana, noon)

    with as_organisation(contact.organisation_id):
        assert AdverseEvent.objects.get().watch_id == watch


def test_practice_is_marked_as_practice(contact: Contact, ana: Operator, noon: datetime) -> None:
    """SU4: what is only played is never counted."""
    with as_organisation(contact.organisation_id, writing=True):
        Contact.objects.filter(pk=contact.pk).update(practice=True)
    record(contact, ana, noon)

    with as_organisation(contact.organisation_id):
        assert AdverseEvent.objects.get().practice


def test_a_double_press_is_one_event(contact: Contact, ana: Operator, noon: datetime) -> None:
    """SU4."""
    record(contact, ana, noon)
    record(contact, ana, noon)
    record(contact, ana, noon, key="two")

    assert kinds(contact) == ["panic", "panic"]
    with as_organisation(contact.organisation_id):
        assert Entry.objects.filter(what="AdverseEvent").count() == 2


def test_nobody_records_it_of_somebody_elses_caller(
    contact: Contact, ben: Operator, noon: datetime
) -> None:
    """SU4."""
    with pytest.raises(NotYours):
        record(contact, ben, noon)

    assert kinds(contact) == []


def test_what_was_a_mistake_counts_no_more_and_was_never_edited(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU4."""
    record(contact, ana, noon)
    with as_organisation(contact.organisation_id):
        event = AdverseEvent.objects.get().pk
    shared = {"contact_id": contact.pk, "organisation": contact.organisation_id}
    take_back_adverse(event, **shared, by=acting(ana), now=noon)

    with pytest.raises(AlreadyDone):
        take_back_adverse(event, **shared, by=acting(ana), now=noon)

    assert kinds(contact) == []
    with as_organisation(contact.organisation_id):
        assert AdverseEvent.objects.get().kind == "panic"
        assert Entry.objects.filter(what__startswith="AdverseEvent").count() == 2


def test_somebody_who_only_talked_ends_without_ever_being_watched(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU4."""
    organisation = contact.organisation_id
    say_need(contact.pk, organisation=organisation, need=Need.TALK, by=acting(ana), now=noon)
    record(contact, ana, noon)

    ended = end_contact(
        contact.pk,
        organisation=organisation,
        by=acting(ana),
        reason=EndReason.NO_WATCH_NEEDED,
        now=noon,
    )

    assert not ended.contact.is_open
    assert not ended.contact.watched
    record(contact, ana, noon, key="afterwards")
    assert kinds(contact) == ["panic", "panic"]
