"""Contrast by day and by night, as WCAG 2.2 counts it: 4.5 for words, 3 for edges and icons."""

import re
from pathlib import Path

import pytest

from stillhere import web
from stillhere.actions.contrast import WORDS, contrast

CSS = Path(web.__file__).parent / "static/web/css"
EDGES = 3.0
SURFACES = ("ground", "sunk", "surface", "raised")
ON_SURFACES = [
    (ink, surface) for ink in ("ink", "ink-soft", "accent", "alarm") for surface in SURFACES
]
ON_THEIR_OWN = [
    ("accent-ink", "accent"),
    ("alarm-ink", "alarm-fill"),
    ("care-ink", "care-fill"),
    ("ink", "accent-soft"),
    ("ink", "alarm-soft"),
    ("ink", "care-soft"),
    ("ink", "calm-soft"),
    ("calm", "calm-soft"),
    ("care", "care-soft"),
    ("alarm", "alarm-soft"),
    ("care", "surface"),
    ("calm", "surface"),
    ("accent-deep", "surface"),
]
EDGE_PAIRS = [
    (edge, surface)
    for edge in ("line-strong", "focus", "accent", "alarm-fill")
    for surface in ("ground", "surface", "raised")
]


def _values(*files: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in files:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / file).read_text()))
    return found


THEMES = {"day": _values("tokens.css"), "night": _values("tokens.css", "night.css")}


def test_black_on_white_is_as_clear_as_can_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "on"), [*ON_SURFACES, *ON_THEIR_OWN])
def test_words_can_be_read(theme: str, ink: str, on: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][on]) >= WORDS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "on"), EDGE_PAIRS)
def test_edges_can_be_seen(theme: str, edge: str, on: str) -> None:
    assert contrast(THEMES[theme][edge], THEMES[theme][on]) >= EDGES
