"""
A call-back: for who cannot wait. It stays open, and people are looked for all the same (CO4).

Whoever answers that phone is told nothing (CO9): until the caller has been heard, no text, no
voicemail, and to anyone else only "sorry, wrong number".
"""

from dataclasses import replace
from datetime import datetime

from stillhere.care import contact_events as happened
from stillhere.care.contact_second import must_have
from stillhere.care.contact_state import Clock, Contact, Decision, Owe
from stillhere.care.pausing import met
from stillhere.care.refused import DoesNotFit
from stillhere.care.watch_events import Left


def call_back_asked(contact: Contact, event: happened.CallBackAsked, now: datetime) -> Decision:
    """Their place in the queue is kept, and so is every promise that was running.

    By a paused line it is a word that they need us: they are met from now (CO16).
    """
    wanted = replace(
        met(contact, now),
        call_back=True,
        has_number=contact.has_number or event.with_number,
        gone=None,
        our_turn=True,
    ).without(Clock.GONE)
    if contact.call_back and contact.has_number == wanted.has_number:
        return Decision(contact=wanted)
    return Decision(contact=wanted).owing(
        Owe.SAY_CALL_BACK if wanted.has_number else Owe.SAY_COME_BACK
    )


def stays_for_call_back(contact: Contact, how: Left) -> bool:
    """They may hang up; where there is no number, only a page that lost its connection waits."""
    if not (contact.call_back and contact.is_waiting):
        return False
    return contact.has_number or how is Left.GONE


def rang_back(contact: Contact, event: happened.RangBack, now: datetime) -> Decision:
    """Not heard yet: it stays open with whoever rang, and nothing is sent to that phone."""
    must_have(contact, event.by)
    if not contact.call_back:
        message = "they did not ask to be rung back"
        raise DoesNotFit(message)
    tried = replace(contact, rung_back=contact.rung_back + 1, gone=contact.gone or Left.HUNG_UP)
    silent = now + contact.policy.seconds("silent_start")
    return Decision(contact=tried.ring(Clock.SILENCE, at=silent))
