"""Words are erased when their time is over, and never while somebody is still with us."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.shred import shred_expired
from stillhere.records.keys import KeyGone
from stillhere.records.models import Contact, Entry, Organisation, RecordKey
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer
from tests.somebody import a_contact, a_line

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]


@pytest.fixture
def ended(organisation: Organisation, noon: datetime) -> Contact:
    contact = a_contact(a_line(organisation), now=noon)
    over = noon + timedelta(days=1)
    with as_organisation(organisation.pk, writing=True):
        Contact.objects.filter(pk=contact.pk).update(state="ended", ended_at=noon)
        RecordKey.objects.filter(pk=contact.record_key or 0).update(expires_at=over)
    return contact


def test_before_its_time_nothing_is_erased(ended: Contact, noon: datetime) -> None:
    assert shred_expired(ended.organisation_id, now=noon + timedelta(hours=23)) == 0


def test_words_whose_time_is_over_never_open_again(ended: Contact, noon: datetime) -> None:
    erased = shred_expired(ended.organisation_id, now=noon + timedelta(days=1))
    with as_organisation(ended.organisation_id):
        sealer = Sealer(ended.organisation_id, ended.record_key)

    assert erased == 1
    with pytest.raises(KeyGone):
        sealer.unseal("contact", "address", ended.record_key or 0, ended.sealed_address or b"")


def test_erasing_is_written_down(ended: Contact, noon: datetime) -> None:
    shred_expired(ended.organisation_id, now=noon + timedelta(days=1))
    with as_organisation(ended.organisation_id):
        entry = Entry.objects.get(what="WordsErased")

    assert (entry.contact_id, entry.facts) == (ended.pk, {})


def test_somebody_still_with_us_keeps_their_words(ended: Contact, noon: datetime) -> None:
    with as_organisation(ended.organisation_id, writing=True):
        Contact.objects.filter(pk=ended.pk).update(state="waiting", due_at=noon)

    assert shred_expired(ended.organisation_id, now=noon + timedelta(days=9)) == 0
