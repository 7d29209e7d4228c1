"""How a step of a shipped draft is written down: both languages, and where it comes from."""

from stillhere.care.guides import Card, Manner


def step(*, en: str, fr: str, source: str, manner: Manner | None = None) -> Card:
    manners = frozenset() if manner is None else frozenset({manner})
    return Card(words={"en": en, "fr": fr}, source=source, manners=manners)


def unwritten(*, en: str, fr: str) -> Card:
    """No source was at hand: only what the step is to be about is said."""
    return Card(about={"en": en, "fr": fr})
