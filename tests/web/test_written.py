"""What is written in our pages: nothing inline, nothing from elsewhere, and readable colours."""

import re
from pathlib import Path

import pytest

import stillhere

HERE = Path(stillhere.__file__).parent
TEMPLATES = sorted(HERE.glob("*/templates/**/*.html"))
STYLES = sorted(HERE.glob("*/static/**/*.css"))
SCRIPTS = sorted(p for p in HERE.glob("*/static/**/*.js") if p.parent.name != "vendor")
"""Of ours; others' are looked at in tests/console/test_vendored.py."""
INLINE = [
    re.compile(r"<style\b(?![^>]*>{% style_inside \"\w+\" %}</style>)"),
    re.compile(r"\sstyle="),
    re.compile(r"\son[a-z]+="),
    re.compile(r"javascript:"),
    re.compile(r"<script(?![^>]*(\bsrc=|application/json))"),
]
ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]""", re.IGNORECASE)
LONGEST_SCRIPT = 100


def _name(file: Path) -> str:
    return str(file.relative_to(HERE))


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_no_page_has_a_script_or_a_style_inside(file: Path) -> None:
    text = file.read_text()

    assert [rule.pattern for rule in INLINE if rule.search(text)] == []


@pytest.mark.parametrize("file", [*TEMPLATES, *STYLES, *SCRIPTS], ids=_name)
def test_nothing_is_fetched_from_anybody_else(file: Path) -> None:
    assert ELSEWHERE.findall(file.read_text()) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=_name)
def test_a_script_has_one_job(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST_SCRIPT


@pytest.mark.parametrize("file", SCRIPTS, ids=_name)
def test_only_one_door_makes_markup_of_text(file: Path) -> None:
    makes_markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(")
    text = file.read_text()

    assert not makes_markup.search(text)
    assert ("createPolicy" in text or "DOMParser" in text) == (file.name == "trusted.js")
