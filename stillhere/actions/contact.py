"""What is done with a contact: taken, handed on, called by a name, ended; and what time does."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.asking_as import not_named
from stillhere.actions.code_ending import no_code_here
from stillhere.actions.contact_row import (
    Loaded,
    as_rules_see,
    free_now,
    happen,
    happen_in_transaction,
    load,
    time_passed,
    who_had_them,
)
from stillhere.actions.exercise import learner_of
from stillhere.actions.joining import PerhapsSame, join_watch, perhaps_same
from stillhere.actions.opening import NoSuchLine, Opened, open_contact
from stillhere.actions.plan import NoSuchContact
from stillhere.actions.seats import must_be_on_shift, people_with
from stillhere.actions.shared import people_by
from stillhere.actions.watch import begin_watch, until_not_overtaken
from stillhere.actions.watch import happen_in_transaction as happen_to_watch
from stillhere.actions.wished import free_as_wished
from stillhere.actions.words import seal_in, sealer_of
from stillhere.care import contact_events as happened
from stillhere.care import watch_events
from stillhere.care.access import may_open_plan
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Decision, EndReason, Need
from stillhere.care.refused import DoesNotFit
from stillhere.care.roster import HandsFull, NobodyElse, has_hands
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import Actor
from stillhere.care.wished import NobodyWished
from stillhere.records.models import Console, Contact, Entry, Intake, Message
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import shred
from stillhere.records.wake import wake

__all__ = [
    "Loaded",
    "NoSuchContact",
    "NoSuchLine",
    "Opened",
    "PerhapsSame",
    "as_rules_see",
    "call_them",
    "end_contact",
    "hand_to_someone_else",
    "happen",
    "happen_in_transaction",
    "join_watch",
    "leave",
    "load",
    "open_contact",
    "perhaps_same",
    "say_need",
    "take_contact",
    "they_answered",
    "time_passes",
]


def take_contact(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """One wins; the other gets `AlreadyTaken(by)`. An open watch is taken with its contact.

    Raises `NotOnShift`, `HandsFull` (WA13), `NotYours` (CO12) too.
    """

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            loaded = load(contact_id)
            if loaded.contact.watched and loaded.row.watch_id is not None:
                must_be_on_shift(by, organisation, now)
                taken = watch_events.Taken(by=by)
                happen_to_watch(
                    loaded.row.watch_id, taken, organisation=organisation, now=now, by=by.id
                )
                return Decision(contact=load(contact_id).contact)
            if loaded.contact.is_waiting or by.supervises:
                _must_be_able(by, loaded, now)
            decision = happen_in_transaction(contact_id, happened.Taken(by=by), now=now, by=by.id)
            return _watch_who_is_down(decision, contact_id, organisation, by, now)

    return until_not_overtaken(act)


def end_contact(
    contact_id: int,
    *,
    organisation: int,
    by: Actor,
    reason: EndReason,
    now: datetime,
) -> Decision:
    """Raises `NotYours`, `DoesNotFit` with an open watch, `NeedsMoreProof` with an open alarm."""
    event = happened.Ended(by=by, reason=reason)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            if reason is EndReason.JOINED:
                _must_go_on_elsewhere(load(contact_id))
            decision = happen_in_transaction(contact_id, event, now=now, by=by.id)
            after_ending(contact_id, reason, with_them=by.id, organisation=organisation, now=now)
            return decision

    return until_not_overtaken(act)


def after_ending(
    contact_id: int, reason: EndReason, *, with_them: int, organisation: int, now: datetime
) -> None:
    """Inside the caller's transaction. `with_them`: who had them, and perhaps has nobody now."""
    if reason is EndReason.WRONG_NUMBER:
        _keep_nothing(contact_id)
    if not any(who == with_them for who, _ in people_with(organisation)):
        Console.objects.filter(operator_id=with_them).update(idle_since=now)


def hand_to_someone_else(
    contact_id: int, *, organisation: int, by: Actor, now: datetime, as_wished: bool = False
) -> Decision:
    """Either side asked for someone else; no reason is kept (CO12). Raises `NobodyElse`.

    `as_wished`: only to somebody they would like (IN7). Raises `NobodyWished`.
    """

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            loaded = load(contact_id)
            if learner_of(loaded.row.facts) is not None:
                raise NobodyElse
            free = free_now(loaded.contact, loaded.row, now)
            if as_wished:
                free = free_as_wished(loaded, by, now)
            if as_wished and not free:
                raise NobodyWished
            if loaded.contact.watched:
                _offer_watch(loaded, free, by, now)
            event = happened.HandedOn(by=by, free=free)
            return happen_in_transaction(contact_id, event, now=now, by=by.id)

    return until_not_overtaken(act)


def leave(contact_id: int, *, organisation: int, how: Left, key: str, now: datetime) -> None:
    """They hung up, pressed exit, or their connection went (CO7, CO9); the plan decides (PL4).

    Of several on one phone each has gone: for each their own plan decides (IN6).
    """

    def act() -> None:
        with as_organisation(organisation, writing=True):
            if Entry.objects.filter(contact_id=contact_id, key=key).exists():
                return
            for each in people_by(contact_id):
                _left(each, how, organisation=organisation, key=key, now=now)

    until_not_overtaken(act)


