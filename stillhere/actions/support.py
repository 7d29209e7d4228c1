"""Recording what happened to somebody's mind: by kind, once, by whoever has them in hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.contact_row import Loaded
from stillhere.care.access import may_open_plan
from stillhere.care.refused import AlreadyDone
from stillhere.care.support import Adverse
from stillhere.care.watch_state import Actor
from stillhere.records.models import AdverseEvent
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    id: int
    kind: Adverse
    at: datetime


def record_adverse(
    contact_id: int, *, organisation: int, kind: Adverse, by: Actor, key: str, now: datetime
) -> None:
    """The same `key` twice is one event. Raises `NotYours` and `NoSuchContact`."""
    with as_organisation(organisation, writing=True):
        loaded = must(may_open_plan, contact_id, by)
        _, is_new = AdverseEvent.objects.get_or_create(
            contact_id=contact_id,
            key=key,
            defaults={
                "organisation_id": organisation,
                "watch_id": loaded.row.watch_id,
                "practice": loaded.row.practice,
                "kind": kind,
                "at": now,
                "by_id": by.id,
            },
        )
        if is_new:
            _write("AdverseEvent", loaded, kind, by=by, now=now)


def take_back_adverse(
    event_id: int, *, contact_id: int, organisation: int, by: Actor, now: datetime
) -> None:
    """Recorded by mistake: it counts no more, and that it was there stays in the ledger.

    Raises `NotYours`, `NoSuchContact`, and `AlreadyDone` where there is nothing to take back.
    """
    with as_organisation(organisation, writing=True):
        loaded = must(may_open_plan, contact_id, by)
        counted = AdverseEvent.objects.filter(
            pk=event_id, contact_id=contact_id, taken_back_at__isnull=True
        )
        found = counted.first()
        if found is None or counted.update(taken_back_at=now) != 1:
            raise AlreadyDone
        _write("AdverseEventTakenBack", loaded, Adverse(found.kind), by=by, now=now)


def adverse_of(contact_id: int, *, organisation: int) -> list[Recorded]:
    """What counts, for whoever has them in hand."""
    with as_organisation(organisation):
        rows = AdverseEvent.objects.filter(contact_id=contact_id, taken_back_at__isnull=True)
        return [
            Recorded(id=row.pk, kind=Adverse(row.kind), at=row.at) for row in rows.order_by("pk")
        ]


def _write(what: str, loaded: Loaded, kind: Adverse, *, by: Actor, now: datetime) -> None:
    ledger.write(
        what,
        organisation=loaded.row.organisation_id,
        now=now,
        contact=loaded.row.pk,
        watch=loaded.row.watch_id,
        operator=by.id,
        kind=kind,
    )
    transaction.on_commit(wake)
