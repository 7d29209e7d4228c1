"""
When a watch without a person may be offered, and how it begins (WA12).

Only while nobody is on shift, only where somebody on call has just said that misses come to
them, and only after what it is has been said to the caller, who answers yes to that sentence.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact, Decision, Need, Owe
from stillhere.care.refused import NotOffered

WRITTEN: Final = frozenset({Channel.TEXT, Channel.CHAT})
NEEDS_A_PERSON: Final = frozenset({Need.SOMEONE_DOWN, Need.IN_DANGER, Need.TALK})


def may_offer_unattended(
    contact: Contact, *, nobody_on: bool, holder: int | None, machine_hears: bool = False
) -> bool:
    """`holder`: who on call would hold it, by a yes that still counts; None where nobody has.

    `machine_hears`: the call is with a machine that speaks and hears keys. Without one nobody
    could be asked on a call, and no answer heard.
    """
    there = contact.is_waiting and contact.gone is None and not contact.watched
    told_honestly = contact.told > 0 and not contact.held_back
    could_ask = contact.channel in WRITTEN or machine_hears
    fits = could_ask and contact.need not in NEEDS_A_PERSON
    calm = not contact.settled and not contact.is_safety_event
    asked_for = not contact.unattended_declined
    someone = nobody_on and holder is not None and holder not in contact.not_for
    return there and told_honestly and fits and calm and asked_for and someone


def look_at_offer(decision: Decision, event: happened.TimePassed) -> Decision:
    """Offered as soon as it may be, taken back as soon as it may not.

    That is said where nobody's yes counts any more; where somebody is on shift, a person comes.
    """
    contact = replace(decision.contact, nobody_on=event.nobody_on)
    may = may_offer_unattended(
        contact,
        nobody_on=event.nobody_on,
        holder=event.holder,
        machine_hears=event.machine_hears,
    )
    if may == contact.unattended_offered:
        return replace(decision, contact=contact)
    changed = replace(contact, unattended_offered=may)
    told = Owe.OFFER_UNATTENDED if may else Owe.TAKE_OFFER_BACK
    still_waits = contact.is_waiting and contact.gone is None and event.nobody_on
    return replace(decision, contact=changed).owing(*((told,) if may or still_waits else ()))


def must_be_offered(contact: Contact, event: happened.UnattendedAgreed) -> int:
    """Who holds it. Raises `NotOffered`: the sentence was not said, or nobody's yes counts now."""
    if not contact.unattended_offered or event.holder is None:
        raise NotOffered
    return event.holder


def declined(contact: Contact, event: happened.UnattendedDeclined, now: datetime) -> Decision:
    """People are looked for as before; a machine is not offered again."""
    del event, now
    return Decision(contact=replace(contact, unattended_offered=False, unattended_declined=True))
