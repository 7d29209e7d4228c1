"""Looks at what is kept, from a process of its own, and asks whether anyone was forgotten.

It does not know how the others work, only what must be true. What it finds turns every console
red; as long as it finds nothing, it says so to a monitor outside, which calls a person when it
falls silent. While nothing leaves by our telephone lines it keeps silent too: who is on call can
then be had by that other way alone.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from stillhere.actions.trouble import What, keep_pulses, troubles
from stillhere.engine.audit import Findings, findings
from stillhere.engine.outside import SignOfLife
from stillhere.engine.parts import keep_going
from stillhere.engine.troubles import calm, ring
from stillhere.records.alive import beat, struggle
from stillhere.records.anchor import read_anchor
from stillhere.records.steady import clock

EVERY: Final = 2.0
"""Seconds: a dead part is red on every console within fifteen."""
LATE: Final = timedelta(seconds=10)
FOUND_TWICE: Final = (What.UNHELD,)
"""Asked in two steps, between which a watch may be taken: believed the second time."""
ALL: Final = (
    What.BLIND,
    What.OVERDUE,
    What.WITHOUT_TIME,
    What.UNHELD,
    What.PART_SILENT,
    What.CALLS_DOWN,
)

Tell = Callable[[], None]


def audit(stop: threading.Event) -> None:
    """The whole process."""
    auditor = Auditor(all_clear=SignOfLife().all_clear)
    keep_going(auditor, stop=stop, worked=lambda _name: beat(), tried=struggle)


class Auditor:
    name = "auditor"

    def __init__(self, *, all_clear: Tell) -> None:
        self._all_clear = all_clear
        self._before: Findings = {}
        self._began: datetime | None = None
        self._last: datetime | None = None

    def turn(self) -> float:
        read_anchor()
        self.look(clock.claim())
        return EVERY

    def look(self, now: datetime) -> Findings:
        """Tell what is wrong; whether all is clear is what the outside hears."""
        self._look_at_myself(now)
        self._began = self._began or now
        found = findings(now, listening_since=self._began)
        sure = {what: facts for what, facts in found.items() if self._sure(what)}
        self._before = found
        for what, facts in sure.items():
            ring(what, now=now, **facts)
        calm(*(what for what in ALL if what not in found))
        keep_pulses([self.name], now=now)
        if not found and What.LINES_DOWN not in troubles():
            self._all_clear()
        return sure

    def _sure(self, what: What) -> bool:
        return what not in FOUND_TWICE or what in self._before

    def _look_at_myself(self, now: datetime) -> None:
        late = self._last is not None and now - self._last > LATE
        self._last = now
        if late:
            ring(What.AUDITOR_LATE, now=now)
        else:
            calm(What.AUDITOR_LATE)
