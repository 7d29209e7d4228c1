"""After a dispatch: nobody new, their others offered, three questions, and how it ended (AF3)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from stillhere.actions import ledger
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.exercise import LEARNER, is_exercise, must_be_theirs_to_see
from stillhere.actions.seats import free_for
from stillhere.actions.watch import happen_in_transaction, load
from stillhere.care.channel import Channel
from stillhere.care.debrief import Answers, must_be_somebody_else, must_be_theirs
from stillhere.care.refused import AlreadyDone
from stillhere.care.watch_events import HandOverOffered
from stillhere.care.watch_state import Actor
from stillhere.records.models import Debrief, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake


class NoSuchDebrief(Exception):
    """There is none, or it is not yours to know of."""


def open_debrief(watch_id: int, *, operator: int, organisation: int, now: datetime) -> None:
    """Inside the transaction that sent help. Once for each watch, however often help is sent."""
    _, is_new = Debrief.objects.get_or_create(
        operator_id=operator,
        watch_id=watch_id,
        defaults={"organisation_id": organisation, "opened_at": now},
    )
    if not is_new:
        return
    _write("DebriefOpened", operator, organisation, now, watch=watch_id)
    if is_exercise(load(watch_id).row):
        return  # whoever is real stays where they are
    held = WatchClock.objects.filter(organisation_id=organisation, holder_id=operator)
    others = held.exclude(state="closed").exclude(pk=watch_id).order_by("pk")
    for other in list(others.values_list("pk", flat=True)):
        _offer(other, operator, organisation, now)


def answer(
    debrief_id: int, *, organisation: int, by: Actor, answers: Answers, now: datetime
) -> None:
    """How they are, in their own numbers. Raises `NotYours`, `NoSuchDebrief`."""
    with as_organisation(organisation, writing=True):
        debrief = _found(debrief_id, organisation)
        must_be_theirs(by, about=debrief.operator_id)
        Debrief.objects.filter(pk=debrief_id).update(
            hard=answers.hard,
            energy=answers.energy,
            wants_to_talk=answers.wants_to_talk,
            answered_at=now,
        )
        _write("DebriefAnswered", by.id, organisation, now, watch=debrief.watch_id)


def come_back(*, organisation: int, by: Actor, now: datetime) -> None:
    """ "Ring me again": their own press, and nobody's reminder. Twice is once."""
    with as_organisation(organisation, writing=True):
        resting = Debrief.objects.filter(organisation_id=organisation, operator_id=by.id)
        if resting.filter(back_at__isnull=True).update(back_at=now):
            _write("BackAfterDispatch", by.id, organisation, now)


def read_the_ending(debrief_id: int, *, organisation: int, by: Actor, now: datetime) -> None:
    """They know how it ended. Raises `NotYours`."""
    with as_organisation(organisation, writing=True):
        must_be_theirs(by, about=_found(debrief_id, organisation).operator_id)
        Debrief.objects.filter(pk=debrief_id, told_at__isnull=True).update(told_at=now)


def talked(debrief_id: int, *, organisation: int, by: Actor, now: datetime) -> None:
    """A supervisor, by name, has talked with them. Raises `NotYours`, `AlreadyDone`."""
    with as_organisation(organisation, writing=True):
        debrief = _found(debrief_id, organisation)
        must_be_somebody_else(by, about=debrief.operator_id)
        must_be_theirs_to_see(debrief.watch, by)
        open_ = Debrief.objects.filter(pk=debrief_id, talked_at__isnull=True)
        if open_.update(talked_by_id=by.id, talked_at=now) != 1:
            raise AlreadyDone
        _write("Debriefed", by.id, organisation, now, watch=debrief.watch_id)


def open_debriefs(*, organisation: int, by: Actor) -> list[Debrief]:
    """Their own that are not over, and for a supervisor everybody's to be talked with."""
    with as_organisation(organisation):
        all_ = Debrief.objects.filter(organisation_id=organisation)
        asked = Q(answered_at__isnull=True) & Q(talked_at__isnull=True)
        exercise = Q(watch__contact__facts__has_key=LEARNER)
        rests = Q(back_at__isnull=True) | (asked & ~exercise)
        unread = Q(told_at__isnull=True) & ~Q(watch__outcome__state="open") & ~exercise
        wanted = Q(operator_id=by.id) & (rests | unread)
        if by.supervises:
            wanted |= Q(talked_at__isnull=True) & ~Q(operator_id=by.id) & ~exercise
        found = all_.filter(wanted).select_related("operator", "watch", "watch__outcome")
        return list(found.order_by("opened_at"))


def _found(debrief_id: int, organisation: int) -> Debrief:
    found = Debrief.objects.filter(pk=debrief_id, organisation_id=organisation).first()
    if found is None:
        raise NoSuchDebrief(debrief_id)
    return found


def _offer(watch_id: int, operator: int, organisation: int, now: datetime) -> None:
    """To whoever would be rung for them now; theirs until somebody takes them."""
    loaded = load(watch_id)
    if loaded.watch.offered_to is not None:
        return
    contact = load_contact(loaded.row.contact_id)
    free = free_for(
        organisation,
        channel=Channel(loaded.watch.channel),
        language=contact.row.language,
        policy=loaded.watch.policy,
        now=now,
    )
    others = [each for each in free if each != operator and each not in contact.contact.not_for]
    if others:
        offered = HandOverOffered(by=Actor(id=operator), to=others[0])
        happen_in_transaction(watch_id, offered, organisation=organisation, now=now, by=operator)


def _write(
    what: str, operator: int, organisation: int, now: datetime, *, watch: int | None = None
) -> None:
    ledger.write(what, organisation=organisation, now=now, watch=watch, operator=operator)
    transaction.on_commit(wake)
