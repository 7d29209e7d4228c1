"""What happens when nobody acts: every watch whose time has come is told that time passed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from stillhere.actions.trouble import What
from stillhere.actions.watch import Passed, pass_time
from stillhere.engine.claimer import Claimer
from stillhere.engine.timekeeper import Timekeeper
from stillhere.records.narrow import DueWatch
from stillhere.records.steady import clock


class Watches:
    name = "watches"

    def __init__(self, *, heard: Callable[[], None] = lambda: None) -> None:
        """`heard` is told when something was decided: what is owed for it can leave at once."""
        self.time = Timekeeper()
        self._heard = heard
        self.claimer = Claimer(
            rows=DueWatch.objects.all, id="watch_id", act=_pass_time, trouble=What.WATCH_STUCK
        )

    def turn(self) -> float:
        if self.tick(self.time.claim_time()):
            self._heard()
            return 0  # there may be more, and deciding took its time
        return self.claimer.nap(clock.claim())

    def tick(self, now: datetime) -> int:
        return self.claimer.tick(now)


def tick(now: datetime) -> int:
    """Everything due at `now` that fits into one turn."""
    return Watches().tick(now)


def _pass_time(organisation: int, ids: Sequence[int], now: datetime) -> Passed:
    return pass_time(organisation, ids, now=now)
