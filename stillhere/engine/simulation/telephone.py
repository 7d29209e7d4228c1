"""The telephone company of the simulation: takes texts and rings, loses some, reports late, twice.

The courier knows it as a `Line` like any other; what it reports comes back through the same
actions as a real provider's webhooks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from stillhere.actions.delivery import arrived, not_arrived, picked_up
from stillhere.engine.simulation.agenda import Agenda
from stillhere.engine.simulation.load import Load
from stillhere.lines.line import Capabilities, NotNow, OutcomeUnknown, Progress, Receipt
from stillhere.lines.line import Line as Reaches
from stillhere.records.models import Line

Heard = Callable[[str, str, str, datetime], None]
"""number, words, key, when: somebody's phone shows a text."""
Rings = Callable[[str, str, datetime], float | None]
"""number, key, when: seconds until they pick up; None: nobody does."""
RINGS_FOR: Final = 30.0
"""Seconds."""


@dataclass(slots=True)
class Telephone:
    load: Load
    agenda: Agenda
    organisation: int
    heard: Heard
    rung: Rings
    picked: Callable[[str, str, datetime], None]
    capabilities: Capabilities = field(
        default_factory=lambda: Capabilities(texts=True, rings=True, reports=True, finds=True)
    )
    taken: dict[str, str] = field(default_factory=dict)
    """Key to what became of it."""

    def line_for(self, _line: Line) -> Reaches:
        return self

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        if key not in self.taken:
            self._take(key, now)
            self._carry_text(to, body, key, now)
        return self._answer(key, now)

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        del say
        if key not in self.taken:
            self._take(key, now)
            self._ring(to, key, now)
        return self._answer(key, now)

    def find(self, key: str) -> Receipt | None:
        if key not in self.taken:
            return None
        return Receipt(key=key, progress=Progress.ACCEPTED)

    def _take(self, key: str, now: datetime) -> None:
        if self.load.dice("company", key, now).random() < self.load.chances.lost_text:
            raise NotNow("The simulation's telephone company is busy.")
        self.taken[key] = "taken"

    def _answer(self, key: str, now: datetime) -> Receipt:
        if self.load.dice("answer", key, now).random() < self.load.chances.lost_text:
            raise OutcomeUnknown("The simulation's telephone company did not answer.")
        return Receipt(key=key, progress=Progress.ACCEPTED)

    def _carry_text(self, to: str, body: str, key: str, now: datetime) -> None:
        dice = self.load.dice("text", key)
        wait = dice.uniform(0.5, 4)
        if dice.random() < self.load.chances.lost_text:
            self._report(key, now, wait + 20, not_arrived)
            return
        self.agenda.after(now, wait, lambda at: self.heard(to, body, key, at))
        self._report(key, now, wait + dice.uniform(0, 3), arrived)

    def _ring(self, to: str, key: str, now: datetime) -> None:
        after = self.rung(to, key, now)
        if after is None:
            self._report(key, now, RINGS_FOR, not_arrived, how="unanswered")
            return
        self._report(key, now, after, picked_up)
        self.agenda.after(now, after, lambda at: self.picked(to, key, at))

    def _report(
        self, key: str, now: datetime, wait: float, tell: Callable[..., None], **how: str
    ) -> None:
        """Some come twice, and some of those minutes later."""
        dice = self.load.dice("report", key)

        def report(at: datetime) -> None:
            tell(key, organisation=self.organisation, now=at, **how)

        self.agenda.after(now, wait, report)
        if dice.random() < self.load.chances.twice:
            late = dice.uniform(60, 600) if dice.random() < self.load.chances.late else 1.0
            self.agenda.after(now, wait + late, report)
