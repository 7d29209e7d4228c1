"""One watch or contact as a row of the board, said by the same rules that decide about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_noop

from stillhere.care.contact_state import Clock as ContactClock
from stillhere.care.contact_state import Contact
from stillhere.care.contact_state import State as ContactState
from stillhere.care.escalation import messages_fail
from stillhere.care.roster import Urgency, urgency
from stillhere.care.second_look import Look
from stillhere.care.watch_state import Clock, Decided, State, Watch

Facts = dict[str, Any]
Name = Callable[[int], str]
CALLER = gettext_noop("Caller %(number)s")
"""For somebody who has not said what to call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known beside the rules' own value."""

    contact: int
    version: int
    called: str
    language: str
    practice: bool
    began: datetime
    watch: int | None = None
    call: Facts | None = None
    """Their telephone, where it is with us."""


NOTHING: Final[Facts] = {
    "due": None,
    "decide_at": None,
    "holder": None,
    "offered_to": None,
    "ringing": [],
    "alarm": False,
    "waiting": False,
    "unheld": False,
    "unattended": False,
    "second_person": False,
    "look": None,
    "supervisor_wanted": False,
    "decided": None,
    "last_answer": None,
    "unknown_since": None,
    "ask_beside": False,
    "call_again": False,
    "used_up": False,
    "awake": False,
    "beside": False,
    "answered_for": False,
    "people": 1,
    "need": "",
    "call_back": False,
    "held_back": False,
    "texts_lost": False,
    "call": None,
}


def watch_row(watch: Watch, about: About, *, name: Name, now: datetime, need: str) -> Facts:
    return {
        **_shared(watch, about, now),
        "due": _iso(shown_due(watch)),
        "decide_at": _iso(decide_at(watch)),
        "holder": _person(watch.holder, name),
        "offered_to": watch.offered_to,
        "alarm": watch.is_alarming,
        "unheld": watch.holder is None,
        "unattended": watch.unattended,
        "second_person": watch.second_person,
        "look": _look(watch.look, name),
        "supervisor_wanted": watch.wants_supervisor,
        "decided": _decided(watch.decided, name),
        "last_answer": _iso(watch.last_answer_at),
        "unknown_since": _iso(watch.unknown_since),
        "ask_beside": watch.ask_beside,
        "call_again": watch.call_again,
        "used_up": watch.used_up,
        "awake": watch.awake,
        "beside": watch.beside,
        "answered_for": watch.answered_for,
        "people": watch.people,
        "pace": watch.pace(now).total_seconds(),
        "need": need,
        "texts_lost": messages_fail(watch),
    }


def contact_row(contact: Contact, about: About, *, name: Name, now: datetime) -> Facts:
    waiting = contact.is_waiting
    return {
        **_shared(contact, about, now),
        "due": None if waiting else _iso(contact.clocks.get(ContactClock.SILENCE)),
        "decide_at": _iso(contact.clocks.get(ContactClock.ALARM)) if waiting else None,
        "holder": _person(contact.operator, name),
        "ringing": list(contact.offered_to) if contact.state is ContactState.RINGING else [],
        "alarm": contact.is_alarming,
        "waiting": waiting,
        "unheld": waiting,
        "look": _look(contact.look, name),
        "pace": contact.policy.silent_start,
        "call_back": contact.call_back,
        "held_back": contact.held_back,
        "need": contact.need,
    }


def unreadable_row(about: About) -> Facts:
    """Danger: somebody is there and we cannot tell how they are. That is an alarm."""
    return {
        **_named(about),
        "state": State.ALARM,
        "order": [int(Urgency.DECIDE_NOW), about.began.isoformat()],
        "channel": "",
        "alarm": True,
        "unheld": True,
        "pace": 0,
    }


def shown_due(watch: Watch) -> datetime | None:
    """What the ring counts down to; None where only a person's act comes next."""
    match watch.state:
        case State.LISTENING:
            return watch.clocks.get(Clock.CHECK_IN)
        case State.ASKING:
            return decide_at(watch)
        case State.HELP_ON_THE_WAY:
            clock = Clock.CHECK_IN if watch.awake else Clock.HELP_ASK
            return watch.clocks.get(clock)
        case _:
            return None


def decide_at(watch: Watch) -> datetime | None:
    """When the alarm rises unless somebody answers: screens ring then, even with no connection."""
    after = watch.policy.seconds("decide_now")
    if watch.time_zero is not None:
        return watch.time_zero + after
    check_in = watch.clocks.get(Clock.CHECK_IN)
    return None if check_in is None else check_in + after


def _shared(of: Watch | Contact, about: About, now: datetime) -> Facts:
    order, since = urgency(of, now)
    return {
        **_named(about),
        "state": of.state,
        "order": [int(order), since.isoformat()],
        "channel": of.channel,
    }


def _named(about: About) -> Facts:
    watched = about.watch is not None
    return {
        **NOTHING,
        "id": f"watch-{about.watch}" if watched else f"contact-{about.contact}",
        "kind": "watch" if watched else "contact",
        "version": about.version,
        "label": about.called,
        "number": about.contact,
        "practice": about.practice,
        "language": about.language,
        "began": about.began.isoformat(),
        "url": f"/console/contacts/{about.contact}/",
        "contact": about.contact,
        "watch": about.watch,
        "call": about.call,
    }


def _decided(decided: Decided | None, name: Name) -> Facts | None:
    if decided is None:
        return None
    return {"by": name(decided.by), "id": decided.by, "at": _iso(decided.at), "help": decided.help}


def _look(look: Look | None, name: Name) -> Facts | None:
    """What a second person is asked, for as long as nobody has said no."""
    if look is None or not look.is_open:
        return None
    return {"about": look.about, "by": _person(look.by, name), "number": look.number}


def _person(id: int | None, name: Name) -> Facts | None:
    return None if id is None else {"id": id, "name": name(id)}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
