"""A language that somebody brings in a folder of their own: every screen speaks it, and fits it."""

import re
from pathlib import Path
from pprint import pformat

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pseudo import CLOSES, CODE, OPENS, write_pseudo
from tools.a_demo import a_demo
from tools.screens import NARROW, WIDE, Walk

pytestmark = [pytest.mark.browser, pytest.mark.long]

SAID = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const within = walk.currentNode.parentElement;
    if (within.closest('script, style, textarea, [lang]:not(html):not([lang=qps])')) continue;
    if (within.checkVisibility()) seen.push(walk.currentNode.textContent.trim());
  }
  return seen;
}"""
CUT_OFF = """() => [...document.querySelectorAll('body :not(.only-read-aloud)')].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX !== 'visible' && style.overflowX !== 'auto';
  return hides && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.className + ': ' + one.textContent.trim().slice(0, 60))"""
SENTENCE = re.compile(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")
NOT_WORDS = re.compile(
    r"stillhere|LIVE|EN|FR|SMS|QR"
    r"|Ana|Ben|Sam|Robin|Alex|Kim|Max|Noa|Sky|Toni|Val|Lou|Ali|Jo"  # the demo's people
    r"|[ap]\.?m\.?|[AP]M"  # a browser writes the hour as its own language does
    r"|/[\w/-]+|America/\w+|recorded/[\w/]+\.wav"  # an address, a clock, a file
    r"|Demo (line|chat|phones)|English|Français|qps|Halifax, NS|12 Example Street"
    r"|Day Desk|Night Kitchen|The Corner|The Loft|(40|5) Sample Avenue|Example Street"
)
"""What is a name, or the same everywhere."""


def test_every_screen_speaks_a_language_that_was_put_in_a_folder(
    chromium: Browser, tmp_path: Path
) -> None:
    write_pseudo(tmp_path)
    wrong: dict[str, list[str]] = {}

    with a_demo(STILLHERE_LANGUAGES=str(tmp_path)) as demo:
        for name, page in Walk(chromium, demo, language=CODE).screens():
            if found := [*_not_said_in_it(page), *_does_not_fit(page)]:
                wrong[name] = found

    assert not wrong, pformat(wrong, width=150)


def _not_said_in_it(page: Page) -> list[str]:
    """A sentence that no translator would ever be given."""
    said = [_without_sentences(words) for words in page.evaluate(SAID)]
    return sorted({words for words in said if re.search(r"[^\W\d_]{2}", NOT_WORDS.sub("", words))})


def _without_sentences(words: str) -> str:
    """One may be put into another."""
    less = SENTENCE.sub("", words)
    return less if less == words else _without_sentences(less)


def _does_not_fit(page: Page) -> list[str]:
    wrong = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(150)
        wrong += [f"cut off at {width}: {where}" for where in page.evaluate(CUT_OFF)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"scrolls sideways at {width}")
    return wrong
