"""Keeping what was agreed: each choice a new version, sealed, in force at once."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import phonenumbers
from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.plan_row import newest_plan, open_clock
from stillhere.actions.watch import happen_in_transaction, until_not_overtaken
from stillhere.actions.words import CannotKeep
from stillhere.care.plan import Help, Terms, Words
from stillhere.care.refused import NotYours
from stillhere.care.to_end_life import must_be_said
from stillhere.care.watch_events import PlanChanged
from stillhere.care.watch_state import Actor
from stillhere.records.digest import word_digest
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, PlanVersion, Watch, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change, put_in
from stillhere.records.sealed import Sealer
from stillhere.records.wake import wake


class NoSuchContact(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlan:
    """The version in force, opened for one person."""

    number: int
    terms: Terms
    words: Words
    agreed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    words: bytes
    ok_digest: bytes | None
    duress_digest: bytes | None


def keep_plan(
    contact_id: int,
    *,
    organisation: int,
    terms: Terms,
    words: Words,
    by: Actor,
    now: datetime,
    said: bool = False,
) -> int:
    """A new version; on an open watch it is in force at once and the old is never dialled (PL6).

    What `terms` says of places, numbers and words follows from `words`, whatever was given.
    `said`: the caller was told of the change before it was made. Raises `NotYours`,
    `NoSuchContact`, `CannotKeep`, and `SayItFirst` (PL9).
    """
    with as_organisation(organisation):
        contact = _contact_for(contact_id, by)
        sealer = Sealer(organisation, contact.record_key)
    terms = in_keeping(terms, words)
    try:
        sealed = _seal(words, sealer, contact, now=now)
    except CannotOpen:
        raise CannotKeep from None
    return until_not_overtaken(
        lambda: _keep(
            contact_id, terms, sealed, organisation=organisation, by=by, now=now, said=said
        )
    )


def in_keeping(terms: Terms, words: Words) -> Terms:
    """The terms, made to say no more than the words hold: no green light over an empty plan."""
    steps = tuple(
        step
        for step in terms.steps
        if step.help is not Help.CONTACT
        or (step.helper is not None and step.helper < len(words.helpers))
    )
    contacts = [
        words.helpers[step.helper]
        for step in steps
        if step.help is Help.CONTACT and step.helper is not None
    ]
    return replace(
        terms,
        steps=steps,
        place_given=bool(words.place.strip()),
        contact_can_ring=all(can_ring(helper.number) for helper in contacts),
        has_ok_word=bool(words.ok_word.strip()),
        has_duress_word=bool(words.duress_word.strip()),
    )


def can_ring(number: str) -> bool:
    """Whether it is written like a number that can ring; who answers is found out by ringing."""
    try:
        found = phonenumbers.parse(number, "CA")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(found)


def open_plan(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> OpenPlan | None:
    """For who holds the watch or has the contact in hand; every opening is in the ledger.

    Raises `NotYours`, `NoSuchContact` and `CannotOpen`.
    """
    with as_organisation(organisation, writing=True):
        contact = _contact_for(contact_id, by)
        plan = newest_plan(contact.pk)
        if plan is None:
            return None
        sealer = Sealer(organisation, contact.record_key)
        ledger.write(
            "PlanOpened",
            organisation=organisation,
            now=now,
            contact=contact.pk,
            watch=contact.watch_id,
            operator=by.id,
            plan=plan.number,
        )
    words = _unseal(plan, sealer, contact)
    return OpenPlan(
        number=plan.number,
        terms=Terms.from_values(plan.terms),
        words=words,
        agreed_at=plan.agreed_at,
    )


def place_of_plan(plan: PlanVersion, contact: Contact) -> str:
    """For comparing, never for showing; empty where it cannot be read. Inside `as_organisation`."""
    try:
        return _unseal(plan, Sealer(contact.organisation_id, contact.record_key), contact).place
    except CannotOpen:
        return ""


def terms_in_force(contact_id: int, *, organisation: int) -> Terms | None:
    """What the rules see, without opening anyone's words."""
    with as_organisation(organisation):
        plan = newest_plan(_owner(contact_id))
    return None if plan is None else Terms.from_values(plan.terms)


