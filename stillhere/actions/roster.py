"""Coming on, beating, resting, leaving; and what happens when a console goes silent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from stillhere.actions import ledger
from stillhere.actions.contact_row import free_now, load
from stillhere.actions.contact_row import happen_in_transaction as happen_to_contact
from stillhere.actions.policy import as_policy, policy_in_force
from stillhere.actions.seats import people_with, seats
from stillhere.actions.watch import happen_in_transaction as happen_to_watch
from stillhere.actions.watch import until_not_overtaken
from stillhere.care import contact_events, watch_events
from stillhere.care.access import Role, answers
from stillhere.care.contact_state import State
from stillhere.care.refused import NotOnShift
from stillhere.care.roster import (
    ConsoleElsewhere,
    Presence,
    SoundNotHeard,
    StillHolding,
    on_shift,
)
from stillhere.records.models import Console, Contact, DueConsole, Operator, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake

BEATS: Final = 5
"""Seconds between two beats of a console; three may be missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    state: Presence
    """`away`: this console went silent and was given up. It comes on again, never by itself."""
    silent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A leaving that was allowed."""

    was_last: bool
    """Nobody is on shift any more: ring on-call before you close the door (WA13)."""


def come_on(
    operator_id: int, *, organisation: int, key: str, sound_heard: bool, now: datetime
) -> Beat:
    """On shift at this console; another one of theirs is it no longer.

    Raises `SoundNotHeard`, and `NotOnShift` for who does not answer people.
    """
    if not sound_heard:
        raise SoundNotHeard
    with as_organisation(organisation, writing=True):
        found = Operator.objects.filter(pk=operator_id, organisation_id=organisation)
        operator = found.filter(is_active=True).first()
        if operator is None or not answers(Role(operator.role)):
            raise NotOnShift
        console, _ = Console.objects.get_or_create(
            operator=operator, defaults={"organisation_id": organisation}
        )
        if console.state != Presence.ON:
            console.idle_since = now
        console.key = key
        console.state = Presence.ON
        console.beat_at = console.sound_heard_at = now
        console.due_at = _silent_at(organisation, now)
        console.version += 1
        console.save()
        _write("CameOn", operator_id, organisation, now)
        return Beat(state=Presence.ON, silent_at=console.due_at)


def beat(operator_id: int, *, organisation: int, key: str, now: datetime) -> Beat:
    """Every five seconds: the only proof that somebody is there. Raises `ConsoleElsewhere`."""
    with as_organisation(organisation, writing=True):
        console = Console.objects.filter(operator_id=operator_id, organisation_id=organisation)
        until = _silent_at(organisation, now)
        here = console.filter(key=key).exclude(state=Presence.AWAY)
        if here.update(beat_at=now, due_at=until):
            return Beat(state=Presence(here.values_list("state", flat=True)[0]), silent_at=until)
        if console.exclude(state=Presence.AWAY).exists():
            raise ConsoleElsewhere
    return Beat(state=Presence.AWAY, silent_at=None)


def take_break(operator_id: int, *, organisation: int, now: datetime) -> None:
    """Rung for nobody new; who they hold stays theirs. Raises `NotOnShift`."""
    with as_organisation(organisation, writing=True):
        if not _change(operator_id, organisation, Presence.BREAK):
            raise NotOnShift
        _stop_ringing(operator_id, organisation, now)
        _write("TookBreak", operator_id, organisation, now)


def leave(operator_id: int, *, organisation: int, now: datetime) -> Gone:
    """Raises `StillHolding(people)`: nobody is left behind (WA11)."""

    def act() -> Gone:
        with as_organisation(organisation, writing=True):
            if held := _held_by(operator_id, organisation):
                raise StillHolding(held)
            if _change(operator_id, organisation, Presence.AWAY):
                _stop_ringing(operator_id, organisation, now)
                _write("WentOff", operator_id, organisation, now)
            left = [seat for seat in seats(organisation) if on_shift(seat, now)]
            return Gone(was_last=not left)

    return until_not_overtaken(act)


def silent_consoles(now: datetime) -> list[tuple[int, int]]:
    """For the engine, of every organisation: (organisation, operator) whose beats stopped."""
    silent = DueConsole.objects.filter(due_at__lte=now)
    return list(silent.values_list("organisation_id", "operator_id").order_by("due_at"))


def lose_console(operator_id: int, *, organisation: int, now: datetime) -> bool:
    """Everyone they had is offered to others, in one transaction (WA11). False: it beat again."""

    def act() -> bool:
        with as_organisation(organisation, writing=True):
            silent = Console.objects.filter(
                operator_id=operator_id, organisation_id=organisation, due_at__lte=now
            ).exclude(state=Presence.AWAY)
            if not silent.update(state=Presence.AWAY, due_at=None):
                return False
            _write("ConsoleWentSilent", operator_id, organisation, now)
            _watches_lose(operator_id, organisation, now)
            _contacts_lose(operator_id, organisation, now)
            return True

    return until_not_overtaken(act)


def _held_by(operator_id: int, organisation: int) -> int:
    """Counted twice on purpose: by contacts, and by watches, whatever became of their contacts."""
    with_them = people_with(organisation)
    held = WatchClock.objects.filter(organisation_id=organisation, holder_id=operator_id)
    people = sum(number for (who, _), number in with_them.items() if who == operator_id)
    return max(people, held.exclude(state="closed").count())


def _watches_lose(operator_id: int, organisation: int, now: datetime) -> None:
    theirs = (
        Q(holder_id=operator_id)
        | Q(facts__offered_to=operator_id)
        | Q(facts__decided__by=operator_id)
    )
    open_ = WatchClock.objects.filter(theirs, organisation_id=organisation)
    lost = watch_events.ConsoleLost(operator=operator_id)
    watches = list(open_.exclude(state="closed").order_by("pk").values_list("pk", flat=True))
    for watch in watches:
        happen_to_watch(watch, lost, organisation=organisation, now=now, by=operator_id)


def _contacts_lose(operator_id: int, organisation: int, now: datetime) -> None:
    open_ = Contact.objects.filter(organisation_id=organisation, ended_at__isnull=True)
    theirs = open_.filter(Q(operator_id=operator_id) | Q(state=State.RINGING))
    for contact_id in list(theirs.order_by("pk").values_list("pk", flat=True)):
        loaded = load(contact_id)
        contact = loaded.contact
        if contact.operator == operator_id or operator_id in contact.offered_to:
            lost = contact_events.ConsoleLost(
                operator=operator_id, free=free_now(contact, loaded.row, now)
            )
            happen_to_contact(contact_id, lost, now=now, by=operator_id)


def _stop_ringing(operator_id: int, organisation: int, now: datetime) -> None:
    """Contacts that rang here ring elsewhere from now."""
    ringing = Contact.objects.filter(organisation_id=organisation, state=State.RINGING)
    for contact_id in list(ringing.order_by("pk").values_list("pk", flat=True)):
        loaded = load(contact_id)
        if operator_id in loaded.contact.offered_to:
            free = free_now(loaded.contact, loaded.row, now)
            lost = contact_events.ConsoleLost(operator=operator_id, free=free)
            happen_to_contact(contact_id, lost, now=now, by=operator_id)


def _change(operator_id: int, organisation: int, to: Presence) -> bool:
    console = Console.objects.filter(operator_id=operator_id, organisation_id=organisation)
    row = console.exclude(state=Presence.AWAY).first()
    if row is None:
        return False
    row.state = to
    row.version += 1
    row.due_at = None if to is Presence.AWAY else row.due_at
    row.save(update_fields=["state", "version", "due_at"])
    return True


def _silent_at(organisation: int, now: datetime) -> datetime:
    policy = policy_in_force(organisation=organisation, practice=False, now=now)
    return now + as_policy(policy).seconds("console_silent")


def _write(what: str, operator_id: int, organisation: int, now: datetime) -> None:
    ledger.write(what, organisation=organisation, now=now, operator=operator_id)
    transaction.on_commit(wake)
