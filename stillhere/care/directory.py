"""
A place near that helps: open now, for how they use, and what may be sent about it (SU2).

What is not known is said to be unknown: nobody is sent to a closed door. A text about a place
must be harmless to whoever holds the phone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import asin, cos, inf, radians, sin, sqrt
from typing import Final
from zoneinfo import ZoneInfo

from stillhere.care.guide_beside import fits, folded
from stillhere.care.harmless import telling
from stillhere.care.outgoing import plainer
from stillhere.care.pace import Route
from stillhere.care.refused import Refused
from stillhere.care.rota import Turn
from stillhere.care.text_size import size

EARTH_KM: Final = 6371.0088
"""The mean radius of the earth (IUGG)."""
FAR_KM: Final = 30.0
"""Farther than this nobody goes for help tonight: the rest stands behind what is near."""
SOON: Final = timedelta(hours=6)
"""A place told of tonight is tried tomorrow; asked sooner it is only a reproach."""


class NoHarmlessWords(Refused):
    """Nothing about this place has been written, in their language, that fits one text."""


class TellsTooMuch(Refused):
    """These words would tell whoever holds the phone."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(*words)
        self.words = words


class NoTexts(Refused):
    """They did not agree to texts: say it to them instead."""


class PlaceGone(Refused):
    """It stands on the list no more: somebody took it out meanwhile."""


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Helped(StrEnum):
    """Whether it helped, where they wanted to say."""

    YES = "yes"
    NO = "no"
    DID_NOT_GO = "did_not_go"
    TURNED_AWAY = "turned_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A place they were told of; whether it helped is asked once (SU2)."""

    place: int
    at: datetime

    def may_ask(self, now: datetime) -> bool:
        """In a later contact, never in the one in which they were told: nobody has been there."""
        return now - self.at >= SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: int
    zone: ZoneInfo
    name: str = ""
    about: str = ""
    """What there is, for whoever answers; it is never sent."""
    address: str = ""
    telephone: str = ""
    area: str = ""
    """The town, a part of it, or how its postal code begins."""
    spot: Spot | None = None
    """None: nobody has told us, and how far it is is not said."""
    hours: tuple[Turn, ...] | None = None
    """In the place's own time; None: nobody has told us."""
    closed_on: frozenset[date] = frozenset()
    """Days on which nothing opens; a night that began before goes on."""
    permits: frozenset[Route] | None = None
    """Ways of using that are permitted there; None: nobody has told us."""
    kept_by: str = ""
    """Who keeps this up to date."""
    verified_on: date | None = None
    as_sent: Mapping[str, str] = field(default_factory=dict)
    """By language: the words for a text, harmless; where there are none, none are sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where somebody is, as far as whoever looks may know it."""

    spot: Spot | None = None
    words: str = ""
    """As they said it: an address, a town, a landmark."""


NOWHERE_KNOWN: Final = Here()


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    place: Place
    km: float | None
    """None: where they are, or where it is, nobody has told us."""
    in_area: bool
    """What they said of where they are names its area."""
    open_now: Answer
    permits: Answer
    verified_days_ago: int | None
    """None: never verified, and shown as that."""

    @property
    def is_near(self) -> bool:
        return self.in_area or (self.km is not None and self.km <= FAR_KM)


def is_open(place: Place, now: datetime) -> Answer:
    """By the clock on its wall, through the night and over a change of clocks."""
    if place.hours is None:
        return Answer.UNKNOWN
    today = now.astimezone(place.zone).date()
    for day in (today - timedelta(days=1), today):
        turns = (turn for turn in place.hours if turn.weekday == day.weekday())
        spans = (turn.on(day, place.zone) for turn in turns if day not in place.closed_on)
        if any(span.begins <= now < span.ends for span in spans):
            return Answer.YES
    return Answer.NO


def near(
    places: Iterable[Place], here: Here, *, now: datetime, route: Route | None = None
) -> tuple[Near, ...]:
    """What is near before what is not; then what can help now, what may, what cannot.

    In each the nearest first. Where nothing is known of where they are, nothing is near.
    """
    found = (_seen_from(place, here, now=now, route=route) for place in places)
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                not each.is_near,
                max(order.index(each.open_now), order.index(each.permits)),
                inf if each.km is None else each.km,
                folded(each.place.name),
                each.place.id,
            ),
        )
    )


def is_in(area: str, words: str) -> bool:
    """Every word of the area stands in what they said, whole; a postal code by its beginning."""
    said = folded(words).split()
    wanted = folded(area).split()
    return bool(wanted) and all(
        any(each == word or (_is_code(word) and each.startswith(word)) for each in said)
        for word in wanted
    )


def is_looked_for(place: Place, wanted: str) -> bool:
    """By its name, where it is, or what there is."""
    return fits(f"{place.name} {place.area} {place.address} {place.about}", wanted)


def harmless(words: str, *, own: Iterable[str] = ()) -> str:
    """The words, if they may be sent to a phone that anybody may hold, in letters of a text.

    `own`: what an organisation adds to the revealing words. Raises `NoHarmlessWords` for nothing
    or for more than one text, and `TellsTooMuch`.
    """
    said = " ".join(plainer(words).split())
    if not said or size(said).segments > 1:
        raise NoHarmlessWords
    if told := telling(said, own=own):
        raise TellsTooMuch(tuple(dict.fromkeys(told)))
    return said


def text_to_send(place: Place, *, language: str, may_text: bool, own: Iterable[str] = ()) -> str:
    """Only as they agreed (PL3), only in harmless words, never in another language instead.

    Raises `NoTexts` and as `harmless`.
    """
    if not may_text:
        raise NoTexts
    return harmless(place.as_sent.get(language, ""), own=own)


def km_between(one: Spot, other: Spot) -> float:
    """As the crow flies (haversine), in kilometres."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    across = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, sin(north / 2) ** 2 + across)))


def _seen_from(place: Place, here: Here, *, now: datetime, route: Route | None) -> Near:
    verified = place.verified_on
    today = now.astimezone(place.zone).date()
    return Near(
        place=place,
        km=km_between(here.spot, place.spot) if here.spot and place.spot else None,
        in_area=is_in(place.area, here.words),
        open_now=is_open(place, now),
        permits=_permits(place, route),
        verified_days_ago=None if verified is None else (today - verified).days,
    )


def _is_code(word: str) -> bool:
    """As a postal code begins: letters and digits together."""
    return any(letter.isdigit() for letter in word) and not word.isdigit()


def _permits(place: Place, route: Route | None) -> Answer:
    """Who does not want to use there, or has not said, is turned away nowhere."""
    if route is None:
        return Answer.YES
    if place.permits is None:
        return Answer.UNKNOWN
    return Answer.YES if route in place.permits else Answer.NO
