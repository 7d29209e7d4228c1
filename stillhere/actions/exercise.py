"""An exercise: somebody invented, for one learner alone. It rings nobody and is in no count."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q

from stillhere.actions import ledger
from stillhere.care.watch_state import State
from stillhere.records.models import Contact, Debrief, Duty, Outcome, RecordKey, Watch, WatchClock
from stillhere.records.wake import wake

LEARNER: Final = "learner"
"""In a contact's facts, beside the rules' own: whose exercise it is."""
PUT_AWAY: Final = "ExercisePutAway"


def learner_of(facts: Mapping[str, Any]) -> int | None:
    """None: no exercise, and so everybody's."""
    found: int | None = facts.get(LEARNER)
    return found


def is_exercise(watch: Watch) -> bool:
    return learner_of(watch.contact.facts) is not None


def put_away(operator: int, *, organisation: int, now: datetime) -> None:
    """Inside the transaction. Nobody real is in an exercise: it ends whole, however it stands."""
    mine = Contact.objects.filter(
        organisation_id=organisation, practice=True, facts__learner=operator
    )
    watches = WatchClock.objects.filter(watch__in=mine.exclude(watch=None).values("watch"))
    unfinished = mine.filter(ended_at__isnull=True) | mine.filter(
        watch__in=watches.exclude(state=State.CLOSED).values("watch")
    )
    ids = list(unfinished.distinct().values_list("pk", flat=True))
    for contact in ids:
        ledger.write(
            PUT_AWAY, organisation=organisation, now=now, contact=contact, operator=operator
        )
    _end(Contact.objects.filter(pk__in=ids), now)
    _no_more_owed(Watch.objects.filter(contact__in=mine), operator, now)
    transaction.on_commit(wake)


def _end(contacts: Any, now: datetime) -> None:
    ids = list(contacts.values_list("pk", flat=True))
    watches = list(contacts.exclude(watch=None).values_list("watch_id", flat=True))
    keys = list(contacts.exclude(record_key=None).values_list("record_key", flat=True))
    open_ = WatchClock.objects.filter(pk__in=watches).exclude(state=State.CLOSED)
    open_.update(state=State.CLOSED, clocks={}, due_at=None, version=F("version") + 1)
    Watch.objects.filter(pk__in=watches, closed_at__isnull=True).update(closed_at=now)
    owed = Duty.objects.filter(Q(contact_id__in=ids) | Q(watch_id__in=watches), state="owed")
    owed.update(state="not_wanted", ended_at=now)
    ended = Contact.objects.filter(pk__in=ids, ended_at__isnull=True)
    ended.update(state="ended", clocks={}, due_at=None, ended_at=now, version=F("version") + 1)
    RecordKey.objects.filter(pk__in=keys, expires_at__isnull=True).update(expires_at=now)


def _no_more_owed(watches: Any, operator: int, now: datetime) -> None:
    """Nobody is asked after who never was, and nobody rests from an exercise they left."""
    outcomes = Outcome.objects.filter(watch__in=watches, state="open")
    outcomes.update(state="unknown", due_at=None, ended_at=now)
    rests = Debrief.objects.filter(watch__in=watches, operator_id=operator, back_at__isnull=True)
    rests.update(back_at=now)
