"""One event happens to one contact: load, decide, save, and owe what must be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from stillhere.actions import cover, ledger
from stillhere.actions.call_speaks import machine_hears
from stillhere.actions.contact_duties import no_longer_wanted, owe_for_contact
from stillhere.actions.exercise import learner_of, must_be_theirs
from stillhere.actions.place_sent import end_places
from stillhere.actions.plan import NoSuchContact
from stillhere.actions.rings_again import who_had
from stillhere.actions.seats import free_for
from stillhere.actions.shred import end_words
from stillhere.actions.watch import Overtaken, until_not_overtaken
from stillhere.care import contact as rules
from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_facts import as_contact, as_facts
from stillhere.care.contact_state import Clock, Decision, State
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.duties import Kind
from stillhere.care.policy import Policy as CarePolicy
from stillhere.care.watch_facts import clocks_as_values
from stillhere.records.models import Contact, Entry, Policy
from stillhere.records.organisations import as_organisation, current_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change
from stillhere.records.wake import wake

POLICY: Final = "policy"
"""Beside the rules' own facts: the id of the policy version this contact began with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    contact: CareContact
    row: Contact
    version: int


def happen(
    contact_id: int,
    event: happened.Event,
    *,
    organisation: int,
    now: datetime,
    by: int | None = None,
    key: str = "",
) -> Decision:
    """One event, one transaction. A `key` that has been heard before has no second effect.

    Raises a `Refused` of the rules, `NoSuchContact`, or `Overtaken` after five lost races.
    """

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            return happen_in_transaction(contact_id, event, now=now, by=by, key=key)

    return until_not_overtaken(act)


def happen_in_transaction(
    contact_id: int,
    event: happened.Event,
    *,
    now: datetime,
    by: int | None = None,
    key: str = "",
    loaded: Loaded | None = None,
) -> Decision:
    """As `happen`, for an action that has opened its own transaction.

    `loaded`: the contact as this transaction has read it already.
    """
    loaded = loaded or load(contact_id)
    if key and _HEARD.one(contact_id, key):
        return Decision(contact=loaded.contact)
    must_be_theirs(loaded.row.facts, event, by)
    decision = rules.decide(loaded.contact, event, now)
    if decision.contact == loaded.contact and not decision.owed:
        return decision
    _save(loaded, decision.contact, now)
    if _is_worth_an_entry(event, loaded.contact, decision):
        _write_entry(loaded.row, event, decision, now=now, by=by, key=key)
    _no_longer(loaded.contact, decision.contact, contact_id, now)
    owe_for_contact(row=loaded.row, after=decision.contact, owed=decision.owed, now=now)
    transaction.on_commit(wake)
    return decision


def load(contact_id: int) -> Loaded:
    """Inside `as_organisation`. Raises `NoSuchContact`."""
    row = _CONTACT.one(contact_id, current_organisation())
    if row is None:
        raise NoSuchContact(contact_id)
    return Loaded(contact=as_rules_see(row), row=row, version=row.version)


def as_rules_see(row: Contact) -> CareContact:
    """Inside `as_organisation`. While a watch is open, who holds it has the contact."""
    watched = row.watch is not None and row.watch.clock.state != "closed"
    return as_contact(
        {"waiting_since": row.began_at.isoformat(), **row.facts},
        state=row.state,
        clocks=row.clocks or _one_clock(row),
        channel=row.channel,
        operator=row.watch.clock.holder_id if watched and row.watch else row.operator_id,
        policy=_policy_of(row),
        watched=watched,
        settled=row.watch is not None and not watched,
    )


def _policy_of(row: Contact) -> CarePolicy:
    """The version they began with; what cannot be found is what we ship, never no clock at all."""
    found = _POLICY.one(row.facts.get(POLICY))
    return CarePolicy() if found is None else CarePolicy.as_kept(found)


def _one_clock(row: Contact) -> dict[str, str]:
    """An open row whose clocks were lost is still looked at when it is due, and starts again."""
    return {} if row.due_at is None else {Clock.SILENCE: row.due_at.isoformat()}


def columns(contact: CareContact, **beside: Any) -> dict[str, Any]:
    """What a row keeps of a contact; `beside`: facts that are not the rules' own."""
    return {
        "state": contact.state,
        "clocks": clocks_as_values(contact.clocks),
        "due_at": contact.due_at,
        "operator_id": contact.operator,
        "facts": {**beside, **as_facts(contact)},
    }


