"""
Which guides open by themselves beside somebody, and which are found by a word (SU1, PL9).

What opens is an offer and never more: every guide stays one tap away, nothing is started by it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from stillhere.care.contact_state import Need
from stillhere.care.support import Adverse, Guide

MOST_OPEN: Final = 2
"""Guides at once: who has three open in front of them reads none."""
OF_ADVERSE: Final[dict[Adverse, Guide]] = {
    Adverse.SUICIDE_ATTEMPT: Guide.WANTING_TO_DIE,
    Adverse.THOUGHTS_OF_SUICIDE: Guide.WANTING_TO_DIE,
    Adverse.PSYCHOSIS: Guide.PSYCHOSIS,
    Adverse.PANIC: Guide.PANIC,
    Adverse.THREATENED: Guide.VIOLENCE_AT_HOME,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What is known of somebody at this moment, as far as whoever looks may know it."""

    need: Need = Need.UNKNOWN
    in_alarm: bool = False
    answered_for: bool = False
    """Somebody with the caller is down, and the watch is on them."""
    to_end_life: bool = False
    sedative: bool = False
    stimulant: bool = False
    """And no opioid with it, as far as they know."""
    adverse: frozenset[Adverse] = frozenset()
    may_be_young: bool = False


def opens(hour: Hour) -> tuple[Guide, ...]:
    """The most urgent first; nothing where nothing suggests itself."""
    wanted: list[Guide] = []
    if hour.answered_for or hour.need is Need.SOMEONE_DOWN:
        wanted += [Guide.SOMEONE_IS_DOWN, Guide.NOT_BREATHING_WELL]
    elif hour.in_alarm:
        wanted.append(_poisoned_by(hour))
    if hour.to_end_life:
        wanted.append(Guide.WANTING_TO_DIE)
    wanted += [guide for kind, guide in OF_ADVERSE.items() if kind in hour.adverse]
    if hour.need is Need.IN_DANGER:
        wanted.append(Guide.VIOLENCE_AT_HOME)
    if hour.may_be_young:
        wanted.append(Guide.UNDER_AGE)
    first = [Guide.WANTING_TO_DIE] if hour.to_end_life else []
    return _at_most(wanted, must=first)


def fits(text: str, wanted: str) -> bool:
    """Every word that was typed is somewhere in it, whatever the case and the accents."""
    inside = folded(text)
    return all(word in inside for word in folded(wanted).split())


def folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words)
    return re.sub(
        r"[^\w\s]", " ", "".join(c for c in plain if not unicodedata.combining(c))
    ).lower()


def _poisoned_by(hour: Hour) -> Guide:
    """Not known is taken for an opioid: naloxone and breaths do no harm."""
    if hour.sedative:
        return Guide.POISONED_WITH_SEDATIVE
    return Guide.POISONED_BY_STIMULANT if hour.stimulant else Guide.POISONED_BY_OPIOID


def _at_most(wanted: list[Guide], *, must: list[Guide]) -> tuple[Guide, ...]:
    """As many as are read; the guide for wanting to die is always one of them (PL9)."""
    several = list(dict.fromkeys(wanted))
    shown = several[:MOST_OPEN]
    left_out = [guide for guide in must if guide not in shown]
    return (*shown[: MOST_OPEN - len(left_out)], *left_out)
