"""The cards of a guide as they are kept: what was written is read again exactly (SU1)."""

from collections.abc import Iterable, Mapping
from typing import Any

from stillhere.care.guides import LANGUAGES, Card, Manner


def as_values(cards: Iterable[Card]) -> list[dict[str, Any]]:
    return [
        {
            "words": dict(card.words),
            "source": card.source,
            "manners": sorted(card.manners),
            "about": dict(card.about),
        }
        for card in cards
    ]


def from_values(values: Iterable[Mapping[str, Any]]) -> tuple[Card, ...]:
    """What a later version of this software does not know of is left out, and never guessed."""
    return tuple(_card(each) for each in values)


def _card(kept: Mapping[str, Any]) -> Card:
    return Card(
        words=_in_both(kept.get("words", {})),
        source=str(kept.get("source", "")),
        manners=frozenset(Manner(each) for each in kept.get("manners", ()) if each in set(Manner)),
        about=_in_both(kept.get("about", {})),
    )


def _in_both(words: Mapping[str, Any]) -> dict[str, str]:
    return {language: str(words[language]) for language in LANGUAGES if words.get(language)}
