"""Where are you? Asked once of a phone, answered once by it, and said back before it counts."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite
from typing import Final

FARTHEST: Final = {"latitude": 90.0, "longitude": 180.0}
MOST_METRES: Final = 10_000_000
MEASURED: Final = re.compile(r"(-?\d{1,2}\.\d{5}), (-?\d{1,3}\.\d{5})(?: \(\u00b1 (\d+) m\))?")
"""As `SentPlace.in_words` writes it."""


class NotAPlace(ValueError):
    """No two numbers that are a place on this earth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPlace:
    """As their phone measured it; nobody has looked."""

    latitude: float
    longitude: float
    metres: int | None = None
    """It is within so many metres; None: the phone did not say."""

    @property
    def in_words(self) -> str:
        here = f"{self.latitude:.5f}, {self.longitude:.5f}"
        return here if self.metres is None else f"{here} (\u00b1 {self.metres} m)"


def sent_place(latitude: str, longitude: str, metres: str = "") -> SentPlace:
    """Raises `NotAPlace`."""
    found = {
        name: _number(value, FARTHEST[name])
        for name, value in (("latitude", latitude), ("longitude", longitude))
    }
    return SentPlace(**found, metres=_metres(metres))


def measured_in(words: str) -> SentPlace | None:
    """What their phone added to their words, on a line of its own at the end; None: nothing."""
    found = MEASURED.fullmatch(words.rpartition("\n")[2])
    if found is None:
        return None
    try:
        return sent_place(found[1], found[2], found[3] or "")
    except NotAPlace:
        return None


def still_works(asked_at: datetime, now: datetime, *, lasts: timedelta) -> bool:
    return asked_at <= now < asked_at + lasts


def _number(value: str, most: float) -> float:
    try:
        number = float(value)
    except ValueError:
        raise NotAPlace from None
    if not isfinite(number) or abs(number) > most:
        raise NotAPlace
    return number


def _metres(value: str) -> int | None:
    try:
        return round(_number(value, MOST_METRES))
    except NotAPlace:
        return None
