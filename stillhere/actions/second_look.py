"""Asking a second person, and what they say from their own console. Nobody is ever named for it."""

from datetime import datetime

from stillhere.actions.access import must
from stillhere.actions.aftercare import after_closing, seal_tried
from stillhere.actions.contact import after_ending
from stillhere.actions.contact_row import happen_in_transaction as happen_to_contact
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.seats import must_be_on_shift, others_on_shift
from stillhere.actions.watch import NoSuchWatch, happen_in_transaction, until_not_overtaken
from stillhere.care import contact_events, watch_events
from stillhere.care.access import may_find
from stillhere.care.contact_state import Decision as ContactDecision
from stillhere.care.contact_state import EndReason
from stillhere.care.second_look import About
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import Actor, Decision
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Watch
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer


def ask_second(
    watch_id: int,
    *,
    organisation: int,
    by: Actor,
    about: About,
    tried_words: str = "",
    now: datetime,
) -> Decision:
    """Raises `NotYours`, `DoesNotFit`, `CannotCloseSo("tried")`, `NoSuchWatch`."""
    tried = bool(tried_words.strip())
    sealed = seal_tried(watch_id, tried_words.strip(), organisation=organisation)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            alone = not others_on_shift(organisation, now, besides=by.id)
            event = watch_events.SecondAsked(by=by, about=about, tried=tried, alone=alone)
            decision = happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )
            Watch.objects.filter(pk=watch_id).update(sealed_tried=sealed)
            return decision

    return until_not_overtaken(act)


def agree(watch_id: int, *, organisation: int, by: Actor, number: int, now: datetime) -> Decision:
    """By somebody else at a live console, about the question that stands. Then it happens.

    Raises `NotOnShift`, `NotYours`, `NeedsMoreProof` (not the one who asks or holds), `DoesNotFit`
    where it is asked no more, `CannotCloseSo("supervisor")` where one is there to ask.
    """

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            row = _seen_by_second(watch_id, by, organisation, now)
            others = others_on_shift(organisation, now, besides=by.id)
            event = watch_events.SecondAgreed(
                by=by, number=number, supervisor_here=any(seat.supervises for seat in others)
            )
            decision = happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )
            if not decision.watch.is_open:
                after_closing(
                    watch_id,
                    CloseReason.CONTACT_LOST,
                    tried=None if row.sealed_tried is None else bytes(row.sealed_tried),
                    organisation=organisation,
                    now=now,
                )
            return decision

    return until_not_overtaken(act)


def say_no(watch_id: int, *, organisation: int, by: Actor, number: int, now: datetime) -> Decision:
    """Raises as `agree`. The holder reads it, and everything goes on."""
    event = watch_events.SecondRefused(by=by, number=number)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            _seen_by_second(watch_id, by, organisation, now)
            return happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )

    return until_not_overtaken(act)


def ask_to_end(
    contact_id: int, *, organisation: int, by: Actor, reason: EndReason, now: datetime
) -> ContactDecision:
    """Raises `NotYours`, `DoesNotFit` where one is enough or a watch is open."""

    def act() -> ContactDecision:
        with as_organisation(organisation, writing=True):
            alone = not others_on_shift(organisation, now, besides=by.id)
            event = contact_events.SecondAsked(by=by, reason=reason, alone=alone)
            return happen_to_contact(contact_id, event, now=now, by=by.id)

    return until_not_overtaken(act)


def agree_to_end(
    contact_id: int, *, organisation: int, by: Actor, number: int, now: datetime
) -> ContactDecision:
    """Raises as `agree`. A wrong number then keeps nothing (CO11)."""
    event = contact_events.SecondAgreed(by=by, number=number)

    def act() -> ContactDecision:
        with as_organisation(organisation, writing=True):
            before = _contact_seen_by_second(contact_id, by, organisation, now)
            decision = happen_to_contact(contact_id, event, now=now, by=by.id)
            reason = decision.contact.reason
            if reason is not None and before is not None:
                after_ending(
                    contact_id, reason, with_them=before, organisation=organisation, now=now
                )
            return decision

    return until_not_overtaken(act)


def refuse_to_end(
    contact_id: int, *, organisation: int, by: Actor, number: int, now: datetime
) -> ContactDecision:
    """Raises as `agree`."""
    event = contact_events.SecondRefused(by=by, number=number)

    def act() -> ContactDecision:
        with as_organisation(organisation, writing=True):
            _contact_seen_by_second(contact_id, by, organisation, now)
            return happen_to_contact(contact_id, event, now=now, by=by.id)

    return until_not_overtaken(act)


def tried_so_far(watch: Watch) -> str:
    """For the second person: what the holder wrote down. Unreadable is no reason not to ask."""
    if watch.sealed_tried is None:
        return ""
    place = watch.contact.record_key or watch.pk
    try:
        sealer = Sealer(watch.organisation_id, watch.contact.record_key)
        return sealer.unseal("outcome", "tried", place, watch.sealed_tried)
    except CannotOpen:
        return ""


def _seen_by_second(watch_id: int, by: Actor, organisation: int, now: datetime) -> Watch:
    must_be_on_shift(by, organisation, now)
    row = Watch.objects.filter(pk=watch_id, organisation_id=organisation).first()
    if row is None:
        raise NoSuchWatch(watch_id)
    must(may_find, row.contact_id, by)
    return row


def _contact_seen_by_second(
    contact_id: int, by: Actor, organisation: int, now: datetime
) -> int | None:
    """Who has them now."""
    must_be_on_shift(by, organisation, now)
    must(may_find, contact_id, by)
    return load_contact(contact_id).contact.operator
