"""
The dispatch card: which number reaches help for the caller's place, and what may be said there.

911 dialled on an operator's phone reaches the operator's own emergency centre, so a number
belongs to a place. Nothing is said that is not known, and nothing they did not agree to.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from stillhere.care.plan import Terms
from stillhere.care.policy import Policy
from stillhere.care.watch_state import Watch


class Kind(StrEnum):
    PROVIDER = "provider"
    """Contracted to route emergency calls by the address that is said; dialled first."""
    LISTED = "listed"
    """An emergency centre's own ten-digit number, agreed with it and tested; the fallback."""


class HowTested(StrEnum):
    """What is known of a number. Only `LATELY` may ever look good."""

    LATELY = "lately"
    LONG_AGO = "long_ago"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One that a person may dial; E.164."""

    number: str
    kind: Kind
    place: str = ""
    """A town or region, "Halifax, NS". Empty: any place, which only a provider can route."""
    time_zone: str = ""
    """Of that place, like America/Halifax. Empty: not said."""
    tested_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`fits` in the order in which they are dialled; `others` are for a person to choose from."""

    fits: tuple[Number, ...] = ()
    others: tuple[Number, ...] = ()
    unsure: bool = False
    """Several places have a name that stands in the address: a person must look."""

    @property
    def time_zone(self) -> str:
        """The caller's, as far as it is known; empty where it is not, or not for sure."""
        zones = {each.time_zone for each in self.fits if each.place}
        return zones.pop() if len(zones) == 1 else ""


def find(place: str, numbers: Sequence[Number]) -> Found:
    """The numbers for a place, contracted provider first (ES3). An empty place fits no town.

    A town is found by its name before the first comma, as whole words of the address; where
    the address names another province, it is another town of that name.
    """
    fits = [each for each in numbers if _fits(each, place)]
    towns = sorted({_town(each) for each in fits if each.place}, key=len)
    return Found(
        fits=tuple(sorted(fits, key=_first_dialled)),
        others=tuple(sorted((n for n in numbers if n not in fits), key=lambda n: n.place)),
        unsure=any(town not in towns[-1] for town in towns),
    )


def how_tested(number: Number, *, policy: Policy, now: datetime) -> HowTested:
    if number.tested_at is None:
        return HowTested.NEVER
    old = now - number.tested_at > policy.seconds("number_tested")
    return HowTested.LONG_AGO if old else HowTested.LATELY


def is_same_place(one: str, other: str) -> bool:
    """The same words in any order. What nobody said is nowhere, and so never the same."""
    words = sorted(_words(one))
    return bool(words) and words == sorted(_words(other))


def _fits(number: Number, place: str) -> bool:
    if not number.place:
        return number.kind is Kind.PROVIDER
    town = _town(number)
    if not town or f" {town} " not in f" {' '.join(_words(place))} ":
        return False
    theirs, ours = _provinces(place), _provinces(number.place)
    return not theirs or not ours or bool(theirs & ours)


def _provinces(place: str) -> set[str]:
    """Those it names: by their code at the end of a part, like "Windsor NS", or by their name."""
    parts = [_words(part) for part in place.split(",")]
    codes = {part[-1] for part in parts if part} & set(PROVINCES)
    written = f" {' '.join(_words(place))} "
    return codes | {code for code, names in PROVINCES.items() for n in names if f" {n} " in written}


def _town(number: Number) -> str:
    return " ".join(_words(number.place.partition(",")[0]))


def _first_dialled(number: Number) -> tuple[bool, int, bool]:
    """A provider; then the most exact place; then what was tried at all."""
    return (
        number.kind is not Kind.PROVIDER,
        -len(_town(number)),
        number.tested_at is None,
    )


def _words(written: str) -> list[str]:
    """ "St. John's" keeps its s: Saint John is another town, in another province."""
    plain = unicodedata.normalize("NFKD", written.casefold()).translate(APOSTROPHES)
    kept = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in plain)
    return [SHORT_FOR.get(word, word) for word in kept.split()]


