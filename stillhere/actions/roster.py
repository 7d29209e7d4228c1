"""Coming on, beating, resting, leaving; and what happens when a console goes silent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from stillhere.actions import cover, ledger
from stillhere.actions.contact_row import free_now, load
from stillhere.actions.contact_row import happen_in_transaction as happen_to_contact
from stillhere.actions.exercise import put_away_if_it_can
from stillhere.actions.policy import as_policy, policy_in_force
from stillhere.actions.watch import happen_in_transaction as happen_to_watch
from stillhere.actions.watch import until_not_overtaken
from stillhere.care import contact_events, watch_events
from stillhere.care.access import Role, answers
from stillhere.care.contact_state import State
from stillhere.care.refused import NotOnShift
from stillhere.care.roster import (
    ConsoleElsewhere,
    NoConsole,
    Presence,
    SoundNotHeard,
)
from stillhere.records.models import Console, Contact, Operator, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change, put_in_once
from stillhere.records.wake import wake

BEATS: Final = 5
"""Seconds between two beats of a console; three may be missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    state: Presence
    """`away`: this console went silent and was given up. It comes on again, never by itself."""
    silent_at: datetime | None


def come_on(
    operator_id: int, *, organisation: int, key: str, sound_heard: bool, now: datetime
) -> Beat:
    """On shift at this console; another one of theirs is it no longer, and no exercise is open.

    Raises `SoundNotHeard`, `NoConsole`, and `NotOnShift` for who does not answer people.
    """
    if not sound_heard:
        raise SoundNotHeard
    if not key:
        raise NoConsole
    with as_organisation(organisation, writing=True):
        operator = _OPERATOR.one(operator_id, organisation)
        if operator is None or not answers(Role(operator.role)):
            raise NotOnShift
        new = Console(operator=operator, organisation_id=organisation)
        console, _ = put_in_once(new, lambda: _CONSOLE.one(operator_id))
        if console.state != Presence.ON:
            console.idle_since = now
        console.key = key
        console.state = Presence.ON
        console.beat_at = console.sound_heard_at = now
        console.due_at = silent_at(organisation, now)
        console.version += 1
        _SITS.make(console.pk, **{name: getattr(console, name) for name in SITS})
        write_down("CameOn", operator_id, organisation, now)
        put_away_if_it_can(operator_id, organisation=organisation, now=now)
        return Beat(state=Presence.ON, silent_at=console.due_at)


def beat(operator_id: int, *, organisation: int, key: str, now: datetime) -> Beat:
    """Every five seconds: the only proof that somebody is there. Raises `ConsoleElsewhere`."""
    with as_organisation(organisation, writing=True):
        console = Console.objects.filter(operator_id=operator_id, organisation_id=organisation)
        until = silent_at(organisation, now)
        here = console.filter(key=key).exclude(state=Presence.AWAY)
        if here.update(beat_at=now, due_at=until):
            return Beat(state=Presence(here.values_list("state", flat=True)[0]), silent_at=until)
        if console.exclude(state=Presence.AWAY).exists():
            raise ConsoleElsewhere
    return Beat(state=Presence.AWAY, silent_at=None)


def take_break(operator_id: int, *, organisation: int, now: datetime) -> None:
    """Rung for nobody new; who they hold stays theirs. Raises `NotOnShift`."""
    with as_organisation(organisation, writing=True):
        if not change(operator_id, organisation, Presence.BREAK):
            raise NotOnShift
        stop_ringing(operator_id, organisation, now)
        write_down("TookBreak", operator_id, organisation, now)


def lose_console(operator_id: int, *, organisation: int, now: datetime) -> bool:
    """Everyone they had is offered to others, in one transaction (WA11). False: it beat again."""

    def act() -> bool:
        with as_organisation(organisation, writing=True):
            silent = Console.objects.filter(
                operator_id=operator_id, organisation_id=organisation, due_at__lte=now
            ).exclude(state=Presence.AWAY)
            practised = silent.filter(state=Presence.PRACTICE).exists()
            if not silent.update(state=Presence.AWAY, due_at=None):
                return False
            if not practised:  # else nobody real was with them, and no phone rings for that
                _everyone_loses(operator_id, organisation, now)
            put_away_if_it_can(operator_id, organisation=organisation, now=now)
            return True

    return until_not_overtaken(act)


def _everyone_loses(operator_id: int, organisation: int, now: datetime) -> None:
    write_down("ConsoleWentSilent", operator_id, organisation, now)
    _watches_lose(operator_id, organisation, now)
    _contacts_lose(operator_id, organisation, now)
    if cover.nobody_on(organisation, now):
        cover.ask_on_call(organisation, now=now)


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


def stop_ringing(operator_id: int, organisation: int, now: datetime) -> None:
    """Contacts that rang here ring elsewhere from now."""
    for contact_id in _RINGING.all(organisation):
        loaded = load(contact_id)
        if operator_id in loaded.contact.offered_to:
            free = free_now(loaded.contact, loaded.row, now)
            lost = contact_events.ConsoleLost(operator=operator_id, free=free)
            happen_to_contact(contact_id, lost, now=now, by=operator_id)


def change(operator_id: int, organisation: int, to: Presence) -> bool:
    row = _HERE.one(operator_id, organisation)
    if row is None:
        return False
    due_at = None if to is Presence.AWAY else row.due_at
    _CHANGED.make(row.pk, state=to, version=row.version + 1, due_at=due_at)
    return True


def silent_at(organisation: int, now: datetime) -> datetime:
    policy = policy_in_force(organisation=organisation, practice=False, now=now)
    return now + as_policy(policy).seconds("console_silent")


def write_down(what: str, operator_id: int, organisation: int, now: datetime) -> None:
    ledger.write(what, organisation=organisation, now=now, operator=operator_id)
    transaction.on_commit(wake)


SITS: Final = ("key", "state", "beat_at", "sound_heard_at", "idle_since", "due_at", "version")
_OPERATOR: Final = Prepared(
    lambda pk, organisation: Operator.objects.filter(
        pk=pk, organisation_id=organisation, is_active=True
    )
)
_CONSOLE: Final = Prepared(lambda operator: Console.objects.filter(operator_id=operator))
_SITS: Final = Change(lambda pk: Console.objects.filter(pk=pk), *SITS)
_HERE: Final = Prepared(
    lambda operator, organisation: Console.objects.filter(
        operator_id=operator, organisation_id=organisation
    ).exclude(state=Presence.AWAY)
)
_CHANGED: Final = Change(lambda pk: Console.objects.filter(pk=pk), "state", "version", "due_at")
_RINGING: Final = Prepared(
    lambda organisation: (
        Contact.objects.filter(organisation_id=organisation, state=State.RINGING)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
)
