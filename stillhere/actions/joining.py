"""Perhaps the same person: a number never identifies, a person joins, joining clears nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.contact_row import load
from stillhere.actions.exercise import is_exercise, learner_of
from stillhere.actions.opening import open_watches_at
from stillhere.actions.watch import (
    Overtaken,
    happen_in_transaction,
    tell_apart,
    until_not_overtaken,
)
from stillhere.actions.watch import load as load_watch
from stillhere.care.access import may_open_plan
from stillhere.care.channel import Channel
from stillhere.care.refused import DoesNotFit, WatchIsClosed
from stillhere.care.watch_events import CallerReturned, Taken
from stillhere.care.watch_state import Actor, State
from stillhere.records.models import Contact, Watch, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsSame:
    watch_id: int
    contact_id: int
    """The contact whose watch it is."""
    holder: int | None
    began_at: datetime


def perhaps_same(contact_id: int, *, organisation: int) -> list[PerhapsSame]:
    """Open watches at the same address, for who has this contact in hand (CO8)."""
    with as_organisation(organisation):
        row = load(contact_id).row
        digest = bytes(row.address_digest)
        if not digest:
            return []
        there = open_watches_at(organisation, (digest,)).exclude(watch_id=row.watch_id or 0)
        return _told(there)


def could_be(contact_id: int, *, organisation: int) -> list[PerhapsSame]:
    """Every open watch that somebody without one may turn out to have, wherever it came from.

    Whoever lost their telephone and comes back by the page says so themself (CO10): nothing that
    we keep tells it.
    """
    with as_organisation(organisation):
        row = load(contact_id).row
        if row.watch_id is not None or learner_of(row.facts) is not None:
            return []
        open_ = WatchClock.objects.filter(
            organisation_id=organisation,
            watch__practice=row.practice,
            watch__contact__facts__learner__isnull=True,
        )
        return _told(open_.exclude(state=State.CLOSED))


def _told(there: QuerySet[WatchClock]) -> list[PerhapsSame]:
    return [
        PerhapsSame(
            watch_id=clock.watch_id,
            contact_id=clock.watch.contact_id,
            holder=clock.holder_id,
            began_at=clock.watch.began_at,
        )
        for clock in there.select_related("watch").order_by("watch__began_at")
    ]


def join_watch(
    contact_id: int, *, organisation: int, watch_id: int, by: Actor, now: datetime
) -> None:
    """The same person, says a person: this contact is another way to the same watch (CO10).

    An unheld watch is held from now by whoever has its caller before them. Raises `NotYours`,
    `WatchIsClosed`, `NoSuchWatch`, and `DoesNotFit` for a contact with another open watch, and
    where one of the two is practice and the other is not, or is an exercise.
    """
    until_not_overtaken(
        lambda: _join(contact_id, organisation=organisation, watch_id=watch_id, by=by, now=now)
    )


def _join(contact_id: int, *, organisation: int, watch_id: int, by: Actor, now: datetime) -> None:
    with as_organisation(organisation, writing=True):
        loaded = must(may_open_plan, contact_id, by)
        if loaded.row.watch_id == watch_id:
            return
        if loaded.contact.watched:
            raise DoesNotFit("two watches are never made one")
        watch = load_watch(watch_id)
        if not watch.watch.is_open or watch.row.organisation_id != organisation:
            raise WatchIsClosed
        _must_be_as_real(loaded.row, watch.row)
        # The watch before its contacts, here as everywhere: two in turned order would lock.
        if watch.watch.holder is None:
            taken = Taken(by=by)
            happen_in_transaction(watch_id, taken, organisation=organisation, now=now, by=by.id)
        back = CallerReturned(channel=Channel(loaded.row.channel))
        happen_in_transaction(watch_id, back, organisation=organisation, now=now, by=by.id)
        unchanged = Contact.objects.filter(pk=contact_id, version=loaded.version)
        holder = load_watch(watch_id).watch.holder
        joined = {"watch_id": watch_id, "operator_id": holder, "version": loaded.version + 1}
        if unchanged.update(**joined, facts={**loaded.row.facts, "look": None}) != 1:
            raise Overtaken(contact_id)
        tell_apart(loaded.row, now)
        ledger.write(
            "ContactJoined",
            organisation=organisation,
            now=now,
            contact=contact_id,
            watch=watch_id,
            operator=by.id,
        )
        transaction.on_commit(wake)


def _must_be_as_real(row: Contact, watch: Watch) -> None:
    """Nobody invented is ever the same person as somebody real."""
    if row.practice != watch.practice:
        raise DoesNotFit("one is practice, and the other is not")
    if learner_of(row.facts) is not None or is_exercise(watch):
        raise DoesNotFit("an exercise is one learner's alone")
