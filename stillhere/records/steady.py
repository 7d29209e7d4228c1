"""One clock for everything we write: it never goes back, whatever happens to the wall clock.

`clock.now()` is what is written, asked once for each act and handed on. `clock.claim()` is what
due times are compared with: the later of steady and wall time, so early rather than late.
`clock.surely()` is the earlier of the two: for what can never be undone, such as erasing.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

RUNNING_TIME: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps and is never set; other systems than Linux have less."""
BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Wall time at a known moment of the machine's running time."""

    wall: datetime
    running_ns: int


class Source(Protocol):
    """Where time comes from: this machine, or a test."""

    def wall(self) -> datetime: ...
    def running_ns(self) -> int: ...
    def boot(self) -> str: ...


class Machine:
    def wall(self) -> datetime:
        return datetime.now(UTC)

    def running_ns(self) -> int:
        return time.clock_gettime_ns(RUNNING_TIME)

    @lru_cache(maxsize=1)  # noqa: B019  # there is one machine
    def boot(self) -> str:
        return BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""


@dataclass(slots=True)
class HandedOver:
    """Time in a test's hands."""

    at: datetime
    running: int = field(default=1_000_000_000)
    booted: str = "a test"

    def wall(self) -> datetime:
        return self.at

    def running_ns(self) -> int:
        return self.running

    def boot(self) -> str:
        return self.booted

    def wait(self, seconds: float) -> datetime:
        self.running += int(seconds * 1_000_000_000)
        return self.step_wall(seconds)

    def step_wall(self, seconds: float) -> datetime:
        self.at += timedelta(seconds=seconds)
        return self.at


class Clock:
    """Works at once, from the wall, and better once `records.anchor` has brought the kept anchor.

    Only then do all processes of a node agree, also those started after the wall was set.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.anchor: Anchor | None = None

    def now(self) -> datetime:
        anchor = self.anchor or self.begin_at(self.source.wall())
        passed = self.source.running_ns() - anchor.running_ns
        return anchor.wall + timedelta(microseconds=passed // 1000)

    def claim(self) -> datetime:
        return max(self.now(), self.source.wall())

    def surely(self) -> datetime:
        return min(self.now(), self.source.wall())

    def stepped(self) -> float:
        """Seconds by which the wall is ahead of steady; negative where it fell behind."""
        return (self.source.wall() - self.now()).total_seconds()

    def begin_at(self, moment: datetime) -> Anchor:
        """Steady time goes on from here. Danger: backwards makes late what is already written."""
        self.anchor = Anchor(wall=moment, running_ns=self.source.running_ns())
        return self.anchor

    @contextmanager
    def hand_over(self, moment: datetime) -> Iterator[HandedOver]:
        before = self.source, self.anchor
        handed_over = HandedOver(moment)
        self.source, self.anchor = handed_over, None
        try:
            yield handed_over
        finally:
            self.source, self.anchor = before


clock: Final = Clock(Machine())
