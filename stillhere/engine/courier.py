"""Brings what is owed: two lanes, so that nothing slow is ever in the way of a life."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from stillhere.actions.claiming import claim, organisations_owing
from stillhere.actions.delivery import put_back
from stillhere.care.duties import Lane
from stillhere.engine.delivering import FindLine, Ready, deliver, make_ready
from stillhere.engine.desk import Desk
from stillhere.engine.parts import Worked, attempt
from stillhere.engine.way_out import WayOut
from stillhere.lines.providers import line_for
from stillhere.records.steady import clock

POLL: Final = 0.5
"""Seconds. What another process owes is found within this, whether we are woken or not."""
BUSY_WAIT: Final = timedelta(seconds=1)
"""Until a duty is looked at again whose line has all hands full."""
FINISHES_WITHIN: Final = 1.0
"""Seconds to write down what came of the last ones; the rest is asked for by `find` next time."""


class LaneOfCourier:
    """One lane; a `Part` of the engine."""

    def __init__(self, lane: Lane, *, find_line: FindLine = line_for) -> None:
        self.lane = lane
        self.name = "courier" if lane is Lane.LIFE else f"courier_{lane}"
        self.woken = threading.Event()
        self._find_line = find_line
        self._desks: dict[int, Desk] = {}
        self._way_out = WayOut()

    def turn(self) -> float:
        """Takes in hand what is owed now; each line has hands of its own for it."""
        self.woken.clear()
        taken = self._take(clock.claim(), self._hand_over)
        self.look_for_failing(clock.now())
        return 0 if taken else POLL

    def look_for_failing(self, now: datetime) -> None:
        """Every few seconds: does anything fail again and again, or leave and never arrive?"""
        if self.lane is Lane.LIFE:
            self._way_out.look(now)

    def close(self) -> None:
        connection.close()
        for desk in self._desks.values():
            desk.close(within=FINISHES_WITHIN)

    def deliver_once(self, now: datetime) -> int:
        """All of it here and now, one after the other."""
        return self._take(now, lambda ready: self._deliver(ready, lambda: now))

    def _take(self, now: datetime, act: Callable[[Ready], None]) -> int:
        taken = 0
        for organisation in organisations_owing(self.lane, now=now):
            for claimed in claim(self.lane, organisation=organisation, now=now):
                taken += 1
                ready = make_ready(claimed, now=now)
                if ready is not None:
                    act(ready)
        return taken

    def _hand_over(self, ready: Ready) -> None:
        desk = self._desks.setdefault(ready.line.pk, Desk())
        if not desk.give(lambda: self._deliver(ready, clock.now)):
            put_back(ready.claimed, now=clock.now(), wait=BUSY_WAIT)

    def _deliver(self, ready: Ready, now: Callable[[], datetime]) -> None:
        deliver(ready, find_line=self._find_line, now=now)


class Courier:
    """`wake` is set by whoever has just owed something; nothing depends on it."""

    def __init__(
        self,
        stop: threading.Event,
        wake: threading.Event,
        *,
        worked: Worked = lambda _name: None,
        find_line: FindLine = line_for,
    ) -> None:
        self._stop = stop
        self._wake = wake
        self._worked = worked
        self.lanes = tuple(LaneOfCourier(lane, find_line=find_line) for lane in Lane)

    def run(self) -> None:
        """Until `stop`."""
        threads = [threading.Thread(target=self._keep_going, args=[each]) for each in self.lanes]
        for thread in threads:
            thread.start()
        while not self._stop.is_set():
            if self._wake.wait(POLL):
                self._wake.clear()
                self._wake_all()
        self._wake_all()
        for thread in threads:
            thread.join()

    def deliver_once(self, now: datetime) -> int:
        """For tests and trials: how many duties were taken in hand."""
        return sum(lane.deliver_once(now) for lane in self.lanes)

    def _keep_going(self, lane: LaneOfCourier) -> None:
        while not self._stop.is_set():
            wait = attempt(lane, worked=self._worked)
            lane.woken.wait(POLL if wait is None else wait)
        lane.close()

    def _wake_all(self) -> None:
        for lane in self.lanes:
            lane.woken.set()
