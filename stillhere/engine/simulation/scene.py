"""What everybody in the simulation shares: the agenda, the house, what stands in the database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from stillhere.actions.plan import NoSuchContact
from stillhere.actions.watch import NoSuchWatch
from stillhere.care.refused import Refused
from stillhere.engine.simulation.agenda import Agenda
from stillhere.engine.simulation.caller import Caller
from stillhere.engine.simulation.house import House
from stillhere.engine.simulation.load import Load
from stillhere.engine.simulation.sight import Sight
from stillhere.engine.simulation.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """Somebody outside was told yes: from then on it has to be there."""

    table: str
    contact: int
    key: str


@dataclass(slots=True, kw_only=True)
class Scene:
    load: Load
    house: House
    agenda: Agenda = field(default_factory=Agenda)
    sight: Sight = field(default_factory=Sight)
    tally: Tally = field(default_factory=Tally)
    by_contact: dict[int, Caller] = field(default_factory=dict)
    by_watch: dict[int, Caller] = field(default_factory=dict)
    by_number: dict[str, Caller] = field(default_factory=dict)
    """Whoever is with us on this number now."""
    acknowledged: list[Acknowledged] = field(default_factory=list)
    written_down: set[tuple[int, str]] = field(default_factory=set)
    """Contact and key of every message among them."""
    silent_since: Callable[[int, datetime], datetime | None] = lambda _operator, _now: None
    """Since when this operator's console has counted as silent; None: it beats."""

    @property
    def organisation(self) -> int:
        return self.house.organisation

    def attempt(self, act: Callable[[], object]) -> bool:
        """As a page does: a refusal is told and nothing has changed."""
        try:
            act()
        except (Refused, NoSuchContact, NoSuchWatch) as refusal:
            self.tally.refused[type(refusal).__name__] += 1
            return False
        return True

    def acknowledge(self, table: str, contact: int, key: str) -> None:
        self.acknowledged.append(Acknowledged(table=table, contact=contact, key=key))
        if table == "message":
            self.written_down.add((contact, key))

    def from_outside(self, caller: Caller, now: datetime, act: Callable[[datetime], None]) -> None:
        """It takes a moment, sometimes minutes, and some of it comes twice."""
        dice, chances = caller.dice, self.load.chances
        slow = dice.random() < chances.twice * chances.late
        wait = dice.uniform(60, 300) if slow else dice.uniform(0.1, 2.5)
        self.agenda.after(now, wait, act)
        if dice.random() < chances.twice:
            self.tally.repeated += 1
            again = dice.uniform(60, 600) if dice.random() < chances.late else dice.uniform(0, 5)
            self.agenda.after(now, wait + again, act)
