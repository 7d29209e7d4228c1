"""A place as it is read: open or not, what may be used there, how far, and since when we know."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from stillhere.care.directory import NOWHERE_KNOWN, Answer, Near, Place, near
from stillhere.care.opening_hours import as_written
from stillhere.care.sample_places import is_sample
from stillhere.console.wording import ROUTES

OPEN: Final[dict[Answer, Any]] = {
    Answer.YES: later("Open now"),
    Answer.NO: later("Closed now"),
    Answer.UNKNOWN: later("Hours not known"),
}
ABOUT_SAMPLES: Final[dict[int, Any]] = {
    -1: later("Invented, for practice: somebody to sit with, day and night."),
    -2: later("Invented, for practice: a warm meal and a chair, from 20:00 to 8:00."),
    -3: later("Invented, for practice: papers, a shower, a nurse at noon."),
    -4: later("Invented, for practice: nobody has told us when it opens."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    place: Place
    is_sample: bool
    about: str
    where: str
    open_now: str
    open_words: Any
    how_far: str
    permits: str
    verified: str
    week: list[tuple[Any, str]]
    """Empty: nobody has told us."""
    today: str
    closed_on: list[str]


def place_shown(place: Place, *, now: datetime) -> Shown:
    [seen] = near([place], NOWHERE_KNOWN, now=now)
    return as_shown(seen, now=now)


def as_shown(seen: Near, *, now: datetime) -> Shown:
    place = seen.place
    return Shown(
        place=place,
        is_sample=is_sample(place),
        about=str(ABOUT_SAMPLES.get(place.id, place.about)),
        where=_where(place),
        open_now=seen.open_now,
        open_words=OPEN[seen.open_now],
        how_far=_how_far(seen),
        permits=permits_said(place),
        verified=_verified(seen.verified_days_ago),
        week=_week(place),
        today=_today(place, now.astimezone(place.zone).date()),
        closed_on=[day.isoformat() for day in sorted(place.closed_on)],
    )


def permits_said(place: Place) -> str:
    if place.permits is None:
        return _("Whether one may use there: not known.")
    if not place.permits:
        return _("Nothing may be used there.")
    ways = [str(ROUTES[route]).lower() for route in ROUTES if route in place.permits]
    return _("Permitted there: %(ways)s.") % {"ways": ", ".join(ways)}


def _where(place: Place) -> str:
    """An area that its address names already is not said twice."""
    named = place.area.casefold() in place.address.casefold()
    return " · ".join(filter(None, (place.address, "" if named else place.area)))


def _verified(days: int | None) -> str:
    if days is None:
        return _("never checked")
    if days <= 0:
        return _("checked today")
    return ngettext("checked %(days)s day ago", "checked %(days)s days ago", days) % {"days": days}


def _how_far(seen: Near) -> str:
    if seen.km is None:
        return _("in their area") if seen.in_area else ""
    if seen.km < 1:
        return _("%(metres)s m") % {"metres": max(100, round(seen.km * 10) * 100)}
    return _("%(km)s km") % {"km": number_format(seen.km, 1 if seen.km < 10 else 0)}


def _week(place: Place) -> list[tuple[Any, str]]:
    if place.hours is None:
        return []
    return [(WEEKDAYS[day], as_written(place.hours, day) or _("closed")) for day in range(7)]


def _today(place: Place, day: date) -> str:
    """By the clock on its wall; empty where nobody has told us."""
    if place.hours is None:
        return ""
    written = "" if day in place.closed_on else as_written(place.hours, day.weekday())
    return written or _("closed")
