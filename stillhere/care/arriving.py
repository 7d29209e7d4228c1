"""
What may stand in the way at first: no shared language (CO13), a wheel in their hands (IN5).

Neither is waited for. The clock starts with what is known; an interpreter joins, and they stop,
while we are with them already. Neither ever ends a watch, and no end is a penalty.
"""

from dataclasses import replace
from datetime import datetime

from stillhere.care import contact_events as happened
from stillhere.care.contact_second import must_have
from stillhere.care.contact_state import Contact, Decision, Interpreter
from stillhere.care.refused import DoesNotFit, Refused


class OnlyIfTheyChoose(Refused):
    """Somebody of theirs interprets only if the caller chooses them (CO13)."""


def no_shared_language(
    contact: Contact, event: happened.NoSharedLanguage, now: datetime
) -> Decision:
    """Said again it changes nothing: whoever interprets already goes on."""
    del now
    must_have(contact, event.by)
    return Decision(contact=replace(contact, interpreter=contact.interpreter or Interpreter.WANTED))


def interprets(contact: Contact, event: happened.Interprets, now: datetime) -> Decision:
    del now
    must_have(contact, event.by)
    if contact.interpreter is None:
        message = "nobody said that there is no shared language"
        raise DoesNotFit(message)
    if event.who is Interpreter.SOMEONE_OF_THEIRS and not event.they_chose:
        raise OnlyIfTheyChoose
    return Decision(contact=replace(contact, interpreter=event.who))


def driving_said(contact: Contact, event: happened.DrivingSaid, now: datetime) -> Decision:
    """Asked to stop first; what they do then changes nothing of what we do for them."""
    del now
    must_have(contact, event.by)
    return Decision(contact=replace(contact, driving=event.driving))


def starts_clock(contact: Contact) -> bool:
    """Not a minute of watch waits for an interpreter: begun as soon as nobody can be asked."""
    unasked = contact.interpreter is not None and contact.may_have_used
    return unasked and contact.is_open and not (contact.watched or contact.settled)
