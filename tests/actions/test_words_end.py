"""From the moment a contact ends, what was said in it has an end."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.aftercare import open_outcome
from stillhere.actions.contact import end_contact
from stillhere.actions.shred import shred_expired
from stillhere.care.contact_state import EndReason
from stillhere.records.models import Contact, Operator, RecordKey, WatchClock
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

pytestmark = pytest.mark.both


def test_when_a_contact_ends_its_words_have_a_day_left(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    organisation = contact.organisation_id
    end_contact(
        contact.pk, organisation=organisation, by=acting(ana), reason=EndReason.ENDED, now=noon
    )

    with as_organisation(organisation):
        key = RecordKey.objects.get(pk=contact.record_key or 0)
    assert key.expires_at == noon + timedelta(days=1)


def test_nothing_is_erased_while_we_still_have_to_ask_how_it_ended(
    contact: Contact, watch: int, noon: datetime
) -> None:
    """AF2."""
    organisation = contact.organisation_id
    with as_organisation(organisation, writing=True):
        open_outcome(watch, organisation=organisation, now=noon)
        WatchClock.objects.filter(pk=watch).update(state="closed", due_at=None)
        Contact.objects.filter(pk=contact.pk).update(state="ended", due_at=None)
        RecordKey.objects.filter(pk=contact.record_key or 0).update(expires_at=noon)

    assert shred_expired(organisation, now=noon + timedelta(days=2)) == 0
