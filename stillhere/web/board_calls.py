"""Of the calls of one person, what a row of the board says: the line, and how quiet it is."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from stillhere.care.call_state import State
from stillhere.web.board_sql import FoundCall, FoundContact, FoundWatch

Calls = tuple[FoundCall, ...]


def calls_of(found: FoundWatch | FoundContact, calls: Iterable[FoundCall]) -> Calls:
    """All that belong to this row, the earliest first."""
    if isinstance(found, FoundWatch):
        return tuple(each for each in calls if each.watch == found.watch)
    return tuple(each for each in calls if each.contact == found.contact)


def call_shown(calls: Calls) -> dict[str, Any] | None:
    """The latest that goes on. None: there is none, or the telephone is not with us."""
    going = [each for each in calls if each.state != State.ENDED]
    if not going:
        return None
    latest = going[-1]
    return {
        "state": latest.state,
        "quiet_since": _iso(latest.quiet_since),
        "bad_since": _iso(latest.bad_since),
        "dropped_at": _iso(latest.dropped_at),
    }


def as_time(value: datetime | str) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _iso(value: datetime | str | None) -> str | None:
    return None if value is None else as_time(value).isoformat()
