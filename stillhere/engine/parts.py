"""A part of the engine does one kind of work over and over, and is never stopped by an error."""

import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

from django.db import connection

from stillhere.records import journal

AFTER_AN_ERROR: Final = (0.1, 0.25, 0.5, 1.0, 2.0)
"""Seconds; the last one for as long as it goes wrong. A lock is gone in a moment, a disk is not."""

TOLD_AGAIN: Final = 30.0
_failing: dict[str, tuple[str, float]] = {}
"""What each part last failed by, and when that was told."""

Worked = Callable[[str], None]


class Part(Protocol):
    @property
    def name(self) -> str:
        """As in `records.pulse.PARTS`."""

    def turn(self) -> float:
        """One piece of work; seconds until there is more."""


def keep_going(
    part: Part, *, stop: threading.Event, worked: Worked, tried: Callable[[], None] = lambda: None
) -> None:
    """Until `stop`. `worked` hears of every turn that went well, `tried` of every other."""
    failures = 0
    while not stop.is_set():
        wait = attempt(part, worked=worked)
        failures = failures + 1 if wait is None else 0
        if wait is None:
            tried()
        stop.wait(_patience(failures) if wait is None else wait)
    connection.close()


def attempt(part: Part, *, worked: Worked) -> float | None:
    """One turn; None where it failed."""
    try:
        wait = part.turn()
    except Exception as wrong:  # noqa: BLE001  # the next turn may well succeed, and must be tried
        if _is_news(part.name, wrong):
            journal.cry("part_failed", wrong, part=part.name)
        connection.close()
        return None
    if _failing.pop(part.name, None):
        journal.say("part_works_again", part=part.name)
    worked(part.name)
    return wait


def _is_news(name: str, wrong: Exception) -> bool:
    """The same again and again is told twice a minute: a journal that floods hides the rest."""
    now, kind = time.monotonic(), type(wrong).__name__
    last = _failing.get(name)
    if last is not None and last[0] == kind and now - last[1] < TOLD_AGAIN:
        return False
    _failing[name] = (kind, now)
    return True


def _patience(failures: int) -> float:
    return AFTER_AN_ERROR[min(failures, len(AFTER_AN_ERROR)) - 1]
