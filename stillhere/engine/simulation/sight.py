"""What stands in the database now, read past the models: every open row, after every event."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection

WATCHES: Final = (
    "SELECT c.watch_id, c.version, c.state, c.rung, c.due_at, c.holder_id, c.clocks, c.facts,"
    " w.contact_id FROM records_watchclock c JOIN records_watch w ON w.id = c.watch_id"
)
OPEN_WATCHES: Final = f"{WATCHES} WHERE NOT (c.state = 'closed') ORDER BY c.watch_id"
"""As the index says it: SQLite recognises nothing else, and would read every watch there was."""
CONTACTS: Final = (
    "SELECT id, version, state, due_at, operator_id, watch_id, clocks, facts FROM records_contact"
)
OPEN_CONTACTS: Final = f"{CONTACTS} WHERE due_at > '' ORDER BY id"
"""Due at all; asked in this way, the index on it is used."""
ENTRIES: Final = (
    "SELECT id, at, what, contact_id, watch_id, operator_id, key, facts"
    " FROM records_entry WHERE id > ? ORDER BY id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSeen:
    id: int
    version: int
    state: str
    rung: int
    due_at: datetime | None
    holder: int | None
    clocks: Mapping[str, datetime]
    facts: Mapping[str, Any]
    contact: int

    @property
    def is_open(self) -> bool:
        return self.state != "closed"

    @property
    def is_alarming(self) -> bool:
        return self.state == "alarm" or bool(self.facts["unheld_alarm"])

    @property
    def token(self) -> Mapping[str, Any] | None:
        decided: Mapping[str, Any] | None = self.facts["decided"]
        return decided


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSeen:
    id: int
    version: int
    state: str
    due_at: datetime | None
    operator: int | None
    watch: int | None
    clocks: Mapping[str, datetime]
    facts: Mapping[str, Any]

    @property
    def is_open(self) -> bool:
        return self.state != "ended"

    @property
    def is_waiting(self) -> bool:
        return self.state in ("waiting", "ringing")

    @property
    def alarm(self) -> str | None:
        found: str | None = self.facts.get("alarm")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen:
    id: int
    at: datetime
    what: str
    contact: int | None
    watch: int | None
    operator: int | None
    key: str
    facts: Mapping[str, Any]


@dataclass(slots=True)
class Changes:
    """What the last event did: each row before (None: it was not there) and after."""

    watches: list[tuple[WatchSeen | None, WatchSeen]] = field(default_factory=list)
    contacts: list[tuple[ContactSeen | None, ContactSeen]] = field(default_factory=list)
    entries: list[EntrySeen] = field(default_factory=list)


@dataclass(slots=True)
class Sight:
    """Keeps what was seen last, so that what changed is known."""

    watches: dict[int, WatchSeen] = field(default_factory=dict)
    contacts: dict[int, ContactSeen] = field(default_factory=dict)
    last_entry: int = 0
    written: int = -1

    def look(self) -> Changes:
        written, self.written = self.written, changes_so_far()
        if written == self.written:
            return Changes()
        changes = Changes(entries=self._new_entries())
        here = {row[0]: row for row in rows(OPEN_WATCHES)}
        gone = [id for id in self.watches if id not in here]
        for row in (*here.values(), *(_one(WATCHES, "c.watch_id", id) for id in gone)):
            _take(self.watches, as_watch, row, changes.watches)
        there = {row[0]: row for row in rows(OPEN_CONTACTS)}
        left = [id for id in self.contacts if id not in there]
        for row in (*there.values(), *(_one(CONTACTS, "id", id) for id in left)):
            _take(self.contacts, as_contact, row, changes.contacts)
        return changes

    def _new_entries(self) -> list[EntrySeen]:
        found = [as_entry(row) for row in rows(ENTRIES, self.last_entry)]
        if found:
            self.last_entry = found[-1].id
        return found


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Past Django, which would take longer to ask than SQLite to answer."""
    found: list[tuple[Any, ...]] = connection.connection.execute(sql, values).fetchall()
    return found


def changes_so_far() -> int:
    """Rows written since the database was opened: the same number, and nothing has changed."""
    written: int = connection.connection.total_changes
    return written


def time_of(text: str | datetime | None) -> datetime | None:
    """SQLite keeps it without a zone, and gives a time or, of what it calculated, a text."""
    if text is None:
        return None
    found = text if isinstance(text, datetime) else datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC)


def as_watch(row: tuple[Any, ...]) -> WatchSeen:
    id, version, state, rung, due_at, holder, clocks, facts, contact = row
    return WatchSeen(
        id=id,
        version=version,
        state=state,
        rung=rung,
        due_at=time_of(due_at),
        holder=holder,
        clocks=_clocks(clocks),
        facts=json.loads(facts),
        contact=contact,
    )


def as_contact(row: tuple[Any, ...]) -> ContactSeen:
    id, version, state, due_at, operator, watch, clocks, facts = row
    return ContactSeen(
        id=id,
        version=version,
        state=state,
        due_at=time_of(due_at),
        operator=operator,
        watch=watch,
        clocks=_clocks(clocks),
        facts=json.loads(facts),
    )


def as_entry(row: tuple[Any, ...]) -> EntrySeen:
    id, at, what, contact, watch, operator, key, facts = row
    when = time_of(at)
    assert when is not None
    return EntrySeen(
        id=id,
        at=when,
        what=what,
        contact=contact,
        watch=watch,
        operator=operator,
        key=key,
        facts=json.loads(facts),
    )


def _clocks(text: str) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(due) for name, due in json.loads(text).items()}


def _one(sql: str, column: str, id: int) -> tuple[Any, ...]:
    return rows(f"{sql} WHERE {column} = ?", id)[0]


def _take(known: dict[int, Any], read: Any, row: tuple[Any, ...], into: list[Any]) -> None:
    """A row that nobody has changed is not read again; one that is over is not looked at again."""
    before = known.get(row[0])
    if before is not None and before.version == row[1]:
        return
    seen = read(row)
    into.append((before, seen))
    if seen.is_open:
        known[row[0]] = seen
    else:
        known.pop(row[0], None)
