"""What goes wrong for one call is never another's: they are all still there to be attended to."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import InterfaceError, OperationalError

from stillhere.actions.trouble import What
from stillhere.engine.troubles import calm, ring
from stillhere.lines.voice import TakenOver
from stillhere.records import journal

TOLD_AGAIN: Final = 30.0
"""Seconds between two words in the journal of what goes wrong five times a second."""


@dataclass(slots=True)
class Alone:
    """Of one exchange, from look to look."""

    calls: set[int] = field(default_factory=set)
    ringing: set[str] = field(default_factory=set)
    _told: bool | None = None
    _said_at: float = -TOLD_AGAIN

    def begin(self) -> None:
        """A look."""
        self.calls, self.ringing = set(), set()

    @contextmanager
    def call(self, id: int) -> Iterator[None]:
        with self._alone() as wrong:
            yield
        if wrong:
            self.calls.add(id)

    @contextmanager
    def caller(self, key: str) -> Iterator[None]:
        with self._alone() as wrong:
            yield
        if wrong:
            self.ringing.add(key)

    def tell(self, now: datetime) -> None:
        """On every console; and that it is over."""
        stuck = bool(self.calls or self.ringing)
        if stuck:
            ring(What.CALL_STUCK, now=now, calls=sorted(self.calls), ringing=len(self.ringing))
        elif self._told is not False:
            calm(What.CALL_STUCK)
        self._told = stuck

    @contextmanager
    def _alone(self) -> Iterator[list[Exception]]:
        """Where the exchange is another's, or the database is gone, it is everybody's."""
        wrong: list[Exception] = []
        try:
            yield wrong
        except (TakenOver, OperationalError, InterfaceError):
            raise
        except Exception as one:  # noqa: BLE001 # of whatever kind: the talk goes on, and is told of
            wrong.append(one)
            self._say(one)

    def _say(self, wrong: Exception) -> None:
        if time.monotonic() - self._said_at >= TOLD_AGAIN:
            self._said_at = time.monotonic()
            journal.cry("call_stuck", wrong)
