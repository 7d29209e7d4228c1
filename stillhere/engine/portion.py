"""How much to do in one transaction: SQLite has one writer, and callers are waiting to be it."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

HELD: Final = 0.020
"""Seconds the writers' lock is held at most, as far as the last time tells."""
SMALLEST, LARGEST = 5, 100
GAP: Final = 0.25
"""Of the time it was held: others who wait look again in their own time and must find it free."""


@dataclass(slots=True)
class Portion:
    size: int = 10

    def shares(self, ids: Sequence[int]) -> Iterator[Sequence[int]]:
        """Each share is to be decided before the next is asked for: that is what is measured."""
        rest = list(ids)
        while rest:
            share, rest = rest[: self.now()], rest[self.now() :]
            began = time.perf_counter()
            yield share
            self.learn(time.perf_counter() - began, len(share))
            if rest and _one_writer():
                time.sleep(GAP * HELD)

    def now(self) -> int:
        return self.size if _one_writer() else LARGEST

    def learn(self, seconds: float, count: int) -> None:
        fits = int(HELD * count / max(seconds, 0.0001))
        self.size = max(SMALLEST, min(LARGEST, fits))


def _one_writer() -> bool:
    return connection.vendor == "sqlite"
