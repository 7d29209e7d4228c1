"""Erasing what people said when its time is over: the key of their words goes, so the words do."""

from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.code_ending import codes_ended, no_code_here, renew_code_of
from stillhere.actions.place_sent import end_places
from stillhere.care.policy import Policy
from stillhere.records.models import Contact, RecordKey, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared_writing import Change

BATCH: Final = 50


def shred_expired(organisation: int, *, now: datetime, limit: int = BATCH) -> int:
    """How many people's words were erased. `now` should be `clock.surely()`: this has no undo."""
    with as_organisation(organisation):
        ids = list(_expired(organisation, now).values_list("pk", flat=True)[:limit])
    if not ids:
        return 0
    with as_organisation(organisation, writing=True):
        # Read again under the lock: somebody may have come back meanwhile.
        erased = list(_expired(organisation, now).filter(pk__in=ids).values_list("pk", flat=True))
        for contact in Contact.objects.filter(record_key__in=erased):
            ledger.write("WordsErased", organisation=organisation, now=now, contact=contact.pk)
            no_code_here(contact)
            end_places(organisation, now=now, contact_id=contact.pk)
        codes_ended(organisation, erased, now)
        RecordKey.objects.filter(pk__in=erased).delete()
    return len(erased)


def end_words(contact: Contact, policy: Policy, now: datetime) -> None:
    """From now their words have an end. Inside the transaction in which the contact ends."""
    until = now + policy.seconds("words_kept")
    _KEPT_UNTIL.make(contact.record_key, contact.organisation_id, expires_at=until)
    renew_code_of(contact, policy, now)


def forget_old_pages() -> None:
    """SQLite keeps what was erased in its journal until that is written back and cut."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _expired(organisation: int, now: datetime) -> QuerySet[RecordKey]:
    """Never the key of somebody who is still with us, or whom we still have to ask how it ended."""
    with_us = Contact.objects.filter(organisation_id=organisation).exclude(state="ended")
    watched = WatchClock.objects.filter(organisation_id=organisation).exclude(state="closed")
    asked_after = Contact.objects.filter(organisation_id=organisation, watch__outcome__state="open")
    keys = RecordKey.objects.filter(organisation_id=organisation, expires_at__lte=now)
    return (
        keys.exclude(pk__in=asked_after.exclude(record_key=None).values("record_key"))
        .exclude(pk__in=with_us.exclude(record_key=None).values("record_key"))
        .exclude(
            pk__in=Contact.objects.filter(watch__in=watched.values("watch"))
            .exclude(record_key=None)
            .values("record_key")
        )
        .order_by("expires_at")
    )


_KEPT_UNTIL: Final = Change(
    lambda pk, organisation: RecordKey.objects.filter(pk=pk, organisation_id=organisation),
    "expires_at",
)