def say_need(
    contact_id: int, *, organisation: int, need: Need, now: datetime, by: Actor | None = None
) -> Decision:
    """By the operator who has them; without `by` it is the caller's own word."""
    event = happened.NeedSaid(need=need)
    if by is None:
        return happen(contact_id, event, organisation=organisation, now=now)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            must(may_open_plan, contact_id, by)
            decision = happen_in_transaction(contact_id, event, now=now, by=by.id)
            return _watch_who_is_down(decision, contact_id, organisation, by, now)

    return until_not_overtaken(act)


def they_answered(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """ "They answered me", before there is a watch. It ends an alarm of this contact."""
    event = happened.Heard(by=by)
    return happen(contact_id, event, organisation=organisation, now=now, by=by.id)


def call_them(contact_id: int, *, organisation: int, called: str, by: Actor, now: datetime) -> None:
    """What they want to be called; nothing takes it back. Raises `NotYours`, `CannotKeep`."""
    with as_organisation(organisation):
        sealer = sealer_of(must(may_open_plan, contact_id, by).row)
    name = called.strip()[:60]
    sealed = seal_in(sealer, "contact", "called", name) if name else None
    with as_organisation(organisation, writing=True):
        must(may_open_plan, contact_id, by)
        not_named(contact_id)
        Contact.objects.filter(pk=contact_id).update(sealed_called=sealed, version=F("version") + 1)
        ledger.write(
            "ContactCalled", organisation=organisation, now=now, contact=contact_id, operator=by.id
        )
        transaction.on_commit(wake)


def time_passes(contact_id: int, *, organisation: int, now: datetime) -> Decision:
    """For the clock: whatever is due happens, and who is free is looked at again."""

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            loaded = load(contact_id)
            event = time_passed(loaded, now)
            return happen_in_transaction(contact_id, event, now=now, loaded=loaded)

    return until_not_overtaken(act)


def _left(contact_id: int, how: Left, *, organisation: int, key: str, now: datetime) -> None:
    loaded = load(contact_id)
    watch = loaded.row.watch_id if loaded.contact.watched else None
    if watch is not None:
        left = watch_events.CallerLeft(how=how)
        happen_to_watch(watch, left, organisation=organisation, now=now, key=key)
    own_key = "" if watch is not None else key
    happen_in_transaction(contact_id, happened.CallerLeft(how=how), now=now, key=own_key)


def _watch_who_is_down(
    decision: Decision, contact_id: int, organisation: int, by: Actor, now: datetime
) -> Decision:
    """Nothing is asked first: the watch on who is down is there with the one who answers (CO15)."""
    contact = decision.contact
    if contact.need is Need.SOMEONE_DOWN and not (contact.watched or contact.settled):
        begin_watch(
            contact_id,
            organisation=organisation,
            by=by,
            route=None,
            with_sedative=False,
            answered_for=True,
            now=now,
        )
    return Decision(contact=load(contact_id).contact)


def _must_be_able(by: Actor, loaded: Loaded, now: datetime) -> None:
    # A person must not fall to who has just gone: nobody would notice that they had.
    seat = must_be_on_shift(by, loaded.row.organisation_id, now)
    policy = loaded.contact.policy
    if by.id in who_had_them(loaded.row, now):
        return
    if not has_hands(seat, Channel(loaded.row.channel), policy=policy):
        raise HandsFull(policy.text_watches)


def _must_go_on_elsewhere(loaded: Loaded) -> None:
    """The last way to somebody who is being watched is never ended."""
    watch = loaded.row.watch
    if watch is None or not loaded.contact.watched:
        return
    others = watch.contacts.filter(ended_at__isnull=True).exclude(pk=loaded.row.pk)
    if not others.exists():
        raise DoesNotFit("no other contact of theirs is open")


def _offer_watch(loaded: Loaded, free: tuple[int, ...], by: Actor, now: datetime) -> None:
    contact = loaded.contact
    passed_over = contact.not_for | {contact.operator, by.id}
    others = [each for each in free if each not in passed_over]
    if not others or loaded.row.watch_id is None:
        raise NobodyElse
    happen_to_watch(
        loaded.row.watch_id,
        watch_events.HandOverOffered(by=by, to=others[0]),
        organisation=loaded.row.organisation_id,
        now=now,
        by=by.id,
    )


def _keep_nothing(contact_id: int) -> None:
    """A wrong number is nobody we know: what they said and where they are is gone for good."""
    row = Contact.objects.get(pk=contact_id)
    Message.objects.filter(contact_id=contact_id).update(sealed_words=None)
    Intake.objects.filter(contact_id=contact_id).update(sealed_answers=None, refused=[])
    no_code_here(row)
    if row.record_key is not None:
        shred(row.record_key)
    Contact.objects.filter(pk=contact_id).update(
        sealed_address=None, sealed_called=None, address_digest=b"", record_key=None
    )