SHORT_FOR: Final = {
    "st": "street",
    "ave": "avenue",
    "av": "avenue",
    "rd": "road",
    "dr": "drive",
    "blvd": "boulevard",
    "boul": "boulevard",
    "apt": "apartment",
    "app": "apartment",
    "appt": "apartment",
}
"""As addresses are written."""
APOSTROPHES: Final = {ord("'"): None, ord("\N{RIGHT SINGLE QUOTATION MARK}"): None}
PROVINCES: Final = {
    "ab": ("alberta",),
    "bc": ("british columbia", "colombie britannique"),
    "mb": ("manitoba",),
    "nb": ("new brunswick", "nouveau brunswick"),
    "nl": ("newfoundland", "labrador", "terre neuve"),
    "ns": ("nova scotia", "nouvelle ecosse"),
    "nt": ("northwest territories", "territoires du nord ouest"),
    "nu": ("nunavut",),
    "on": ("ontario",),
    "pe": ("prince edward island", "ile du prince edouard"),
    "qc": ("quebec",),
    "sk": ("saskatchewan",),
    "yt": ("yukon",),
}
"""Canada's, by their postal codes; a town elsewhere is found by its name alone."""


class Say(StrEnum):
    """One line of the script. What is not here is not said."""

    NOT_ANSWERING = "not_answering"
    ASKED_FOR_HELP = "asked_for_help"
    ASKED_THEN_SILENT = "asked_then_silent"
    NOT_SAFE = "not_safe"
    AWAKE = "awake"
    SOMEONE_DOWN = "someone_down"
    """Said of the one the caller answers for (CO15)."""
    SOMEONE_AWAKE = "someone_awake"
    PLACE = "place"
    NOT_VERIFIED = "not_verified"
    NO_PLACE = "no_place"
    WAY_IN = "way_in"
    LAST_ANSWER = "last_answer"
    COMPANY = "company"
    TOGETHER = "together"
    """How many are there, where one answers for all (IN6): more than one may need help."""
    CONDITIONS = "conditions"
    NALOXONE = "naloxone"
    DRUG = "drug"
    SAME_ADDRESS = "same_address"
    SAME_PHONE = "same_phone"
    THEIR_NUMBER = "their_number"
    LINE_NUMBER = "line_number"
    THIS_PHONE = "this_phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known, each as it was given; empty where it is not."""

    place: str = ""
    way_in: str = ""
    company: str = ""
    conditions: str = ""
    naloxone: str = ""
    drug: str = ""
    their_number: str = ""
    line_number: str = ""
    same_address: bool = False
    """Another open watch has this address (CO8)."""
    same_phone: bool = False
    """Another open watch came from this number or browser (CO8)."""


def script(watch: Watch, terms: Terms, told: Told, *, now: datetime) -> tuple[tuple[Say, str], ...]:
    """What is said, in order, each with the words it carries (ES3)."""
    return ((_why(watch, now), ""), *_lines(watch, terms, told))


def _lines(watch: Watch, terms: Terms, told: Told) -> Iterator[tuple[Say, str]]:
    if told.place:
        yield Say.PLACE, told.place
        yield Say.NOT_VERIFIED, ""
    else:
        yield Say.NO_PLACE, ""
    if told.way_in:
        yield Say.WAY_IN, told.way_in
    if not watch.answered_for:
        yield Say.LAST_ANSWER, ""
    for say, words in (
        (Say.TOGETHER, str(watch.people) if watch.is_together else ""),
        (Say.COMPANY, "" if watch.is_together else told.company),
        (Say.CONDITIONS, told.conditions),
        (Say.NALOXONE, told.naloxone),
        (Say.DRUG, told.drug if terms.may_name_drug else ""),
    ):
        if words:
            yield say, words
    if told.same_address:
        yield Say.SAME_ADDRESS, ""
    if told.same_phone:
        yield Say.SAME_PHONE, ""
    if not (watch.decided and watch.decided.by_caller):
        yield _call_back(terms, told)


def _why(watch: Watch, now: datetime) -> Say:
    """Why we call. Nobody who woke is called silent, nor who asked for help a moment ago."""
    if watch.duress:
        return Say.NOT_SAFE
    if watch.answered_for:
        return Say.SOMEONE_AWAKE if watch.awake else Say.SOMEONE_DOWN
    if watch.awake:
        return Say.AWAKE
    if not watch.asked_for_help:
        return Say.NOT_ANSWERING
    return Say.ASKED_THEN_SILENT if _silent_since(watch, now) else Say.ASKED_FOR_HELP


def _silent_since(watch: Watch, now: datetime) -> bool:
    """Whether nothing answered for as long again as it takes to an alarm after a question."""
    wait = watch.policy.seconds("decide_now")
    return watch.time_zero is not None and now >= watch.time_zero + 2 * wait


def _call_back(terms: Terms, told: Told) -> tuple[Say, str]:
    """The line's number, unless they agreed that theirs is given."""
    if terms.may_give_number and told.their_number:
        return Say.THEIR_NUMBER, told.their_number
    if told.line_number:
        return Say.LINE_NUMBER, told.line_number
    return Say.THIS_PHONE, ""