def _contact_for(contact_id: int, by: Actor) -> Contact:
    """Whose plan it is. Whoever holds their open watch may open it, else who has the contact."""
    asked = _CONTACT.one(contact_id)
    if asked is None:
        raise NoSuchContact(contact_id)
    contact = asked.watch.contact if asked.watch else asked
    open_watch = open_clock(contact.pk)
    if by.id != (open_watch.holder_id if open_watch else asked.operator_id):
        raise NotYours
    return contact


def _to_end_life(contact: Contact) -> bool:
    """What an open watch of theirs knows (PL9)."""
    return _TO_END_LIFE.one(contact.pk) is not None


def _owner(contact_id: int) -> int:
    """The contact whose watch it is: somebody who came back may be on another one (CO10)."""
    contact = _CONTACT.one(contact_id)
    if contact is None:
        raise NoSuchContact(contact_id)
    return contact.watch.contact_id if contact.watch else contact.pk


def _seal(words: Words, sealer: Sealer, contact: Contact, *, now: datetime) -> _Sealed:
    whose = contact.record_key or contact.pk

    def digest(word: str) -> bytes | None:
        return word_digest(contact.organisation_id, whose, word) if word.strip() else None

    return _Sealed(
        words=seal_words(sealer, words, now),
        ok_digest=digest(words.ok_word),
        duress_digest=digest(words.duress_word),
    )


def seal_words(sealer: Sealer, words: Words, made_at: datetime) -> bytes:
    """For the version of the sealer's contact that is made at this time. Raises `CannotOpen`."""
    place = _place(sealer.record_key, made_at)
    return sealer.seal("plan", "words", place, json.dumps(words.as_values()))


def _unseal(plan: PlanVersion, sealer: Sealer, contact: Contact) -> Words:
    if plan.sealed_words is None:
        return Words()
    place = _place(contact.record_key, plan.made_at)
    return Words.from_values(json.loads(sealer.unseal("plan", "words", place, plan.sealed_words)))


def _place(record_key: int | None, made_at: datetime) -> str:
    return f"{record_key}@{made_at:%Y%m%dT%H%M%S.%f}"


def _keep(
    contact_id: int,
    terms: Terms,
    sealed: _Sealed,
    *,
    organisation: int,
    by: Actor,
    now: datetime,
    said: bool,
) -> int:
    with as_organisation(organisation, writing=True):
        contact = _contact_for(contact_id, by)
        before = newest_plan(contact.pk)
        must_be_said(to_end_life=_to_end_life(contact), is_change=before is not None, said=said)
        plan = PlanVersion(
            organisation_id=organisation,
            contact=contact,
            number=before.number + 1 if before else 1,
            terms=terms.as_values(),
            sealed_words=sealed.words,
            ok_digest=sealed.ok_digest,
            duress_digest=sealed.duress_digest,
            agreed_at=now if terms.read_back else None,
            made_at=now,
            made_by_id=by.id,
        )
        put_in(plan)
        ledger.write(
            "PlanKept",
            organisation=organisation,
            now=now,
            contact=contact.pk,
            operator=by.id,
            plan=plan.number,
            said=said or None,
        )
        _change_plan(plan, organisation=organisation, now=now, by=by.id)
        transaction.on_commit(wake)
    return plan.number


def _change_plan(plan: PlanVersion, *, organisation: int, now: datetime, by: int | None) -> None:
    """Inside the caller's transaction: the new version is in force on the open watch, at once."""
    found = open_clock(plan.contact_id)
    if found is None:
        return
    happen_in_transaction(
        found.pk,
        PlanChanged(terms=Terms.from_values(plan.terms)),
        organisation=organisation,
        now=now,
        by=by,
    )
    _CLOCK_FOLLOWS.make(found.pk, plan_id=plan.pk)
    _WATCH_FOLLOWS.make(found.pk, plan_id=plan.pk)


_CLOCK_FOLLOWS: Final = Change(lambda pk: WatchClock.objects.filter(pk=pk), "plan_id")
_WATCH_FOLLOWS: Final = Change(lambda pk: Watch.objects.filter(pk=pk), "plan_id")
_TO_END_LIFE: Final = Prepared(
    lambda contact: (
        WatchClock.objects.filter(watch__contact_id=contact, facts__to_end_life=True)
        .exclude(state="closed")
        .values_list("pk")
    )
)
_CONTACT: Final = Prepared(
    lambda pk: Contact.objects.filter(pk=pk).select_related("watch__contact")
)
