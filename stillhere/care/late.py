"""An alarm that came late is looked into by a supervisor, every one of them (AF4)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.refused import NotYours
from stillhere.care.watch_state import Actor

TOGETHER: Final = timedelta(seconds=2)
"""Two looks of the clock: what both noticed most likely has one cause, and is shown as one."""


class Found(StrEnum):
    """Why it was late, as far as anybody could tell."""

    OUTAGE = "outage"
    OVERLOADED = "overloaded"
    PAUSED = "paused"
    CLOCK = "clock"
    FAULT = "fault"
    """Of the program: it has been reported."""
    UNKNOWN = "unknown"


def must_review(by: Actor) -> None:
    """Raises `NotYours`."""
    if not by.supervises:
        raise NotYours


def came_together(one: datetime, next: datetime) -> bool:
    """Whether they were noticed at once. Each is still looked into by itself, or left out."""
    return abs(next - one) <= TOGETHER
