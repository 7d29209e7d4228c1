"""A second person at their own console: asked whether they saw it too, or agree to an end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from stillhere.actions.second_look import agree, agree_to_end, refuse_to_end, say_no
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import ContactSeen, WatchSeen
from stillhere.engine.simulation.staff import Seat, Staff

LOOKS: Final = 10.0
"""Seconds until somebody else has read what is asked."""
DISAGREES: Final = 0.1

Say = Callable[..., object]


@dataclass(slots=True)
class Seconding:
    scene: Scene
    staff: Staff

    def watch(self, before: WatchSeen | None, watch: WatchSeen, now: datetime) -> None:
        asked_before = before.facts["look"] if before is not None else None
        self._asked(asked_before, watch.facts["look"], watch.id, (agree, say_no), now)

    def contact(self, before: ContactSeen | None, contact: ContactSeen, now: datetime) -> None:
        asked_before = before.facts["look"] if before is not None else None
        both = (agree_to_end, refuse_to_end)
        self._asked(asked_before, contact.facts["look"], contact.id, both, now)

    def _asked(
        self,
        before: dict[str, Any] | None,
        look: dict[str, Any] | None,
        id: int,
        say: tuple[Say, Say],
        now: datetime,
    ) -> None:
        if look is None or look == before or look["refused_by"] is not None:
            return
        others = self.staff.here(but=look["by"])
        supervisors = [seat for seat in others if seat.who.supervises]
        for seat in (supervisors or others)[:1]:
            yes, no = say
            act = no if seat.dice.random() < DISAGREES else yes
            press = partial(self._press, act, id, look["number"], seat)
            self.scene.agenda.after(now, seat.slowly(LOOKS, now), press)

    def _press(self, say: Say, id: int, number: int, seat: Seat, now: datetime) -> None:
        organisation, by = self.scene.organisation, seat.who.actor
        if seat.is_here:
            self.scene.attempt(
                lambda: say(id, organisation=organisation, by=by, number=number, now=now)
            )
