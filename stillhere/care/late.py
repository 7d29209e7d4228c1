"""An alarm that came late is looked into by a supervisor, every one of them (AF4)."""

from enum import StrEnum

from stillhere.care.refused import NotYours
from stillhere.care.watch_state import Actor


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
