"""How often we ask, from how something was taken and how long ago (WA7)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.policy import Policy
from stillhere.care.presets import Preset
from stillhere.care.refused import OutOfRange


class Route(StrEnum):
    SMOKED = "smoked"
    INJECTED = "injected"
    SNORTED = "snorted"
    SWALLOWED = "swallowed"
    PATCH = "patch"
    UNKNOWN = "unknown"


QUICK_ROUTES: Final = frozenset({Route.SMOKED, Route.INJECTED, Route.SNORTED})
LEAST_CHOSEN: Final = timedelta(seconds=60)
"""Shorter asks cannot be answered by text in time."""


def may_slow(route: Route, *, with_sedative: bool) -> bool:
    """Slow-acting ways and sedatives stay at the quick pace."""
    return route in QUICK_ROUTES and not with_sedative


def presets_of(route: Route, *, with_sedative: bool) -> frozenset[Preset]:
    return frozenset({Preset(route.value)} | ({Preset.WITH_SEDATIVE} if with_sedative else set()))


def pace_at(
    now: datetime,
    *,
    policy: Policy,
    presets: Collection[Preset] = (),
    chosen: timedelta | None,
    high_risk_until: datetime | None,
    slows: bool,
) -> timedelta:
    if chosen is not None:
        return chosen
    if slows and high_risk_until is not None and now >= high_risk_until:
        return min(_each(policy, presets, "pace_slow"))
    return quick_pace(policy, presets)


def quick_pace(policy: Policy, presets: Collection[Preset]) -> timedelta:
    """Of several ways used, the one that asks soonest."""
    return min(_each(policy, presets, "pace_quick"))


def longest_quick_pace(policy: Policy) -> timedelta:
    """What may be said before it is known how they use: never more speed than there is."""
    return max(policy.seconds("pace_quick"), *_each(policy, Preset, "pace_quick"))


def minutes_until_decided(policy: Policy) -> int:
    """Of silence, until somebody does what was agreed; rounded up, for those who read of us."""
    return -(-(longest_quick_pace(policy) + policy.seconds("decide_now")) // timedelta(minutes=1))


def high_risk(policy: Policy, presets: Collection[Preset]) -> timedelta:
    """How long the quick pace lasts after a use: of several ways, the longest."""
    return max(_each(policy, presets, "high_risk"))


def earliest_end(policy: Policy, presets: Collection[Preset]) -> timedelta:
    """Of what lasts. Of several ways, the longest."""
    return max(_each(policy, presets, "sedative_end"))


def _each(policy: Policy, presets: Iterable[Preset], general: str) -> list[timedelta]:
    """A way that has no such value of its own goes by the general one; so does knowing none."""
    return [policy.of_preset(each, general) for each in presets] or [policy.seconds(general)]


def chosen_pace(seconds: int, *, policy: Policy, practice: bool) -> timedelta:
    """The caller's own pace. Raises `OutOfRange` in seconds."""
    least = 1 if practice else int(LEAST_CHOSEN.total_seconds())
    most = policy.pace_most
    if not least <= seconds <= most:
        raise OutOfRange("pace", least, most)
    return timedelta(seconds=seconds)
