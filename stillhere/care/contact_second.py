"""Ending somebody about whom there is a doubt takes two people (CO7, CO11)."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import contact_events as happened
from stillhere.care.contact_state import Contact, Decision, EndReason, Owe
from stillhere.care.contact_waiting import end
from stillhere.care.refused import DoesNotFit, NeedsMoreProof, NotYours
from stillhere.care.second_look import Look
from stillhere.care.watch_state import Actor


def needs_second(contact: Contact, reason: EndReason) -> bool:
    """An alarm about them is open, or it was "wrong number" and they had said they used."""
    doubtful = reason is EndReason.WRONG_NUMBER and contact.said_they_used
    unsure = contact.is_safety_event and reason is not EndReason.JOINED
    return doubtful or unsure


def second_asked(contact: Contact, event: happened.SecondAsked, now: datetime) -> Decision:
    """Until somebody agrees they are with us like anybody. Where nobody is there, phones ring."""
    must_have(contact, event.by)
    if contact.watched or not needs_second(contact, event.reason):
        message = "nobody else has to agree to this"
        raise DoesNotFit(message)
    number = contact.looks + 1
    look = Look(number=number, about=event.reason, by=event.by.id, at=now)
    rings = (Owe.RING_SUPERVISOR, Owe.RING_ON_CALL) if event.alone else ()
    return Decision(contact=replace(contact, look=look, looks=number)).owing(*rings)


def second_agreed(contact: Contact, event: happened.SecondAgreed, now: datetime) -> Decision:
    del now
    look = _asked(contact, event.by, event.number)
    return Decision(contact=end(replace(contact, look=None), EndReason(look.about)))


def second_refused(contact: Contact, event: happened.SecondRefused, now: datetime) -> Decision:
    del now
    look = _asked(contact, event.by, event.number)
    return Decision(contact=replace(contact, look=replace(look, refused_by=event.by.id)))


def void_second(before: Contact, event: happened.Event, decision: Decision) -> Decision:
    """Whatever else happens, it is no longer the question that was asked, and goes."""
    after = decision.contact
    stands = isinstance(event, _NOTHING_SAID) and _alike(before) == _alike(after)
    if after.look is None or stands:
        return decision
    return replace(decision, contact=replace(after, look=None))


def must_have(contact: Contact, by: Actor) -> None:
    if contact.operator != by.id and not by.supervises:
        raise NotYours


def _asked(contact: Contact, by: Actor, number: int) -> Look:
    look = contact.look
    if look is None or not look.is_open or look.number != number or contact.watched:
        message = "nobody asks this any more"
        raise DoesNotFit(message)
    if by.id in (look.by, contact.operator):
        raise NeedsMoreProof
    return look


def _alike(contact: Contact) -> tuple[object, ...]:
    return contact.state, contact.operator, contact.alarm, contact.gone


_NOTHING_SAID: Final = (
    happened.TimePassed,
    happened.ConsoleLost,
    happened.SecondAsked,
    happened.SecondRefused,
)
