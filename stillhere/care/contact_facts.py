"""A contact as plain values, and back: what a stored row holds beside its indexed columns."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from stillhere.care.channel import Channel
from stillhere.care.contact_state import Alarm, Contact, EndReason, Interpreter, Need, State
from stillhere.care.policy import Policy
from stillhere.care.second_look import Look
from stillhere.care.watch_events import Left
from stillhere.care.watch_facts import clocks_from, look_as_values, look_from

COLUMNS: Final = frozenset(
    {"state", "clocks", "policy", "channel", "operator", "watched", "settled"}
)
"""Kept in columns, by reference, or known from the watch beside it."""


def as_facts(contact: Contact) -> dict[str, Any]:
    """JSON-able; times as ISO strings."""
    return {
        each.name: _plain(getattr(contact, each.name))
        for each in fields(contact)
        if each.name not in COLUMNS
    }


def as_contact(
    facts: dict[str, Any],
    *,
    state: str,
    clocks: dict[str, str],
    channel: str,
    operator: int | None,
    policy: Policy,
    watched: bool = False,
    settled: bool = False,
) -> Contact:
    """What `as_facts` gave, with the columns beside it. Unknown names are ignored."""
    known = {name: _READ.get(name, _same)(facts[name]) for name in _NAMES if name in facts}
    return Contact(
        state=State(state),
        clocks=clocks_from(clocks),
        policy=policy,
        channel=Channel(channel),
        operator=operator,
        watched=watched,
        settled=settled,
        **known,
    )


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case Look():
            return look_as_values(value)
        case _:
            return value


def _same(value: Any) -> Any:
    return value


_NAMES: Final = tuple(each.name for each in fields(Contact) if each.name not in COLUMNS)
_READ: Final[dict[str, Any]] = {
    "need": Need,
    "offered_to": tuple,
    "not_for": frozenset,
    "waiting_since": datetime.fromisoformat,
    "ringing_since": lambda value: None if value is None else datetime.fromisoformat(value),
    "gone": lambda value: None if value is None else Left(value),
    "interpreter": lambda value: None if value is None else Interpreter(value),
    "alarm": lambda value: None if value is None else Alarm(value),
    "reason": lambda value: None if value is None else EndReason(value),
    "look": look_from,
}
