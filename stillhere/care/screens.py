"""A screen on a wall that anybody may see: for how long it shows, and never whom it shows."""

from datetime import datetime, timedelta
from typing import Final

HOURS: Final = (8, 24, 24 * 7)
"""How long a link may last: a shift, a day, a week."""
DEFAULT_HOURS: Final = 24
"""Long enough that nobody climbs a ladder at every shift; a forgotten screen is dark tomorrow."""


KEPT: Final = timedelta(days=7)
"""A default: how long it is still listed who made one and where it hung, once it has ended."""


def ends(made_at: datetime, hours: int) -> datetime:
    """Whatever was asked for, never longer than a week."""
    return made_at + timedelta(hours=hours if hours in HOURS else DEFAULT_HOURS)


def shows(*, ends_at: datetime, withdrawn_at: datetime | None, now: datetime) -> bool:
    return withdrawn_at is None and now < ends_at
