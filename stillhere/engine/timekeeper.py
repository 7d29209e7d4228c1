"""The time to claim by, and an alarm where the machine's own clock cannot be trusted."""

from datetime import datetime, timedelta
from typing import Final

from stillhere.actions.trouble import What, fade
from stillhere.engine.troubles import ring, write_in_every_ledger
from stillhere.records.anchor import FAR, keep_anchor, lead_time
from stillhere.records.steady import clock

SHOWN: Final = timedelta(minutes=10)
"""How long a step that is over stays on the consoles: it may have rung alarms too early."""
LOOKED_AGAIN: Final = timedelta(seconds=30)


class Timekeeper:
    def __init__(self) -> None:
        self._kept = False
        self._looked: datetime | None = None

    def claim_time(self) -> datetime:
        """The later of steady and wall time; steady alone where a third clock says so."""
        if not self._kept:
            keep_anchor()
            self._kept = True
        jumped = lead_time()
        if jumped:
            self._tell(jumped)
        self._look()
        return clock.claim() if clock.stepped() <= FAR else clock.now()

    def _look(self) -> None:
        now = clock.now()
        if self._looked is not None and timedelta() <= now - self._looked < LOOKED_AGAIN:
            return
        self._looked = now
        if abs(clock.stepped()) > FAR:
            ring(What.CLOCK_STEPPED, now=now, seconds=round(clock.stepped()))
        else:
            fade(What.CLOCK_STEPPED, before=now - SHOWN)

    def _tell(self, jumped: float) -> None:
        now = clock.now()
        ring(What.CLOCK_STEPPED, now=now, seconds=round(jumped))
        write_in_every_ledger("ClockStepped", now=now, seconds=round(jumped))
