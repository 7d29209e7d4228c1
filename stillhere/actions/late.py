"""Late alarms, from the ledger that says how late each was; and that a supervisor looked into it.

Nothing is kept beside the ledger: whoever looked, when, and what was found is an entry itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.cover import policy_here
from stillhere.actions.exercise import LEARNER
from stillhere.care.late import Found, came_together, must_review
from stillhere.care.refused import AlreadyDone
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Entry
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake

BY_THE_CLOCK: Final = ("TimePassed", "ContactTimePassed")
REVIEWED: Final = "LateAlarmReviewed"
MOST: Final = 50
"""Shown at once, the oldest first; the next ones come as these are looked into."""


class NoSuchLateAlarm(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    id: int
    at: datetime
    """When it was noticed."""
    late: timedelta
    contact: int | None
    practice: bool

    @property
    def seconds(self) -> int:
        return int(self.late.total_seconds())


def late_alarms(*, organisation: int, by: Actor) -> list[Late]:
    """What nobody has looked into yet; for supervisors alone."""
    if not by.supervises:
        return []
    with as_organisation(organisation):
        open_ = _late(organisation).exclude(pk__in=_reviewed(organisation)).order_by("pk")
        found = list(open_[:MOST])
        contacts = {each.contact_id for each in found if each.contact_id is not None}
        practice = Contact.objects.filter(pk__in=contacts, practice=True)
        practised = set(practice.values_list("pk", flat=True))
    return [
        Late(
            id=each.pk,
            at=each.at,
            late=timedelta(milliseconds=each.facts["late_ms"]),
            contact=each.contact_id,
            practice=each.contact_id in practised,
        )
        for each in found
    ]


def together(lates: Sequence[Late]) -> list[list[Late]]:
    """As they stand, those noticed at once under one another: an outage is one thing to look at."""
    groups: list[list[Late]] = []
    for each in lates:
        if groups and came_together(groups[-1][-1].at, each.at):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def review(
    entry_id: int,
    *,
    organisation: int,
    by: Actor,
    found: Found,
    now: datetime,
    also: Collection[int] = (),
) -> None:
    """Each once, with an entry of its own; of `also`, what a colleague was first with is passed.

    Raises `NotYours`, `NoSuchLateAlarm`, `AlreadyDone`.
    """
    must_review(by)
    with as_organisation(organisation, writing=True):
        late = {each.pk: each for each in _late(organisation).filter(pk__in=[entry_id, *also])}
        if entry_id not in late:
            raise NoSuchLateAlarm(entry_id)
        done = set(_reviewed(organisation))
        if entry_id in done:
            raise AlreadyDone
        for number in sorted(late.keys() - done):
            _looked_into(late[number], by=by, found=found, now=now)
        transaction.on_commit(wake)


def _looked_into(entry: Entry, *, by: Actor, found: Found, now: datetime) -> None:
    ledger.write(
        REVIEWED,
        organisation=entry.organisation_id,
        now=now,
        contact=entry.contact_id,
        watch=entry.watch_id,
        operator=by.id,
        key=f"late:{entry.pk}",
        finding=found,
        number=entry.pk,
    )


def _late(organisation: int) -> QuerySet[Entry]:
    """Inside `as_organisation`, by the policy that is in force now."""
    least = policy_here(organisation).seconds("late_alarm") // timedelta(milliseconds=1)
    ours = Entry.objects.filter(organisation_id=organisation, what__in=BY_THE_CLOCK)
    exercises = Contact.objects.filter(organisation_id=organisation, facts__has_key=LEARNER)
    return ours.filter(facts__late_ms__gt=least).exclude(contact_id__in=exercises.values("pk"))


def _reviewed(organisation: int) -> list[int]:
    seen = Entry.objects.filter(organisation_id=organisation, what=REVIEWED)
    return [int(number) for number in seen.values_list("facts__number", flat=True)]
