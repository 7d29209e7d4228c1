"""The weather of the practice telephone company: what befalls each text, decided by a seed.

The same seed and the same key always meet the same weather, in whichever process and order.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

HALF: Final = 0.5
REORDERED_BY: Final = 10
"""Seconds by which a reordered text falls behind: more than two texts lie apart."""


class WrongWeather(ValueError):
    """A setting of a simulated line that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Shares are between 0 and 1. Without any setting everything arrives at once."""

    seed: int = 0
    delay: float = 0.0
    """Seconds, at most; every text takes its own part of it."""
    lost: float = 0.0
    """Accepted, and never heard of again."""
    undelivered: float = 0.0
    """Accepted, then reported as not delivered."""
    twice: float = 0.0
    """Delivered two times."""
    reordered: float = 0.0
    unanswered: float = 0.0
    """The company's own answer does not come back, whether it took the text or not."""
    refuses: tuple[str, ...] = ()
    """Numbers that are blocked."""
    outage_until: datetime | None = None

    def is_out(self, now: datetime) -> bool:
        return self.outage_until is not None and now < self.outage_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    after: timedelta
    lost: bool = False
    undelivered: bool = False
    twice: bool = False
    took_it: bool = True
    """False: it looks as if the company never had it."""
    answers: bool = True


def weather(settings: dict[str, Any]) -> Weather:
    """From a line's own settings. Raises `WrongWeather`, naming the one that cannot be."""
    known = {each.name: settings[each.name] for each in fields(Weather) if each.name in settings}
    for name in ("lost", "undelivered", "twice", "reordered", "unanswered"):
        if not 0 <= float(known.get(name, 0)) <= 1:
            raise WrongWeather(f"{name} is a share between 0 and 1, such as 0.2.")
    if float(known.get("delay", 0)) < 0:
        raise WrongWeather("delay is a number of seconds, such as 2.5.")
    known["refuses"] = tuple(known.get("refuses", ()))
    known["outage_until"] = _time(known.get("outage_until"))
    return Weather(**known)


def fate(weather: Weather, key: str, *, at: datetime) -> Fate:
    """Only whether the company answers is new at each try: else no repeat would ever help."""
    chance = Random(f"{weather.seed}:{key}")  # noqa: S311  # weather must be the same again
    answering = Random(f"{weather.seed}:{key}:{at.isoformat()}")  # noqa: S311

    def happens(share: float) -> bool:
        return chance.random() < share

    after = chance.random() * weather.delay
    after += REORDERED_BY if happens(weather.reordered) else 0
    answers = answering.random() >= weather.unanswered
    return Fate(
        after=timedelta(seconds=after),
        lost=happens(weather.lost),
        undelivered=happens(weather.undelivered),
        twice=happens(weather.twice),
        answers=answers,
        took_it=answers or answering.random() < HALF,
    )


def _time(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise WrongWeather("outage_until is a time such as 2026-11-01T12:00:00+00:00.")
    return found
