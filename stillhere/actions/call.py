"""A call and the contact it belongs to: what the telephone says, and what is done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.db.models import Q

from stillhere.actions.call_means import tell
from stillhere.actions.call_row import NoSuchCall, happen_in_transaction, keep_new, load
from stillhere.actions.contact_row import Loaded
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.numbers import WITHHELD
from stillhere.actions.opening import (
    Prepared,
    alone_with,
    first_time,
    line_of,
    open_in_transaction,
    prepare,
)
from stillhere.actions.own_phone import answering_by_phone
from stillhere.actions.watch import until_not_overtaken
from stillhere.care import call as rules
from stillhere.care import call_events as happened
from stillhere.care.call import CallIsOver
from stillhere.care.call_state import Call as CareCall
from stillhere.care.call_state import Standing, State
from stillhere.care.call_wanted import follow
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact as CareContact
from stillhere.records.models import Call, Contact, Leg, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation

__all__ = [
    "NoSuchCall",
    "call_on",
    "caller_rang",
    "heard",
    "keep_up",
    "legs_of",
    "mute",
    "not_spoken_yet",
    "open_calls",
    "ring_back",
    "voice_for",
    "whose_voice",
]

OPEN_STEPS: Final = 4
"""Taken, and offered, and silent, and over: more is never owed at once."""


def caller_rang(
    *, organisation: int, line_id: int, key: str, number: str, language: str, now: datetime
) -> int | None:
    """Somebody rings: they wait in the same queue as whoever writes. None: known by that key.

    `number` may be empty, or none that can be rung; they are answered all the same (CO8).
    """
    address = number if number.startswith("+") else f"{WITHHELD}{key}"
    prepared = prepare(organisation, Channel.VOICE, address, words="", key=key)
    with as_organisation(organisation, writing=True):
        line = line_of(line_id, organisation)
        alone_with(prepared.digests)
        if not first_time(line, key, now):
            return None
        contact = open_in_transaction(prepared, line, language=language, key=key, now=now)
        call = rules.begin(now, room=f"call-{uuid4()}", key=key)
        row = keep_new(call, line=line, contact_id=contact.pk, now=now)
        _stop_ringing_out(contact, prepared, now)
    return row.pk


def heard(
    call_id: int, events: Sequence[happened.Event], *, organisation: int, now: datetime
) -> None:
    """What was seen at the exchange, each in a transaction of its own."""
    for event in events:
        _happen(call_id, event, organisation=organisation, now=now)


def keep_up(call_id: int, *, organisation: int, now: datetime) -> CareCall:
    """What the contact says by now happens to its call; then the call as it is."""
    for _ in range(OPEN_STEPS):
        with as_organisation(organisation):
            loaded = load(call_id)
            found = load_contact(loaded.row.contact_id)
            on_phones = _on_phones(found.contact, organisation)
        alone = _is_alone(found)
        event = follow(loaded.call, found.contact, on_phones=on_phones, alone=alone, now=now)
        if event is None:
            return loaded.call
        _happen(call_id, event, organisation=organisation, now=now)
    with as_organisation(organisation):
        return load(call_id).call


def _is_alone(found: Loaded) -> bool:
    """In a watch without a person: whoever holds it is at home (WA12)."""
    watch = found.row.watch
    return found.contact.watched and watch is not None and bool(watch.clock.facts.get("unattended"))


def _on_phones(contact: CareContact, organisation: int) -> frozenset[int]:
    """Inside `as_organisation`: of those who may be rung for them, who has an ordinary phone."""
    who = set(contact.offered_to)
    if contact.operator is not None:
        who.add(contact.operator)
    return answering_by_phone(organisation, who) if who else frozenset()


def ring_back(contact_id: int, *, organisation: int, now: datetime) -> bool:
    """On the call they had, with the same operator (CO9). False: there is none to ring them on."""
    with as_organisation(organisation):
        call = _going(contact_id, organisation)
    if call is None:
        return False
    try:
        _happen(call.pk, happened.RingBackDue(), organisation=organisation, now=now)
    except CallIsOver:
        return False
    return True


def mute(contact_id: int, *, organisation: int, by: int, muted: bool, now: datetime) -> None:
    """Their own end of the call, and nobody else's; a telephone that is rung anew is heard."""
    with as_organisation(organisation):
        call = _going(contact_id, organisation)
    if call is not None:
        event = happened.Muted(by=by, muted=muted)
        _happen(call.pk, event, organisation=organisation, now=now)


