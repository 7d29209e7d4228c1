"""How often we ask, from how something was taken and how long ago (WA7)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.policy import Policy
from stillhere.care.refused import OutOfRange


class Route(StrEnum):
    SMOKED = "smoked"
    INJECTED = "injected"
    SNORTED = "snorted"
    SWALLOWED = "swallowed"
    PATCH = "patch"
    UNKNOWN = "unknown"


QUICK_ROUTES: Final = frozenset({Route.SMOKED, Route.INJECTED, Route.SNORTED})
MOST_CHOSEN: Final = timedelta(minutes=5)
"""A caller may choose up to this from the start, once told what it means."""
LEAST_CHOSEN: Final = timedelta(seconds=60)
"""Shorter asks cannot be answered by text in time."""


def may_slow(route: Route, *, with_sedative: bool) -> bool:
    """Slow-acting ways and sedatives stay at the quick pace."""
    return route in QUICK_ROUTES and not with_sedative


def pace_at(
    now: datetime,
    *,
    policy: Policy,
    chosen: timedelta | None,
    high_risk_until: datetime | None,
    slows: bool,
) -> timedelta:
    if chosen is not None:
        return chosen
    if slows and high_risk_until is not None and now >= high_risk_until:
        return policy.seconds("pace_slow")
    return policy.seconds("pace_quick")


def chosen_pace(seconds: int, *, practice: bool) -> timedelta:
    """The caller's own pace. Raises `OutOfRange` in seconds."""
    least = 1 if practice else int(LEAST_CHOSEN.total_seconds())
    most = int(MOST_CHOSEN.total_seconds())
    if not least <= seconds <= most:
        raise OutOfRange("pace", least, most)
    return timedelta(seconds=seconds)
