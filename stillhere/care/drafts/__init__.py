"""
The guides we ship: drafts, every one of them, until a named person has approved it (SU1).

One file for each guide, both languages side by side, each step with its source. The wording is
ours and nobody has approved it; a clinical lead reads it at /console/settings/guides/. A step
for which no source was at hand says what it is to be about, and nothing else.
"""

from collections.abc import Mapping
from typing import Final

from stillhere.care.drafts import (
    breathing,
    grief,
    naloxone,
    opioid,
    panic,
    psychosis,
    sedative,
    someone_down,
    stimulant,
    under_age,
    violence_at_home,
    wanting_to_die,
)
from stillhere.care.guides import Card, Version
from stillhere.care.support import Guide

SHIPPED: Final = 0
"""The number of a draft that came with this software; an organisation's own begin with 1."""

CARDS: Final[Mapping[Guide, tuple[Card, ...]]] = {
    Guide.SOMEONE_IS_DOWN: someone_down.CARDS,
    Guide.NOT_BREATHING_WELL: breathing.CARDS,
    Guide.NALOXONE: naloxone.CARDS,
    Guide.POISONED_BY_OPIOID: opioid.CARDS,
    Guide.POISONED_WITH_SEDATIVE: sedative.CARDS,
    Guide.POISONED_BY_STIMULANT: stimulant.CARDS,
    Guide.WANTING_TO_DIE: wanting_to_die.CARDS,
    Guide.PSYCHOSIS: psychosis.CARDS,
    Guide.PANIC: panic.CARDS,
    Guide.VIOLENCE_AT_HOME: violence_at_home.CARDS,
    Guide.UNDER_AGE: under_age.CARDS,
    Guide.GRIEF: grief.CARDS,
}
"""In the order in which they stand beside the conversation: what cannot wait first."""


def shipped(guide: Guide) -> Version:
    return Version(guide=guide, number=SHIPPED, cards=CARDS[guide])
