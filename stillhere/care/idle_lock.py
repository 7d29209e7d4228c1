"""
A screen that nobody touches hides everybody from whoever passes, and goes on ringing (RO3).

One time says it all: until when it stays open. What somebody does there puts it off, and so does
a person of theirs; once it has come, nothing but whoever is signed in brings it back.
"""

from datetime import datetime, timedelta
from typing import Final

from stillhere.care.refused import Refused

WITH_SOMEBODY: Final = timedelta(minutes=15)
"""How long a screen stays open after its last beat with a person in hand: longer than the ten
minutes without a database that a line must come through with its plans in sight."""
NEARLY: Final = timedelta(seconds=60)
"""So near its end, we look whether they are being rung, or asked to take somebody over."""


class WithSomebody(Refused):
    """Whoever has a person keeps their plan in sight (WA11)."""


def is_locked(locks_at: datetime, now: datetime) -> bool:
    return now >= locks_at


def touched(locks_at: datetime, *, now: datetime, after: timedelta) -> datetime:
    """Somebody did something here. A locked screen stays locked whatever is done."""
    return locks_at if is_locked(locks_at, now) else max(locks_at, now + after)


def beaten(
    locks_at: datetime, *, now: datetime, after: timedelta, has_somebody: bool, is_asked: bool
) -> datetime:
    """What a beat does: nothing, unless for a person (WA11). It opens nothing."""
    if is_locked(locks_at, now):
        return locks_at
    if has_somebody:
        return max(locks_at, now + max(after, WITH_SOMEBODY))
    if is_asked and is_nearly(locks_at, now):
        return now + after
    return min(locks_at, now + after)


def is_nearly(locks_at: datetime, now: datetime) -> bool:
    return locks_at - now <= NEARLY
