"""Which parts of this process have just worked: for everybody to read, and for who started it."""

import threading
import time
from typing import Final

from stillhere.actions.trouble import keep_pulses
from stillhere.records.alive import beat
from stillhere.records.pulse import PARTS
from stillhere.records.steady import clock

KEPT_EVERY: Final = 2.0
"""Seconds: often enough for consoles, seldom enough for a small disk."""
STARTING: Final = 0.2
HUNG_AFTER: Final = 30.0
"""Seconds without a turn after which the whole process is better started again."""


class Pulses:
    """A `Part` of its own: a lock that delays the writing delays nobody's watch."""

    name = "pulse"

    def __init__(self) -> None:
        self._worked: dict[str, float] = {}
        self._kept: dict[str, float] = {}
        self._lock = threading.Lock()

    def worked(self, name: str) -> None:
        with self._lock:
            self._worked[name] = time.monotonic()

    def beat_after(self, name: str) -> None:
        """For the part that matters most; silent while another one hangs."""
        self.worked(name)
        if not self.hung():
            beat()

    def hung(self) -> list[str]:
        with self._lock:
            long_ago = time.monotonic() - HUNG_AFTER
            return [name for name, at in self._worked.items() if name in PARTS and at < long_ago]

    def turn(self) -> float:
        with self._lock:
            worked = dict(self._worked)
        fresh = [name for name, at in worked.items() if at != self._kept.get(name)]
        known = [name for name in fresh if name in PARTS]
        if known:
            keep_pulses(known, now=clock.now())
        self._kept = worked
        return KEPT_EVERY if known else STARTING
