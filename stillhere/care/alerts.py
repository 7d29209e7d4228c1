"""
What callers say of the supply, by region and week: told at intake, published with care (SU3).

A sign is a tick and never a caller's own words. One person counts once in a cell, however often
they call. A number leaves the house only above the floor, and no sum over cells that are below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

FLOOR: Final = 5
"""People. A smaller cell could tell who is in it; only what is above is published."""
WEEKS_TOLD: Final = 2
"""This week and the last: older news of a supply is no news."""


class Sign(StrEnum):
    STRONGER = "stronger"
    LASTS_LONGER = "lasts_longer"
    LOOKS_DIFFERENT = "looks_different"
    NOT_WHAT_IT_WAS_SOLD_AS = "not_what_it_was_sold_as"
    NEEDED_MORE_NALOXONE = "needed_more_naloxone"
    FEELS_BAD = "feels_bad"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """ISO 8601, in the region's own time."""

    year: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One caller said so. `person` is an opaque key: of a code, or else of the contact."""

    person: str
    region: str
    week: Week
    substance: StrEnum
    """As ticked in the intake."""
    sign: Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    region: str
    week: Week
    substance: StrEnum
    sign: Sign
    people: int | None
    """None: a few, at the floor or below, and no number is said."""


def week_of(now: datetime, zone: tzinfo) -> Week:
    year, number, _ = now.astimezone(zone).date().isocalendar()
    return Week(year, number)


def to_publish(reports: Iterable[Report]) -> tuple[Alert, ...]:
    """Only cells above the floor. What is below is left out, and added to nothing."""
    return tuple(alert for alert in _alerts(reports) if alert.people is not None)


def to_tell(
    reports: Iterable[Report], *, region: str, now: datetime, zone: tzinfo
) -> tuple[Alert, ...]:
    """At intake, to operators: what was said in this region lately, also where it is only a few."""
    lately = {week_of(now - timedelta(weeks=back), zone) for back in range(WEEKS_TOLD)}
    kept = (each for each in reports if each.region == region and each.week in lately)
    return _alerts(kept)


def _alerts(reports: Iterable[Report]) -> tuple[Alert, ...]:
    """The latest week first; in it what most people said."""
    cells: dict[tuple[str, Week, StrEnum, Sign], set[str]] = {}
    for each in reports:
        cell = (each.region, each.week, each.substance, each.sign)
        cells.setdefault(cell, set()).add(each.person)
    ordered = sorted(cells.items(), key=_newest_first)
    return tuple(
        Alert(
            region=region,
            week=week,
            substance=substance,
            sign=sign,
            people=len(people) if len(people) > FLOOR else None,
        )
        for (region, week, substance, sign), people in ordered
    )


def _newest_first(
    item: tuple[tuple[str, Week, StrEnum, Sign], set[str]],
) -> tuple[int, int, int, str, str, str]:
    """Small cells lie in order of their names: their place must not tell their number."""
    (region, week, substance, sign), people = item
    many = len(people) if len(people) > FLOOR else 0
    return (-week.year, -week.number, -many, region, substance.value, sign.value)
