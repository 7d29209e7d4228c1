"""
The live feed: tells every console what has changed. `feed_thread.py` runs it.

State, not a log: whoever comes, or comes back, is given everything first, and afterwards what
changed. A tick follows a look at the records and nothing else does, so a console that counts
from the last tick knows how old its picture is.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from typing import Any, Final

from stillhere.care.access import Role
from stillhere.records.pulse import beat
from stillhere.web.admission import is_signed_in, is_welcome
from stillhere.web.board import Board, Row, is_same, news
from stillhere.web.board_reader import Reader
from stillhere.web.of_nobody import of_nobody
from stillhere.web.streams import Stream, event
from stillhere.web.tap import Tap
from stillhere.web.walls import Walls

TICK: Final = timedelta(seconds=1)
"""Whatever the wake-up says, everything is read again this often."""
REST: Final = timedelta(milliseconds=100)
"""Between two readings, however much is going on."""
CHECK: Final = timedelta(seconds=2)
"""How often a sign-in is looked at again; a revoked one is gone within five."""
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Feed:
    def __init__(self) -> None:
        self._arrivals: SimpleQueue[Stream] = SimpleQueue()
        self._streams: set[Stream] = set()
        self._newcomers: set[Stream] = set()
        """Who has not been given everything yet."""
        self._readers: dict[int, Reader] = {}
        self._boards: dict[int, Board] = {}
        self._walls = Walls()
        self._is_stale = True
        self._read_at = self._ticked_at = self._checked_at = LONG_AGO

    def join(self, stream: Stream) -> None:
        """From any thread. The next turn gives it a whole snapshot."""
        self._arrivals.put(stream)

    def end_all(self) -> None:
        self._welcome_arrivals()
        for stream in self._streams:
            stream.end()
        self._streams.clear()

    def turn(self, tap: Tap, now: datetime, *, changed: bool) -> None:
        """One look around. Raises whatever the tap raises; then nobody is told anything."""
        self._welcome_arrivals()
        self._is_stale = self._is_stale or changed or bool(self._newcomers)
        waited = now - self._read_at
        if waited < REST or not (self._is_stale or waited >= TICK):
            return
        check = now - self._checked_at >= CHECK
        for organisation, streams in self._by_organisation().items():
            with tap.look(organisation) as ask:
                board = self._reader(organisation).read(ask, now)
                due = streams if check else streams & self._newcomers
                unknown = {one for one in due if not is_signed_in(one, ask, now)}
            welcome = {one for one in streams - unknown if is_welcome(one, board)}
            self._newcomers |= {one for one in welcome if one.turns(now)}
            new = welcome & self._newcomers
            shown = {one for one in welcome if not one.locked}
            welcome -= self._walls.tell(tap, board, organisation, shown, new)
            self._send_away(streams - welcome)
            self._tell(organisation, board, {one for one in welcome if one.operator})
        self._done(tap, now, check=check)

    def _done(self, tap: Tap, now: datetime, *, check: bool) -> None:
        if not self._streams:
            with tap.look() as ask:
                ask("SELECT 1")
        beat()
        self._is_stale, self._read_at = False, now
        self._newcomers.clear()
        if check:
            self._checked_at = now
        if now - self._ticked_at >= TICK:
            self._ticked_at = now
            self._tick(now)

    def _welcome_arrivals(self) -> None:
        while not self._arrivals.empty():
            self._newcomers.add(self._arrivals.get_nowait())
        self._streams = {one for one in self._streams | self._newcomers if not one.is_over}

    def _by_organisation(self) -> dict[int, set[Stream]]:
        found: dict[int, set[Stream]] = defaultdict(set)
        for stream in self._streams:
            found[stream.organisation].add(stream)
        for gone in self._boards.keys() - found.keys():
            del self._boards[gone], self._readers[gone]
            self._walls.forget(gone)
        return found

    def _reader(self, organisation: int) -> Reader:
        return self._readers.setdefault(organisation, Reader(organisation))

    def _tell(self, organisation: int, board: Board, streams: set[Stream]) -> None:
        before = self._boards.get(organisation)
        self._boards[organisation] = board
        _give("snapshot", board, board.rows.values(), (), streams & self._newcomers)
        if not is_same(before, board):
            rows, gone = news(before, board)
            _give("rows", board, rows, gone, streams - self._newcomers)

    def _send_away(self, streams: set[Stream]) -> None:
        for stream in streams:
            stream.end()
        self._streams -= streams

    def _tick(self, now: datetime) -> None:
        told = event("tick", json.dumps({"at": now.isoformat()}))
        for stream in self._streams:
            stream.give(told)


def _give(
    name: str, board: Board, rows: Iterable[Row], gone: Iterable[str], streams: set[Stream]
) -> None:
    """Written once for all who see the same; only `you` is each console's own."""
    written: dict[Any, str] = {}
    for stream in streams:
        hidden = board.hidden_from(stream.operator)
        alike = (stream.language, hidden, stream.locked)
        if alike not in written:
            facts = board.as_facts(rows, gone, language=stream.language, hidden=hidden)
            facts = of_nobody(facts) if stream.locked else facts
            written[alike] = json.dumps(facts, separators=(",", ":"))
        stream.give(event(name, f'{{"you":{_you(stream, board)},{written[alike][1:]}'))


def _you(stream: Stream, board: Board) -> str:
    person = board.people[stream.operator]
    key_ok = bool(person.key) and person.key == stream.key
    facts = {"id": person.id, "state": person.state, "key_ok": key_ok, "locked": stream.locked}
    return json.dumps({**facts, "supervises": person.role == Role.SUPERVISOR})
