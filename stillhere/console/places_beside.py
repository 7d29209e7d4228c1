"""Places near them, beside the talk: near and open first, the rest found by a word (SU2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.code_ending import CODE
from stillhere.actions.contact_row import load
from stillhere.actions.directory import places_for
from stillhere.actions.place_told import ToAsk, may_be_texted, to_ask, told_in
from stillhere.actions.thread import Said
from stillhere.actions.words import PLACE
from stillhere.care.asked_place import measured_in
from stillhere.care.channel import Channel
from stillhere.care.directory import (
    Answer,
    Helped,
    Here,
    Near,
    NoTexts,
    Place,
    Spot,
    is_looked_for,
    near,
    text_to_send,
)
from stillhere.care.guide_beside import fits
from stillhere.care.intake import Question
from stillhere.care.pace import Route
from stillhere.care.refused import Refused
from stillhere.care.text_size import size
from stillhere.console.asking import one_of_or_none
from stillhere.console.directory_shown import Shown, as_shown
from stillhere.console.guides_shown import LONGEST_SEARCH
from stillhere.console.known import Known
from stillhere.console.texting import texts_said
from stillhere.records.organisations import as_organisation

MOST_SHOWN: Final = 5
"""Places at once: the rest is found by a word."""
NEAR: Final = "X-Near"
"""What the page already shows near them: no address holds it, since addresses are written down."""
JUST_TOLD: Final = "told"
"""Opens the place they were told of last: which one it is stands in no address either."""
HELPED: Final[dict[Helped, Any]] = {
    Helped.YES: later("It helped"),
    Helped.NO: later("It did not help"),
    Helped.DID_NOT_GO: later("They did not go"),
    Helped.TURNED_AWAY: later("They were turned away"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    shown: Shown
    is_found: bool
    only_found: bool
    """It stands behind the first few until somebody looks for it."""
    not_so: bool
    """What they told of how they use is not permitted there."""
    words: str
    """What would be sent, in their language; empty: nothing is."""
    counted: str
    why_not: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What may be sent to them now, and what was."""

    language: str
    may_text: bool
    by_text: bool
    sent: Mapping[int, datetime]


def places_shown(known: Known, said: Iterable[Said]) -> dict[str, Any]:
    """Where they are, only whoever has them in hand knows; for others nothing is near."""
    wanted = known.at.request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    places = places_for(organisation=known.at.organisation, practice=known.row.practice)
    here = _here(known, places, said) if known.mine else Here()
    found = near(places, here, now=known.now, route=_route(known))
    sending = _sending(known)
    beside = [
        _beside(each, number, wanted, sending=sending, now=known.now)
        for number, each in enumerate(found)
    ]
    return {
        "may_tell_places": _may_tell(known),
        "place_to_ask": _to_ask(known),
        "helped_choices": [(each.value, HELPED[each]) for each in Helped],
        "places": beside,
        "places_near": ",".join(str(each.place.id) for each in found if each.in_area),
        "places_more": max(0, len(beside) - MOST_SHOWN),
        "places_found": any(each.is_found for each in beside),
        "place_open": _just_told(sending) if JUST_TOLD in known.at.request.GET else None,
    }


def measured(said: Iterable[Said]) -> Spot | None:
    """By their phone, the last time it said so."""
    for each in reversed(list(said)):
        sent = measured_in(each.words) if each.kind == PLACE else None
        if sent is not None:
            return Spot(latitude=sent.latitude, longitude=sent.longitude)
    return None


def _just_told(sending: Sending) -> int | None:
    return max(sending.sent, key=lambda place: sending.sent[place], default=None)


def _here(known: Known, places: Iterable[Place], said: Iterable[Said]) -> Here:
    """A plan that is not opened again for this look tells nothing: what it told stands still."""
    plan = known.plan.words.place if known.plan else ""
    words = [plan, known.answers.given.get(Question.PLACE, "")]
    if known.plan is None:
        before = known.at.request.headers.get(NEAR, "").split(",")
        words += [place.area for place in places if str(place.id) in before]
    return Here(spot=measured(said), words=" ".join(words))


def _route(known: Known) -> Route | None:
    told = one_of_or_none(Route, known.answers.given.get(Question.ROUTE))
    return None if told is Route.UNKNOWN else told


def _beside(seen: Near, number: int, wanted: str, *, sending: Sending, now: datetime) -> Beside:
    shown = as_shown(seen, now=now)
    matches = is_looked_for(seen.place, wanted) or fits(f"{seen.place.name} {shown.about}", wanted)
    words, why_not = _words(seen.place, sending)
    left = size(words)
    return Beside(
        shown=shown,
        is_found=matches if wanted else number < MOST_SHOWN,
        only_found=number >= MOST_SHOWN,
        not_so=seen.permits is Answer.NO,
        words=words,
        counted=texts_said(left.segments, left.left) if sending.by_text else "",
        why_not=why_not,
        sent_at=sending.sent.get(seen.place.id),
    )


def _words(place: Place, sending: Sending) -> tuple[str, str]:
    try:
        found = text_to_send(place, language=sending.language, may_text=sending.may_text)
    except NoTexts:
        return "", _("They have not agreed to texts: tell them of it.")
    except Refused:
        return "", _("No words for a text in their language: tell them of it.")
    return found, ""


def _sending(known: Known) -> Sending:
    row = known.row
    with as_organisation(known.at.organisation):
        may_text = may_be_texted(load(row.pk))
    return Sending(
        language=row.language,
        may_text=may_text,
        by_text=row.channel != Channel.CHAT,
        sent=told_in(row.pk, organisation=known.at.organisation),
    )


def _may_tell(known: Known) -> bool:
    duress = known.watch is not None and known.watch.duress
    return known.mine and known.contact.is_open and not duress


def _to_ask(known: Known) -> ToAsk | None:
    """In the quiet part: what is urgent comes first."""
    urgent = known.in_alarm or known.contact.is_alarming or CODE not in known.row.facts
    if not known.mine or urgent:
        return None
    return to_ask(known.row.pk, organisation=known.at.organisation, by=known.by, now=known.now)
