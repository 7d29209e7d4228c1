"""
A line paused for who is new, and who is met all the same (CO16).

Somebody who decides for the line paused it, with a reason. Nobody is dropped for it: whoever is
in danger, calls, or comes back is met like anybody; the others are told at once where else there
is help, and how to say that they need us here. They stand on every board until a person has them.
Who could not be told is met like anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.clocks import Clocks
from stillhere.care.contact_state import Clock, Contact, Decision, State
from stillhere.care.contact_waiting import queue_up


class WhyPaused(StrEnum):
    """Said by whoever pauses, in the ledger and on the line's page; callers are not told why."""

    NOBODY_THERE = "nobody_there"
    MOVED = "moved"
    """People are to come by another line."""
    REPAIR = "repair"
    FLOOD = "flood"
    """Somebody sends more than anybody could answer."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    why: WhyPaused
    at: datetime
    by: int

    def as_values(self) -> dict[str, Any]:
        return {"why": self.why.value, "at": self.at.isoformat(), "by": self.by}

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        return cls(
            why=WhyPaused(values["why"]),
            at=datetime.fromisoformat(values["at"]),
            by=values["by"],
        )


def is_held_back(contact: Contact) -> bool:
    """As it is when they reach a paused line. A call has no second word: it is never held back."""
    return not (contact.channel is Channel.VOICE or contact.coming_back or contact.said_they_used)


def hold_back(contact: Contact, now: datetime) -> Contact:
    """On every board and told where else; nothing rings for them, and no time ends it."""
    waiting = replace(contact, state=State.WAITING, held_back=True, clocks=Clocks())
    return waiting.ring(Clock.RING, at=now + contact.policy.seconds("pace_slow"))


def met(contact: Contact, now: datetime) -> Contact:
    """They need us all the same: from now they wait like anybody, and every promise starts."""
    if not contact.held_back:
        return contact
    return queue_up(replace(contact, held_back=False), (), now)


def not_told(contact: Contact, event: happened.NotTold, now: datetime) -> Decision:
    """They know of no other way, and not that a second word brings people: nothing holds them."""
    del event
    return Decision(contact=met(contact, now))
