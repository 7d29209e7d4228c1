"""When each part last did real work, by a row that every console and the auditor read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError

from stillhere.records.alive import beat
from stillhere.records.engine import Pulse

__all__ = ["PARTS", "Readiness", "beat", "readiness", "silent_parts"]

PARTS: Final[Mapping[str, timedelta]] = {
    "watches": timedelta(seconds=10),
    "presence": timedelta(seconds=10),
    "courier": timedelta(seconds=10),
    "scribe": timedelta(seconds=30),
    "auditor": timedelta(seconds=10),
}
"""What must be alive on every installation, and how long it may be silent."""
CALLS: Final = "answer"
ANSWERS_WITHIN: Final = timedelta(seconds=10)
"""Only where it once ran: whether a line wants it is the auditor's to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    database: bool
    silent: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return self.database and not self.silent


def silent_parts(pulses: Mapping[str, datetime], now: datetime) -> tuple[str, ...]:
    """Which parts have not worked for longer than they may, by the rows of `records_pulse`."""
    return tuple(
        part
        for part, patience in PARTS.items()
        if part not in pulses or now - pulses[part] > patience
    )


def readiness(now: datetime) -> Readiness:
    """Whether this installation can be relied on right now."""
    try:
        pulses = dict(Pulse.objects.values_list("name", "at"))
    except DatabaseError:
        return Readiness(database=False)
    silent = silent_parts(pulses, now)
    calls = pulses.get(CALLS)
    if calls is not None and now - calls > ANSWERS_WITHIN:
        silent = (*silent, CALLS)
    return Readiness(database=True, silent=silent)
