"""What is going to happen, in the order in which it will."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

Act = Callable[[datetime], None]


@dataclass(slots=True)
class Agenda:
    """Of two at the same moment the one written down first: the same run, every time."""

    _heap: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def at(self, when: datetime, act: Act) -> None:
        heapq.heappush(self._heap, (when, next(self._numbers), act))

    def after(self, now: datetime, seconds: float, act: Act) -> None:
        self.at(now + timedelta(seconds=seconds), act)

    @property
    def next(self) -> datetime | None:
        return self._heap[0][0] if self._heap else None

    def pop(self) -> Act:
        return heapq.heappop(self._heap)[2]
