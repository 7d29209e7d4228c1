"""Every page, as everybody who may open it sees it: wide and narrow, by day and by night, in both
languages. Every day a few of them, drawn by the seed; the long part meets every pair of looks.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from stillhere.records.models import Line, Organisation
from stillhere.records.steady import HandedOver, clock
from tests.browser.journeys.founding import beside_the_browser
from tests.browser.screen.conftest import facts
from tests.browser.screen.server import Server
from tests.somebody import a_line
from tests.web.every_page import Everybody, Visit, drawn, visits

pytestmark = pytest.mark.browser
SEED: Final = os.environ.get("STILLHERE_TEST_SEED", "1")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS, THEMES, LANGUAGES = (360, 1440), ("day", "night"), ("en", "fr")
Looks = tuple[int, str, str]


def _turned(looks: Looks) -> int:
    return WIDTHS.index(looks[0]) + THEMES.index(looks[1]) + LANGUAGES.index(looks[2])


EVERY_LOOK: Final[list[Looks]] = list(product(WIDTHS, THEMES, LANGUAGES))
EVERY_PAIR: Final = {
    0: [looks for looks in EVERY_LOOK if _turned(looks) % 2],
    1: [looks for looks in EVERY_LOOK if not _turned(looks) % 2],
}
"""Four of the eight, twice: each width with each theme, each theme with each language, and so on.
The seed says which; the other four have their turn with the next."""
A_DAY: Final = 8
"""Pages looked at in the everyday suite."""
LOOKED_FOR: Final = Path(__file__).with_name("mistakes.js").read_text("utf-8")


@dataclass(slots=True, kw_only=True)
class Walk:
    everybody: Everybody
    server: Server
    page: Page

    def wrong_with(self, visit: Visit, looks: Looks) -> list[str]:
        width, theme, language = looks
        answer = self.everybody.see(visit, language=language, theme=theme)
        path = visit.path.partition("?")[0]
        self.server.pages[path] = answer.content.decode()
        self.page.set_viewport_size({"width": width, "height": 2000 if width > 1000 else 740})
        self.page.emulate_media(color_scheme="dark" if theme == "night" else "light")
        self.page.goto(self.server.address + visit.path)
        wrong: list[str] = self.page.evaluate(LOOKED_FOR)
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        return wrong + [f"{each['id']}: {each['nodes'][0]['html'][:140]}" for each in found]


@pytest.fixture(autouse=True)
def _records_beside_the_browser() -> Iterator[None]:
    with beside_the_browser():
        yield


@pytest.fixture
def walk(organisation: Organisation, noon: datetime, chromium: Browser) -> Iterator[Walk]:
    time: HandedOver
    with clock.hand_over(noon) as time:
        del time
        everybody = Everybody(_line(organisation), noon)
        everybody.settle_in()
        server = Server()
        server.begin_with(facts())
        context = chromium.new_context(locale="en-CA", reduced_motion="reduce")
        context.route("**/news", lambda route: route.abort())
        yield Walk(everybody=everybody, server=server, page=context.new_page())
        context.close()
        server.stop()


def _line(organisation: Organisation) -> Line:
    return a_line(organisation)


def test_everybody_can_use_the_pages_of_the_day(walk: Walk) -> None:
    dice = Random(SEED)  # noqa: S311  # a walk is to be walked again
    looks = cycle(dice.sample(EVERY_LOOK, len(EVERY_LOOK)))

    _nothing_wrong(walk, list(zip(drawn(walk.everybody, dice, A_DAY), looks, strict=False)))


@pytest.mark.long
@pytest.mark.parametrize(
    "looks", EVERY_PAIR[int(SEED) % 2], ids=lambda looks: "-".join(map(str, looks))
)
def test_everybody_can_use_every_page_there_is(looks: Looks, walk: Walk) -> None:
    """What several roles may open is looked at as the first of them."""
    pages, _ = visits(walk.everybody)
    first = {visit.path: visit for visit in reversed(pages)}

    _nothing_wrong(walk, [(visit, looks) for visit in first.values()])


def _nothing_wrong(walk: Walk, looked_at: list[tuple[Visit, Looks]]) -> None:
    found = [
        f"{visit.who} {visit.path} {looks}: {wrong}"
        for visit, looks in looked_at
        for wrong in walk.wrong_with(visit, looks)
    ]
    assert not found, "\n".join([f"seed {SEED}", *found])
