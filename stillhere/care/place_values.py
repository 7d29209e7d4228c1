"""A place of the directory as plain values, and back: what was kept is read again exactly (SU2)."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from stillhere.care.directory import Place, Spot
from stillhere.care.guides import LANGUAGES
from stillhere.care.pace import Route
from stillhere.care.rota import Turn

WORDS: Final = ("name", "about", "address", "telephone", "area", "kept_by")


def as_values(place: Place) -> dict[str, Any]:
    """JSON-able; its id stands beside them."""
    return {
        **{name: getattr(place, name) for name in WORDS},
        "zone": place.zone.key,
        "spot": None if place.spot is None else [place.spot.latitude, place.spot.longitude],
        "hours": None if place.hours is None else [_as_list(turn) for turn in place.hours],
        "closed_on": sorted(day.isoformat() for day in place.closed_on),
        "permits": None if place.permits is None else sorted(place.permits),
        "verified_on": None if place.verified_on is None else place.verified_on.isoformat(),
        "as_sent": dict(place.as_sent),
    }


def from_values(values: Mapping[str, Any], *, id: int) -> Place:
    """What a later version of this software does not know of is left out, and never guessed."""
    spot, hours = values.get("spot"), values.get("hours")
    permits, verified = values.get("permits"), values.get("verified_on")
    sent = values.get("as_sent", {})
    return Place(
        id=id,
        **{name: str(values.get(name, "")) for name in WORDS},
        zone=ZoneInfo(values["zone"]),
        spot=None if spot is None else Spot(latitude=spot[0], longitude=spot[1]),
        hours=None if hours is None else tuple(_turn(each) for each in hours),
        closed_on=frozenset(date.fromisoformat(day) for day in values.get("closed_on", ())),
        permits=None if permits is None else _routes(permits),
        verified_on=None if verified is None else date.fromisoformat(verified),
        as_sent={each: str(sent[each]) for each in LANGUAGES if sent.get(each)},
    )


def _as_list(turn: Turn) -> list[Any]:
    return [turn.weekday, turn.begins.isoformat("minutes"), turn.ends.isoformat("minutes")]


def _turn(kept: list[Any]) -> Turn:
    weekday, begins, ends = kept
    return Turn(weekday=weekday, begins=time.fromisoformat(begins), ends=time.fromisoformat(ends))


def _routes(kept: Iterable[str]) -> frozenset[Route]:
    return frozenset(Route(each) for each in kept if each in set(Route))
