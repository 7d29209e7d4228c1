"""
Guides beside the conversation: numbered cards, in versions, under somebody's name (SU1).

Nothing medical is ours to write. A step has words only with its source beside them; without,
it reads "for your clinical lead to write". Until a named person has approved a version, it is
shown as a draft and called one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from stillhere.care.refused import Refused
from stillhere.care.support import Guide

LANGUAGES: Final = ("en", "fr")
SUICIDE_LINE: Final = "9-8-8"
"""The number of the country's suicide crisis line, shown above that guide."""
NUMBERS: Final[dict[Guide, str]] = {Guide.WANTING_TO_DIE: SUICIDE_LINE}


class NotWritten(Refused):
    """A version with unwritten cards cannot be approved: whoever opens it would find a hole."""

    def __init__(self, cards: tuple[int, ...]) -> None:
        super().__init__(*cards)
        self.cards = cards


class LeavesOut(Refused):
    """A guide without what it must say cannot be approved, however well it is written."""

    def __init__(self, manners: tuple["Manner", ...]) -> None:
        super().__init__(*manners)
        self.manners = manners


class NoSuchCard(Refused):
    """There is no card of this number in this version."""


class NeedsAName(Refused):
    """An approval is by a named person or is none."""


class Manner(StrEnum):
    """How one speaks with somebody who sees what nobody else does; each on a card of its guide."""

    SLOWLY = "slowly"
    WHO_WE_ARE = "who_we_are"
    SHORT_SENTENCES = "short_sentences"
    NEITHER_CHALLENGE_NOR_COLLUDE = "neither_challenge_nor_collude"
    DO_WHAT_IS_REASONABLE = "do_what_is_reasonable"


MUST_SAY: Final[Mapping[Guide, tuple[Manner, ...]]] = {Guide.PSYCHOSIS: tuple(Manner)}


class Standing(StrEnum):
    DRAFT = "draft"
    """To be approved by the clinical lead."""
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One step."""

    words: Mapping[str, str] = field(default_factory=dict)
    """By language."""
    source: str = ""
    """Where the step comes from; without it the words are nobody's and are not shown."""
    manners: frozenset[Manner] = frozenset()
    """What its writer says that it brings across."""
    about: Mapping[str, str] = field(default_factory=dict)
    """By language: what an unwritten step is to say, for whoever is asked to write it."""

    def reads(self, language: str) -> str | None:
        """None: it reads "for your clinical lead to write". Never in another language instead."""
        return self.words.get(language) or None if self.source.strip() else None

    @property
    def is_written(self) -> bool:
        return all(self.reads(language) for language in LANGUAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Never changed: another wording is another version, and a draft again."""

    guide: Guide
    number: int
    cards: tuple[Card, ...]
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def standing(self) -> Standing:
        return Standing.APPROVED if self.approved_by else Standing.DRAFT

    def approve(self, *, by: str, now: datetime) -> Self:
        """Once is enough: whoever approved first stays its name.

        Raises `NeedsAName`, `NotWritten` with the numbers of the cards that are missing, and
        `LeavesOut` with what no card says.
        """
        if self.approved_by:
            return self
        if not by.strip():
            raise NeedsAName
        missing = tuple(k for k, card in enumerate(self.cards, 1) if not card.is_written)
        if missing or not self.cards:
            raise NotWritten(missing)
        said = {manner for card in self.cards for manner in card.manners}
        if left_out := tuple(each for each in MUST_SAY.get(self.guide, ()) if each not in said):
            raise LeavesOut(left_out)
        return replace(self, approved_by=by.strip(), approved_at=now)

    def rewritten(self, cards: Iterable[Card], *, number: int) -> Self:
        return replace(self, number=number, cards=tuple(cards), approved_by="", approved_at=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A card was gone through. Ids, a number and a time: there is nowhere to write about anyone."""

    guide: Guide
    version: int
    card: int
    by: int
    at: datetime


def to_show(versions: Iterable[Version]) -> Version | None:
    """The newest approved one; before there is any, the newest draft, which says that it is one."""
    newest_first = sorted(versions, key=lambda version: version.number, reverse=True)
    approved = (each for each in newest_first if each.standing is Standing.APPROVED)
    return next(approved, None) or next(iter(newest_first), None)


def tick(
    ticks: tuple[Tick, ...], version: Version, card: int, *, by: int, now: datetime
) -> tuple[Tick, ...]:
    """Twice is once. Raises `NoSuchCard`."""
    if not 1 <= card <= len(version.cards):
        raise NoSuchCard
    already = {(each.guide, each.version, each.card) for each in ticks}
    if (version.guide, version.number, card) in already:
        return ticks
    return (*ticks, Tick(guide=version.guide, version=version.number, card=card, by=by, at=now))
