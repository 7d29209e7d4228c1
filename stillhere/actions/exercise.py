"""An exercise: somebody invented, for one learner alone. It rings nobody and is in no count."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q

from stillhere.actions import ledger
from stillhere.care.access import may_enter
from stillhere.care.refused import NotYours
from stillhere.care.watch_state import Actor, State
from stillhere.records.models import Contact, Debrief, Duty, Outcome, RecordKey, Watch, WatchClock
from stillhere.records.wake import wake

LEARNER: Final = "learner"
"""In a contact's facts, beside the rules' own: whose exercise it is."""
OF_LEARNER: Final = f"facts__{LEARNER}"
"""The same, as the records are asked for it."""
PUT_AWAY: Final = "ExercisePutAway"
log = logging.getLogger(__name__)


def learner_of(facts: Mapping[str, Any]) -> int | None:
    """None: no exercise, and so everybody's."""
    found: int | None = facts.get(LEARNER)
    return found


def is_exercise(watch: Watch) -> bool:
    return learner_of(watch.contact.facts) is not None


def must_be_theirs(facts: Mapping[str, Any], event: object, by: int | None = None) -> None:
    """Of an exercise only its learner is part: whoever else acts in it, or is offered it, is not.

    Raises `NotYours`. What the caller does, and what time does, has nobody's name.
    """
    learner = learner_of(facts)
    actor = getattr(event, "by", None)
    named = (by, getattr(event, "to", None), actor.id if isinstance(actor, Actor) else None)
    if not all(each is None or may_enter(each, learner) for each in named):
        raise NotYours


def must_be_theirs_to_see(watch: Watch, by: Actor) -> None:
    """Raises `NotYours` for everybody but the learner of an exercise."""
    if not may_enter(by.id, learner_of(watch.contact.facts)):
        raise NotYours


def put_away(operator: int, *, organisation: int, now: datetime) -> None:
    """Inside the transaction. Nobody real is in an exercise: it ends whole, however it stands."""
    mine = Contact.objects.filter(
        organisation_id=organisation, practice=True, facts__learner=operator
    )
    if not mine.exists():
        return
    watches = _only_theirs(mine)
    running = WatchClock.objects.filter(watch__in=watches).exclude(state=State.CLOSED)
    unfinished = mine.filter(ended_at__isnull=True) | mine.filter(
        pk__in=running.values("watch__contact")
    )
    ids = list(unfinished.distinct().values_list("pk", flat=True))
    for contact in ids:
        ledger.write(
            PUT_AWAY, organisation=organisation, now=now, contact=contact, operator=operator
        )
    _end(Contact.objects.filter(pk__in=ids), list(watches.values_list("pk", flat=True)), now)
    _no_more_owed(watches, operator, now)
    transaction.on_commit(wake)


def put_away_if_it_can(operator: int, *, organisation: int, now: datetime) -> None:
    """Inside the transaction. Whatever is wrong with an exercise, what is real goes on."""
    try:
        with transaction.atomic():
            put_away(operator, organisation=organisation, now=now)
    except Exception:
        log.exception("an exercise could not be put away")


def _only_theirs(mine: Any) -> Any:
    """Watches that began in an exercise of theirs, and by which nobody else is reached."""
    others = Contact.objects.filter(watch__contact__in=mine).exclude(pk__in=mine)
    began = Watch.objects.filter(contact__in=mine, practice=True)
    return began.exclude(pk__in=others.values("watch"))


def _end(contacts: Any, watches: list[int], now: datetime) -> None:
    ids = list(contacts.values_list("pk", flat=True))
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
