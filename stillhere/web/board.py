"""What one organisation's consoles show: the same rows, in the same order, for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext

from stillhere.care.access import Role, answers
from stillhere.web.rows import CALLER

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One watch, or one contact that has no open watch."""

    id: str
    facts: Facts
    """Ready for JSON. An empty label is somebody who has not said what to call them."""
    hidden_from: frozenset[int] = frozenset()
    """Operators the caller asked not to meet: for them this person is not there (CO12)."""

    only_for: int | None = None
    """The learner whose exercise it is: on nobody else's board, in nobody else's count."""

    def is_hidden_from(self, operator: int) -> bool:
        return operator in self.hidden_from or self.only_for not in (None, operator)

    def __lt__(self, other: "Row") -> bool:
        return (self.facts["order"], self.id) < (other.facts["order"], other.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    id: int
    name: str
    role: str
    is_active: bool
    password: str
    """As stored, only to notice that it was changed: a changed password ends every sign-in."""
    state: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    at: datetime
    rows: dict[str, Row]
    people: dict[int, Colleague]
    troubles: tuple[str, ...]

    def of_everybody(self) -> list[Row]:
        """Without exercises: whatever several look at shows no one learner's."""
        return [row for row in self.rows.values() if row.only_for is None]

    def hidden_from(self, operator: int) -> frozenset[str]:
        return frozenset(row.id for row in self.rows.values() if row.is_hidden_from(operator))

    def as_facts(
        self,
        rows: Iterable[Row],
        gone: Iterable[str],
        *,
        language: str,
        hidden: frozenset[str] = frozenset(),
    ) -> Facts:
        """`rows` and `gone` since last time, and everything else as it is now."""
        all_shown = [row.facts for row in self.rows.values() if row.id not in hidden]
        shown = [row for row in sorted(rows) if row.id not in hidden]
        with translation.override(language):
            caller = gettext(CALLER)
        return {
            "at": self.at.isoformat(),
            "rows": [_labelled(row.facts, caller) for row in shown],
            "gone": [*gone, *sorted(hidden)],
            "waiting": sum(facts["waiting"] for facts in all_shown),
            "watches": sum(facts["kind"] == "watch" for facts in all_shown),
            "alarms": sum(facts["alarm"] for facts in all_shown),
            "troubles": list(self.troubles),
            "operators": [
                {"id": one.id, "name": one.name, "state": one.state}
                for one in self.people.values()
                if one.is_active and one.role in ANSWERING
            ],
        }


ANSWERING: Final = frozenset(role for role in Role if answers(role))


def _labelled(facts: Facts, caller: str) -> Facts:
    return {**facts, "label": facts["label"] or caller % {"number": facts["number"]}}


def news(before: Board | None, now: Board) -> tuple[list[Row], list[str]]:
    """Which rows are new or changed, and which are gone."""
    known = before.rows if before else {}
    changed = [row for id, row in now.rows.items() if known.get(id) is not row]
    return changed, [id for id in known if id not in now.rows]


def is_same(before: Board | None, now: Board) -> bool:
    if before is None:
        return False
    rows, gone = news(before, now)
    return not rows and not gone and before.people == now.people and before.troubles == now.troubles
