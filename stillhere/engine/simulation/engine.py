"""The engine's own parts, each turned when something is due to it, on the simulation's time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from stillhere.care.duties import Lane
from stillhere.engine.clock import Watches
from stillhere.engine.courier import LaneOfCourier
from stillhere.engine.delivering import FindLine
from stillhere.engine.presence import Presence
from stillhere.engine.simulation.sight import changes_so_far, rows, time_of

SLOWNESS: Final = 0.006
"""Seconds from a due time to the engine's turn, on average: an input, not a measurement."""
SLOWEST: Final = 0.2
AGAIN: Final = timedelta(seconds=0.25)
"""Until the next look where something due was not decided."""
DUE: Final = (
    "SELECT (SELECT min(due_at) FROM records_watchclock WHERE NOT (state = 'closed')),"
    " (SELECT min(due_at) FROM records_contact WHERE due_at IS NOT NULL),"
    " (SELECT min(max(not_before, coalesce(leased_until, not_before))) FROM records_duty"
    "  WHERE state = 'owed')"
)


@dataclass(slots=True)
class Engine:
    dice: Random
    find_line: FindLine
    watches: Watches = field(default_factory=Watches)
    presence: Presence = field(default_factory=Presence)
    lanes: tuple[LaneOfCourier, ...] = ()
    stands_until: datetime | None = None
    """Killed, and being started again."""
    looked: datetime | None = None
    _delay: timedelta = timedelta()
    _known_at: int = -1
    _known: tuple[datetime | None, ...] = ()

    def __post_init__(self) -> None:
        self.lanes = tuple(LaneOfCourier(lane, find_line=self.find_line) for lane in Lane)
        self._draw()

    def stand_still(self, until: datetime) -> None:
        self.stands_until = until

    def next_turn(self, silent: datetime | None, *, ahead: timedelta) -> datetime | None:
        """When it would act next. `silent`: when the next lost console counts as such; `ahead`:
        by how much what due times are compared with is ahead of what is written (I10).
        """
        due = [time for time in (*self._due(), silent) if time is not None]
        if not due:
            return None
        turn = min(due) - ahead
        if self.stands_until is not None:
            turn = max(turn, self.stands_until)
        if self.looked is not None and turn <= self.looked:
            return self.looked + AGAIN
        return turn + self._delay

    def turn(self, claim: datetime, now: datetime, *, silent: datetime | None) -> None:
        """`claim` is what due times are compared with."""
        watches, contacts, duties = (due is not None and due <= claim for due in self._due())
        if watches:
            self.watches.tick(claim)
        if silent is not None and silent <= claim:
            self.presence.consoles.tick(claim)  # first: whoever they had is offered to others
        if contacts:
            self.presence.contacts.tick(claim)
        if duties:
            for lane in self.lanes:
                lane.deliver_once(claim)
        self.looked = now
        self._draw()

    def _draw(self) -> None:
        self._delay = timedelta(seconds=min(SLOWEST, self.dice.expovariate(1 / SLOWNESS)))

    def _due(self) -> tuple[datetime | None, ...]:
        written = changes_so_far()
        if written != self._known_at:
            (found,) = rows(DUE)
            self._known_at, self._known = written, tuple(time_of(each) for each in found)
        return self._known
