"""Somebody uses again within their watch: they say so, and stay for longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from stillhere.actions.watch import happen
from stillhere.care.watch_events import UsedAgain
from stillhere.engine.simulation.caller import Caller
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import WatchSeen
from stillhere.engine.simulation.staff import Seat, Staff

PRESSED: Final = 6.0
"""Seconds until who holds them has heard or read it, and pressed."""


@dataclass(slots=True)
class UsingAgain:
    scene: Scene
    staff: Staff

    def watched(self, caller: Caller, watch: WatchSeen, now: datetime) -> None:
        """Thrown with dice of its own, so that nothing else comes out otherwise."""
        dice = self.scene.load.dice("again", caller.visit.number)
        if dice.random() < self.scene.load.chances.uses_again:
            wait = dice.uniform(0.3, 0.9) * caller.visit.minutes * 60
            self.scene.agenda.after(now, wait, partial(self._say, caller, watch.id, dice))

    def _say(self, caller: Caller, watch: int, dice: Random, now: datetime) -> None:
        seat = self._who_hears(watch)
        if seat is not None and caller.can_be_heard(now):
            press = partial(self._press, caller, watch, dice)
            self.scene.agenda.after(now, seat.slowly(PRESSED, now), press)

    def _press(self, caller: Caller, watch: int, dice: Random, now: datetime) -> None:
        seat, visit = self._who_hears(watch), caller.visit
        if seat is None or caller.would_end is None:
            return
        event = UsedAgain(route=visit.route, with_sedative=visit.with_sedative)
        organisation, by = self.scene.organisation, seat.who.id
        if self.scene.attempt(
            lambda: happen(watch, event, organisation=organisation, now=now, by=by)
        ):
            self.scene.tally.used_again += 1
            longer = timedelta(minutes=visit.minutes * dice.uniform(0.3, 0.8))
            caller.would_end = max(caller.would_end, now) + longer

    def _who_hears(self, watch: int) -> Seat | None:
        """Nobody in an alarm, which is about something else."""
        seen = self.scene.sight.watches.get(watch)
        if seen is None or seen.state not in ("listening", "asking"):
            return None
        seat = self.staff.seats.get(seen.holder or 0)
        return seat if seat is not None and seat.is_here else None
