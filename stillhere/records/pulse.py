"""Proof of life by work done: to the process that started us, and by a row to everybody else.

`beat()` comes after a piece of real work, so a process that hangs falls silent like a dead one.
"""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError

from stillhere.records.engine import Pulse

PARTS: Final[Mapping[str, timedelta]] = {
    "watches": timedelta(seconds=10),
    "presence": timedelta(seconds=10),
    "courier": timedelta(seconds=10),
    "scribe": timedelta(seconds=30),
    "auditor": timedelta(seconds=10),
}
"""What must be alive on every installation, and how long it may be silent."""

_told: list[int] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    database: bool
    silent: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return self.database and not self.silent


def answer_to(pipe: int) -> None:
    """Whoever started this process listens at the other end. Anything but a pipe is refused."""
    if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
        raise ValueError(f"{pipe} is not a pipe.")
    os.set_blocking(pipe, False)
    _told[:] = [pipe]


def beat() -> None:
    """Never waits and never fails: nobody may be listening."""
    for pipe in _told:
        with suppress(OSError):
            os.write(pipe, b".")


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
    return Readiness(database=True, silent=silent_parts(pulses, now))
