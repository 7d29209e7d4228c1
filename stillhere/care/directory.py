"""
A place near that helps: open now, for how they use, and what may be sent about it (SU2).

What is not known is said to be unknown: nobody is sent to a closed door. A text about a place
must be harmless to whoever holds the phone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import Final, Self

from stillhere.care.harmless import telling
from stillhere.care.pace import Route
from stillhere.care.refused import Refused
from stillhere.care.rota import Turn

EARTH_KM: Final = 6371.0088
"""The mean radius of the earth (IUGG)."""
LONGEST_TEXT: Final = 300
"""Characters: two texts on an old phone."""
SOON: Final = timedelta(hours=6)
"""A place told of tonight is tried tomorrow; asked sooner it is only a reproach."""


class NoHarmlessWords(Refused):
    """Nothing about this place has been written that could be sent."""


class TellsTooMuch(Refused):
    """These words would tell whoever holds the phone."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(*words)
        self.words = words


class NoTexts(Refused):
    """They did not agree to texts: say it to them instead."""


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
    """A place they were told of; whether it helped is asked once, and is theirs to leave open."""

    place: int
    at: datetime
    helped: Helped | None = None
    asked: bool = False

    def may_ask(self, now: datetime) -> bool:
        """In a later contact, never in the one in which they were told: nobody has been there."""
        return not self.asked and now - self.at >= SOON

    def answered(self, helped: Helped | None) -> Self:
        """None: they would rather not say, and are not asked again."""
        return replace(self, helped=helped, asked=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: int
    spot: Spot
    zone: tzinfo
    hours: tuple[Turn, ...] | None = None
    """In the place's own time; None: nobody has told us."""
    closed_on: frozenset[date] = frozenset()
    """Days on which nothing opens; a night that began before goes on."""
    permits: frozenset[Route] | None = None
    """Ways of using that are permitted there; None: nobody has told us."""
    verified_on: date | None = None
    as_sent: str = ""
    """The words for a text, approved as harmless; empty: none are sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    place: Place
    km: float
    open_now: Answer
    permits: Answer
    verified_days_ago: int | None
    """None: never verified, and shown as that."""


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
    places: Iterable[Place], here: Spot, *, now: datetime, route: Route | None = None
) -> tuple[Near, ...]:
    """What can help now comes first, then what may, then what cannot; in each the nearest."""
    found = (_seen_from(place, here, now=now, route=route) for place in places)
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                max(order.index(each.open_now), order.index(each.permits)),
                each.km,
                each.place.id,
            ),
        )
    )


def harmless(words: str, *, own: Iterable[str] = ()) -> str:
    """The words, if they may be sent to a phone that anybody may hold.

    `own`: what an organisation adds to the revealing words. Raises `NoHarmlessWords` for nothing
    or for more than a phone shows, and `TellsTooMuch`.
    """
    said = " ".join(words.split())
    if not 0 < len(said) <= LONGEST_TEXT:
        raise NoHarmlessWords
    if told := telling(said, own=own):
        raise TellsTooMuch(told)
    return said


def text_to_send(place: Place, *, may_text: bool, own: Iterable[str] = ()) -> str:
    """Only as they agreed (PL3), only in harmless words. Raises `NoTexts` and as `harmless`."""
    if not may_text:
        raise NoTexts
    return harmless(place.as_sent, own=own)


def km_between(one: Spot, other: Spot) -> float:
    """As the crow flies (haversine), in kilometres."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    across = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, sin(north / 2) ** 2 + across)))


def _seen_from(place: Place, here: Spot, *, now: datetime, route: Route | None) -> Near:
    verified = place.verified_on
    today = now.astimezone(place.zone).date()
    return Near(
        place=place,
        km=km_between(here, place.spot),
        open_now=is_open(place, now),
        permits=_permits(place, route),
        verified_days_ago=None if verified is None else (today - verified).days,
    )


def _permits(place: Place, route: Route | None) -> Answer:
    """Who does not want to use there, or has not said, is turned away nowhere."""
    if route is None:
        return Answer.YES
    if place.permits is None:
        return Answer.UNKNOWN
    return Answer.YES if route in place.permits else Answer.NO
