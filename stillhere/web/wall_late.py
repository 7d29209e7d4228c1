"""The late alarms of the last day, from the ledger, each read once: it only ever grows."""

import json
from datetime import datetime, timedelta
from typing import Final

from stillhere.web import wall_sql as sql
from stillhere.web.board import Facts
from stillhere.web.board_calls import as_time
from stillhere.web.tap import Ask
from stillhere.web.wall_sql import FoundLate

A_DAY: Final = timedelta(days=1)
REREAD: Final = 1000
"""Entries: whatever was written beside the newest one and committed after it."""
FAR_BACK: Final = 100_000
"""Entries read at first: a day of a busy line is far less, and nobody waits for a whole ledger."""
REVIEWED: Final = "LateAlarmReviewed"
NOT_PRACTICE: Final = False


class Lates:
    def __init__(self, organisation: int) -> None:
        self.organisation = organisation
        self._read_to = 0
        self._late: dict[int, FoundLate] = {}
        self._reviewed: set[int] = set()

    def read(self, ask: Ask, now: datetime, *, least: timedelta) -> list[Facts]:
        """The newest first: with how late each was, and whether a supervisor has looked."""
        self._take_new(ask, least)
        self._late = {id: each for id, each in self._late.items() if now - as_time(each.at) < A_DAY}
        return [self._shown(each) for each in sorted(self._late.values(), reverse=True)]

    def _take_new(self, ask: Ask, least: timedelta) -> None:
        [(newest,)] = ask(sql.NEWEST_ENTRY, self.organisation)
        after = (self._read_to or newest - FAR_BACK + REREAD) - REREAD
        for found in ask(sql.LATE, NOT_PRACTICE, self.organisation, after):
            each = FoundLate(*found)
            facts = json.loads(each.facts)
            if each.what == REVIEWED:
                self._reviewed.add(int(facts["number"]))
            elif timedelta(milliseconds=facts.get("late_ms", 0)) > least:
                self._late[each.id] = each
        self._read_to = newest

    def _shown(self, late: FoundLate) -> Facts:
        return {
            "id": late.id,
            "at": as_time(late.at).isoformat(),
            "seconds": json.loads(late.facts)["late_ms"] // 1000,
            "contact": late.contact,
            "practice": bool(late.practice),
            "reviewed": late.id in self._reviewed,
        }
