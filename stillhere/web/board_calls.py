"""Of the calls of one person, what a row of the board says: the line, and how quiet it is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from stillhere.care.call_state import State
from stillhere.web.board_sql import FoundCall, FoundContact, FoundWatch

Calls = tuple[FoundCall, ...]


class CallsOfRows:
    """All calls of a board, gone through once, however many rows ask for theirs."""

    def __init__(self, calls: Iterable[FoundCall]) -> None:
        self._of_watch: dict[int | None, list[FoundCall]] = defaultdict(list)
        self._of_contact: dict[int, list[FoundCall]] = defaultdict(list)
        for each in calls:
            self._of_watch[each.watch].append(each)
            self._of_contact[each.contact].append(each)

    def of(self, found: FoundWatch | FoundContact) -> Calls:
        """All that belong to this row, the earliest first."""
        if isinstance(found, FoundWatch):
            return tuple(self._of_watch.get(found.watch, ()))
        return tuple(self._of_contact.get(found.contact, ()))


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