def open_calls(organisation: int, lines: Sequence[int]) -> list[int]:
    """Also those that are over and still have a leg to hang up."""
    with as_organisation(organisation):
        ours = Call.objects.filter(organisation_id=organisation, line_id__in=lines)
        legs = Leg.objects.filter(organisation_id=organisation, call__line_id__in=lines)
        going = legs.exclude(standing=Standing.GONE).values_list("call_id", flat=True)
        there = ours.exclude(state=State.ENDED).values_list("pk", flat=True)
        return sorted(there.union(going))  # each by an index of its own, whatever has ended since


def legs_of(call_id: int, *, organisation: int) -> list[str]:
    """By the names they have at the exchange, whatever the rules think of this call."""
    with as_organisation(organisation):
        legs = Leg.objects.filter(organisation_id=organisation, call_id=call_id)
        return list(legs.values_list("key", flat=True))


def call_on(contact_id: int, *, organisation: int) -> CareCall | None:
    """The telephone of whoever this is, in this contact or another of the same watch."""
    with as_organisation(organisation):
        call = _going(contact_id, organisation)
        return None if call is None else load(call.pk).call


def _going(contact_id: int, organisation: int) -> Call | None:
    """Inside `as_organisation`: the latest that is not over."""
    theirs = Q(contact_id=contact_id) | Q(contact__watch__contacts=contact_id)
    calls = Call.objects.filter(theirs, organisation_id=organisation)
    return calls.exclude(state=State.ENDED).order_by("-pk").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSay:
    """A notice of the contact, to be spoken."""

    id: int
    prompt: str
    language: str
    organisation: str
    """Whose voice it is: a slug."""


def not_spoken_yet(call_id: int, *, organisation: int, told: int) -> list[ToSay]:
    """What the line itself has to say to them since notice `told`, the earliest first."""
    with as_organisation(organisation):
        notices = Message.objects.filter(
            contact__call=call_id, organisation_id=organisation, kind="notice", inbound=False
        )
        new = notices.filter(pk__gt=told).order_by("pk")
        whose = ("contact__language", "organisation__slug")
        return [
            ToSay(id=pk, prompt=said, language=language, organisation=organisation)
            for pk, said, language, organisation in new.values_list("pk", "reading", *whose)
        ]


def whose_voice(organisation: int) -> str:
    """Its slug, as its recordings are filed."""
    with as_organisation(organisation):
        return str(Organisation.objects.values_list("slug", flat=True).get(pk=organisation))


def voice_for(call_id: int, key: str, *, organisation: int) -> tuple[str, str]:
    """For whoever is rung at this leg: their language, and whose voice speaks it."""
    with as_organisation(organisation):
        leg = Leg.objects.select_related("organisation").get(call_id=call_id, key=key)
        operators = Operator.objects.filter(pk=leg.who or 0)
        theirs = operators.values_list("language", flat=True).first()
        return theirs or leg.organisation.language, leg.organisation.slug


def _happen(call_id: int, event: happened.Event, *, organisation: int, now: datetime) -> None:
    """One event, one transaction, with all that it means for the contact and the watch."""

    def act() -> None:
        with as_organisation(organisation, writing=True):
            loaded, decision = happen_in_transaction(call_id, event, now=now)
            tell(loaded, decision.owed, now)

    until_not_overtaken(act)


def _stop_ringing_out(contact: Contact, prepared: Prepared, now: datetime) -> None:
    """Inside the transaction: their ringing in beats our ringing out (CO9)."""
    theirs = Call.objects.filter(
        organisation_id=contact.organisation_id,
        contact__address_digest__in=prepared.digests,
        state=State.DROPPED,
    )
    for call_id in theirs.values_list("pk", flat=True):
        happen_in_transaction(call_id, happened.RangIn(), now=now)
