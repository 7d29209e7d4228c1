"""Every state of the console through axe, wide and narrow, by night and by day."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from stillhere.care.policy import Policy
from tests.browser.journeys.conftest import CALM
from tests.browser.journeys.people import Caller, Operator

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TWICE = ({"width": 720, "height": 450}, {"width": 1280, "height": 720})
OUT_OF_REACH = """() => [...document.querySelectorAll("main button, main a[href], main input")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.type !== "hidden")
    .filter((each) => {
        each.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, right, top, bottom } = each.getBoundingClientRect();
        const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return !at || !(each.contains(at) || at.contains(each));
    }).map((each) => each.textContent.trim() || each.name)"""
SETTLED = """() => Promise.allSettled(document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished)).then(() => true)"""
"""A button that has just become free is half faded still."""
MENU = "the menu of a phone"
WIDE, NARROW = {"width": 1440, "height": 2000}, {"width": 360, "height": 4000}
"""So tall that nothing scrolls: axe takes a button half out of sight, or half beneath the talk at
the foot of a phone, for a small one.
"""


@pytest.fixture
def policy() -> Policy:
    """No alarm rises by itself while somebody looks at each state."""
    return CALM


@pytest.mark.parametrize("language", ["fr"])
def test_every_state_of_the_console_is_open_to_everyone(caller: Caller, ana: Operator) -> None:
    found = {where: wrong for where in _walk(caller, ana) if (wrong := _wrong(ana.page))}

    assert found == {}


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr"])
def test_at_twice_the_size_nothing_is_lost(caller: Caller, ana: Operator) -> None:
    """A window of 1440 × 900 at 200 %, and one of 2560 × 1440."""
    states = (where for where in _walk(caller, ana) if where != MENU)  # it covers what is beneath
    found = {where: wrong for where in states if (wrong := _lost(ana.page))}

    assert found == {}


def _lost(page: Page) -> list[str]:
    """Buttons that no scrolling brings on the screen, and pages that scroll sideways."""
    lost = []
    for size in TWICE:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # two plain numbers
        page.wait_for_timeout(150)
        lost += [f"{words} at {size['width']}" for words in page.evaluate(OUT_OF_REACH)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            lost.append(f"scrolls sideways at {size['width']}")
    return lost


def _walk(caller: Caller, ana: Operator) -> Iterator[str]:
    """Stops at every state, until who asked for it has looked."""
    yield "coming on shift"
    caller.begin("allô?")
    ana.come_on()
    yield "the board"
    ana.take()
    yield "hello"
    yield from _by_code(ana)
    ana.go_to("ask")
    yield "ask"
    ana.go_to("plan")
    yield "the plan"
    ana.page.fill("form.plan [name=place]", "12, rue Exemple")
    ana.page.select_option("[name=step_1]", "emergency")
    ana.page.click("form.plan .card__foot button")
    ana.sees("#read-back")
    yield "read back"
    ana.press("begin")
    ana.sees(".keys")
    yield "the watch"
    ana.page.click("details[data-keep-open=to-end-life] summary")
    ana.press("to-end-life")
    ana.sees("#to-end-life")
    ana.page.click("details[data-keep-open=adverse] summary")
    ana.press("adverse", value="panic")
    ana.sees("form[action$='/taken-back']")
    yield "meant to end their life"
    ana.press("wrong")
    ana.sees("#decide-now")
    yield "the alarm"
    ana.hold(ana.button("decide"))
    ana.sees("#calling .script")
    yield "calling for help"
    ana.press("reached")
    ana.sees(".help-coming")
    yield "help on the way"
    ana.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # two plain numbers
    ana.page.click(".bar__menu")
    yield MENU
    ana.page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # as above
    ana.page.click("form[action$='/theme'] button")
    ana.sees(".help-coming")
    yield "by day"


def _by_code(ana: Operator) -> Iterator[str]:
    """Before a watch only for who came to talk: they say why they came after it."""
    ana.press("need", value="talk")
    ana.page.click("#step a[href='?step=code']")
    ana.page.click("[data-keep-open=code-make] summary")
    yield "offering a code"
    ana.page.fill("[data-keep-open=code-make] [name=own_word]", "lanterne")
    for name, answer in (("carer", "Ma"), ("birth_town", "T"), ("birth_day", "7")):
        ana.page.fill(f"[data-keep-open=code-make] [name={name}]", answer)
    ana.press("code/make")
    ana.sees("form[action$='code/said']", within=30)
    yield "a code to be said"
    ana.press("code/keep", value="yes")
    ana.sees("#code-keep:has-text('jusqu')")
    yield "answers for next time"
    ana.press("need", value="about_to_use")


def _wrong(page: Page) -> list[str]:
    wrong = []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # two plain numbers
        page.wait_for_timeout(150)
        page.evaluate(SETTLED)
        found = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"scrolls sideways at {size['width']}")
    return wrong