def free_now(contact: CareContact, row: Contact, now: datetime) -> tuple[int, ...]:
    """Inside `as_organisation`: whom this contact would ring (CO1). An exercise: nobody."""
    if learner_of(row.facts) is not None:
        return ()
    free = free_for(
        row.organisation_id,
        channel=Channel(row.channel),
        language=row.language,
        policy=contact.policy,
        now=now,
        asked_for=contact.asked_for,
        skill=contact.wished,
    )
    return tuple(dict.fromkeys((*who_had_them(row, now), *free)))


def who_had_them(row: Contact, now: datetime) -> tuple[int, ...]:
    """Inside `as_organisation`: on the telephone, before their line dropped."""
    if row.channel != Channel.VOICE:
        return ()
    return who_had(row.organisation_id, (bytes(row.address_digest),), now)


def time_passed(loaded: Loaded, now: datetime) -> happened.TimePassed:
    """Inside `as_organisation`: time, and who could answer or be rung at this moment."""
    row, contact = loaded.row, loaded.contact
    if not contact.is_waiting:
        # Whoever has somebody is rung by nobody: then who is free need not be asked.
        free = free_now(contact, row, now) if contact.operator is None else ()
        return happened.TimePassed(free=free)
    holder = cover.holder_now(row.organisation_id, now=now, policy=contact.policy)
    return happened.TimePassed(
        free=free_now(contact, row, now),
        nobody_on=cover.nobody_on(row.organisation_id, now),
        holder=holder.by if holder else None,
        machine_hears=holder is not None and machine_hears(row),
    )


def _save(loaded: Loaded, after: CareContact, now: datetime) -> None:
    row, version = loaded.row, loaded.version
    kept = {"version": version + 1, **columns(after, **row.facts)}
    if not after.is_open:
        kept["ended_at"] = row.ended_at or now
    change = _SAVE if after.is_open else _END
    if change.make(row.pk, version, **kept) != 1:
        raise Overtaken(row.pk)
    if not after.is_open:
        end_words(loaded.row, after.policy, now)
        if not loaded.contact.watched:
            end_places(loaded.row.organisation_id, now=now, contact_id=loaded.row.pk)


def _is_worth_an_entry(event: happened.Event, before: CareContact, decision: Decision) -> bool:
    """Looking again for somebody free is no event; words have an entry of their own."""
    if isinstance(event, happened.WordsSaid):
        return False
    if not isinstance(event, happened.TimePassed):
        return True
    after = decision.contact
    return bool(decision.owed) or (before.state, before.alarm) != (after.state, after.alarm)


def _write_entry(
    row: Contact,
    event: happened.Event,
    decision: Decision,
    *,
    now: datetime,
    by: int | None,
    key: str,
) -> None:
    said = {name: getattr(event, name) for name in _SAYABLE if hasattr(event, name)}
    ledger.write(
        f"Contact{type(event).__name__}",
        organisation=row.organisation_id,
        now=now,
        contact=row.pk,
        watch=row.watch_id,
        operator=by,
        key=key,
        after=decision.contact.state,
        late_ms=decision.late_ms or None,
        **said,
    )


def _no_longer(before: CareContact, after: CareContact, contact_id: int, now: datetime) -> None:
    if before.is_waiting and not after.is_waiting:
        no_longer_wanted(contact_id, now, Kind.TEXT_CALLER)
    rang = before.is_waiting or before.is_alarming or before.look is not None
    if rang and not after.is_waiting and not after.is_alarming:
        no_longer_wanted(contact_id, now, Kind.RING_PERSON)
    if (before.gone is not None and after.gone is None) or after.state is State.ENDED:
        no_longer_wanted(contact_id, now, Kind.RING_CALLER)


def _unchanged(pk: int, version: int) -> QuerySet[Contact]:
    return Contact.objects.filter(pk=pk, version=version)


_CONTACT: Final = Prepared(
    lambda pk, organisation: Contact.objects.filter(
        pk=pk, organisation_id=organisation
    ).select_related("watch__clock")
)
_SAVED: Final = ("version", "state", "clocks", "due_at", "operator_id", "facts")
_SAVE: Final = Change(_unchanged, *_SAVED)
_END: Final = Change(_unchanged, *_SAVED, "ended_at")
_HEARD: Final = Prepared(
    lambda contact, key: Entry.objects.filter(contact_id=contact, key=key).values_list("pk")[:1]
)
_POLICY: Final = Prepared(lambda pk: Policy.objects.filter(pk=pk).values_list("values", flat=True))
_SAYABLE: Final = ("how", "need", "number", "reason")
