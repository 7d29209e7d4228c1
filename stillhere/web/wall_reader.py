"""Reads the wall by raw SQL, beside the board: one whole picture, for those who supervise."""

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any, Final

from stillhere.care.access import Role, answers
from stillhere.care.policy import Policy
from stillhere.care.roster import Presence
from stillhere.web import wall_sql as sql
from stillhere.web.board import Board, Facts
from stillhere.web.board_calls import as_time
from stillhere.web.tap import Ask
from stillhere.web.wall_late import Lates
from stillhere.web.wall_sql import FoundOperator

MISSED: Final = timedelta(seconds=8)
"""One beat was missed, and some: the wall says so before the rules give the console up."""
FIRST: Final = (Presence.ON, Presence.BREAK, Presence.AWAY)


class WallReader:
    """One organisation's wall, read again and again."""

    def __init__(self, organisation: int) -> None:
        self.organisation = organisation
        self._lates = Lates(organisation)

    def read(self, ask: Ask, board: Board, now: datetime) -> Facts:
        """The same for everybody who looks; who may not meet whom counts, and has no name here."""
        ours = self.organisation
        people = [FoundOperator(*each) for each in ask(sql.OPERATORS, ours)]
        lines = ask(sql.LINES, ours)
        policy = self._policy(ask, practice=all(practice for *_, practice in lines))
        [(open_, overdue)] = ask(sql.OUTCOMES, ours)
        [(set_aside,)] = ask(sql.SET_ASIDE, ours)
        rows = [row.facts for row in board.of_everybody()]
        return {
            "operators": _operators(people, rows, now),
            "on_call": [
                {"name": each.name, "has_number": bool(each.has_number)}
                for each in people
                if each.on_call
            ],
            "lines": _lines(lines, dict(ask(sql.WAITING, ours)), board),
            "promise": policy.unanswered,
            "call_backs": sum(row["call_back"] for row in rows) + set_aside,
            "outcomes": {"open": open_, "overdue": overdue},
            "late": self._lates.read(ask, now, least=policy.seconds("late_alarm")),
        }

    def _policy(self, ask: Ask, *, practice: bool) -> Policy:
        """Of the lines for real callers, where there are any; the defaults until one is kept."""
        found = ask(sql.POLICY, self.organisation, practice)
        return Policy.as_kept(json.loads(found[0][0])) if found else Policy()


def _operators(people: list[FoundOperator], rows: list[Facts], now: datetime) -> list[Facts]:
    """Whoever is here first; of those who are here, whoever sits there in order of name."""
    held = Counter(row["holder"]["id"] for row in rows if row["holder"])
    answering = [each for each in people if answers(Role(each.role))]
    shown = [_operator(each, held[each.id], now) for each in answering]
    return sorted(shown, key=lambda each: FIRST.index(each["state"]))


def _operator(found: FoundOperator, held: int, now: datetime) -> Facts:
    beat = None if found.beat_at is None else as_time(found.beat_at)
    # Whoever practises with somebody invented is not here for anybody.
    state = Presence.AWAY if found.state == Presence.PRACTICE else found.state
    here = state != Presence.AWAY
    silent = here and beat is not None and now - beat > MISSED
    return {
        "id": found.id,
        "number": found.number,
        "name": found.name,
        "state": state,
        "held": held,
        "speaks": json.loads(found.speaks),
        "rests": bool(found.rests),
        "silent_since": beat.isoformat() if silent and beat else None,
    }


def _lines(found: list[tuple[Any, ...]], lines_of: dict[int, int], board: Board) -> list[Facts]:
    """How many wait by each, and since when whoever has waited longest."""
    since: dict[int, list[str]] = {}
    for contact, line in lines_of.items():
        row = board.rows.get(f"contact-{contact}")
        if row is not None and row.facts["waiting"] and not row.facts["held_back"]:
            since.setdefault(line, []).append(row.facts["order"][1])
    return [
        {
            "id": id,
            "name": name or slug,
            "practice": bool(practice),
            "waiting": len(since.get(id, ())),
            "longest": min(since.get(id, ()), default=None),
        }
        for id, name, slug, practice in found
    ]
