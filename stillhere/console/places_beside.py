"""Places near them, beside the talk: near and open first, the rest found by a word (SU2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stillhere.actions.directory import places_for
from stillhere.actions.thread import Said
from stillhere.actions.words import PLACE
from stillhere.care.asked_place import measured_in
from stillhere.care.directory import Answer, Here, Near, Place, Spot, is_looked_for, near
from stillhere.care.guide_beside import fits
from stillhere.care.intake import Question
from stillhere.care.pace import Route
from stillhere.console.asking import one_of_or_none, whole_number
from stillhere.console.directory_shown import Shown, as_shown
from stillhere.console.guides_shown import LONGEST_SEARCH
from stillhere.console.known import Known

MOST_SHOWN: Final = 5
"""Places at once: the rest is found by a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    shown: Shown
    is_found: bool
    only_found: bool
    """It stands behind the first few until somebody looks for it."""
    not_so: bool
    """What they told of how they use is not permitted there."""


def places_shown(known: Known, said: Iterable[Said]) -> dict[str, Any]:
    """Where they are, only whoever has them in hand knows; for others nothing is near."""
    wanted = known.at.request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    places = places_for(organisation=known.at.organisation, practice=known.row.practice)
    here = _here(known, places, said) if known.mine else Here()
    found = near(places, here, now=known.now, route=_route(known))
    beside = [_beside(each, number, wanted, known.now) for number, each in enumerate(found)]
    return {
        "places": beside,
        "places_near": ",".join(str(each.place.id) for each in found if each.in_area),
        "places_more": max(0, len(beside) - MOST_SHOWN),
        "places_found": any(each.is_found for each in beside),
        "place_open": whole_number(known.at.request.GET.get("place")),
    }


def measured(said: Iterable[Said]) -> Spot | None:
    """By their phone, the last time it said so."""
    for each in reversed(list(said)):
        sent = measured_in(each.words) if each.kind == PLACE else None
        if sent is not None:
            return Spot(latitude=sent.latitude, longitude=sent.longitude)
    return None


def _here(known: Known, places: Iterable[Place], said: Iterable[Said]) -> Here:
    """A plan that is not opened again for this look tells nothing: what it told stands still."""
    plan = known.plan.words.place if known.plan else ""
    words = [plan, known.answers.given.get(Question.PLACE, "")]
    if known.plan is None:
        before = known.at.request.GET.get("near", "").split(",")
        words += [place.area for place in places if str(place.id) in before]
    return Here(spot=measured(said), words=" ".join(words))


def _route(known: Known) -> Route | None:
    told = one_of_or_none(Route, known.answers.given.get(Question.ROUTE))
    return None if told is Route.UNKNOWN else told


def _beside(seen: Near, number: int, wanted: str, now: datetime) -> Beside:
    shown = as_shown(seen, now=now)
    matches = is_looked_for(seen.place, wanted) or fits(f"{seen.place.name} {shown.about}", wanted)
    return Beside(
        shown=shown,
        is_found=matches if wanted else number < MOST_SHOWN,
        only_found=number >= MOST_SHOWN,
        not_so=seen.permits is Answer.NO,
    )
