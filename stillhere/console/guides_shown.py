"""Help beside you: the guides, which of them opens first, and what somebody looks for (SU1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import get_language

from stillhere.actions.guide_ticks import ticks_of
from stillhere.actions.guides import read_by_operators
from stillhere.care.guide_beside import Hour, fits, opens
from stillhere.care.guides import LANGUAGES, NUMBERS, Card, Standing, Tick, Version
from stillhere.care.intake import Question
from stillhere.care.support import Adverse, Guide
from stillhere.care.young import shows_guidance
from stillhere.console.answers import SEDATES, Substance
from stillhere.console.guide_words import LOOKED_FOR, TITLES
from stillhere.console.known import Known

LONGEST_SEARCH: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    number: int
    words: str | None
    """None: for the clinical lead to write."""
    language: str
    beneath: str
    """The same in the operator's own language, where that is another."""
    about: str
    source: str
    ticked_by: str = ""
    ticked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    code: str
    title: str
    looked_for: str
    is_found: bool
    call: str
    """The number that stands above it."""
    is_draft: bool
    version: int
    approved_by: str
    approved_at: datetime | None
    steps: list[Step]


def guides_shown(known: Known, adverse: Iterable[Adverse]) -> dict[str, Any]:
    """`guides_stay`: what is on the screen already is not sent again with every message."""
    wanted = known.at.request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    versions = read_by_operators(organisation=known.at.organisation)
    first = opens(_hour(known, frozenset(adverse)))
    ticks = ticks_of(known.row.pk, organisation=known.at.organisation)
    shown = [_shown(known, version, ticks, wanted) for version in versions.values()]
    mark = _mark(shown, first, wanted)
    return {
        "guides": shown,
        "guides_first": [each for code in first for each in shown if each.code == code],
        "guides_wanted": wanted,
        "guides_found": any(each.is_found for each in shown),
        "guides_step": known.at.request.GET.get("step", ""),
        "guide_open": known.at.request.GET.get("open", ""),
        "guides_mark": mark,
        "guides_stay": known.at.request.GET.get("guides") == mark,
    }


def _hour(known: Known, adverse: frozenset[Adverse]) -> Hour:
    """Of what they told, only who has them in hand knows anything."""
    told = known.answers.given
    watch = known.open_watch
    substance = told.get(Question.SUBSTANCE, "")
    return Hour(
        need=known.contact.need,
        in_alarm=known.in_alarm or known.contact.is_alarming,
        answered_for=watch is not None and watch.answered_for,
        to_end_life=watch is not None and watch.to_end_life,
        sedative=substance in SEDATES,
        stimulant=substance == Substance.STIMULANT,
        adverse=adverse,
        may_be_young=shows_guidance(told.get(Question.AGE_BAND, ""), policy=known.policy),
    )


def _shown(known: Known, version: Version, ticks: Iterable[Tick], wanted: str) -> Shown:
    guide = version.guide
    here = {each.card: each for each in ticks if _is_of(each, version)}
    steps = [
        _step(known, number, card, here.get(number)) for number, card in enumerate(version.cards, 1)
    ]
    title, looked_for = str(TITLES[guide]), str(LOOKED_FOR[guide])
    inside = " ".join([title, looked_for, *(f"{each.words} {each.beneath}" for each in steps)])
    return Shown(
        code=guide,
        title=title,
        looked_for=looked_for,
        is_found=fits(inside, wanted),
        call=NUMBERS.get(guide, ""),
        is_draft=version.standing is Standing.DRAFT,
        version=version.number,
        approved_by=version.approved_by,
        approved_at=version.approved_at,
        steps=steps,
    )


def _is_of(tick: Tick, version: Version) -> bool:
    """What was gone through of another version says nothing of this one; the story has it."""
    return (tick.guide, tick.version) == (version.guide, version.number)


def _step(known: Known, number: int, card: Card, tick: Tick | None) -> Step:
    """As it is said to them; the operator's own language beneath, never in its place."""
    spoken, own = known.row.language, get_language() or "en"
    language = spoken if spoken in LANGUAGES else own
    beneath = (card.reads(own) or "") if own != language else ""
    return Step(
        number=number,
        words=card.reads(language),
        language=language,
        beneath=beneath,
        about=_in(card.about, own),
        source=card.source,
        ticked_by=known.name(tick.by) if tick else "",
        ticked_at=tick.at if tick else None,
    )


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language, "")


def _mark(shown: list[Shown], first: Iterable[Guide], wanted: str) -> str:
    """The same for the same guides in the same order and language, and for nothing else."""
    return sha256(repr((shown, tuple(first), wanted)).encode()).hexdigest()[:16]
