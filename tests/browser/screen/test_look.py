"""Every component, by day and by night, as people see it who do not see or move well."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, expect

from tests.browser.screen.conftest import Screen

pytestmark = pytest.mark.browser
NARROW, WIDE = 360, 1440
LEAVE = ".bar form[action$='/shift/leave'] button"
TOO_SMALL = """() => [...document.querySelectorAll('main button, main .choice, main summary')]
    .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)"""

HOW_OFTEN_IT_MOVES = (
    "getComputedStyle(document.querySelector('.alarm__icon')).animationIterationCount"
)


def _look(theme: str) -> str:
    template = engines["django"].get_template("web/look.html")
    here = {"operator": {"name": "Ana"}, "theme": theme, "presence": "on"}
    return str(template.render(here, RequestFactory().get("/")))


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everybody_can_use_what_pages_are_made_of(
    theme: str, width: int, screen: Screen, chromium: Browser
) -> None:
    screen.server.pages["/look"] = _look(theme)
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{screen.server.address}/look")

    found = Axe().run(page)

    assert [each["id"] for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(TOO_SMALL) == []
    context.close()


def test_who_asks_for_stillness_sees_an_alarm_that_does_not_move(screen: Screen) -> None:
    screen.page.emulate_media(reduced_motion="reduce")
    screen.show('<p class="alarm"><span class="alarm__icon">▲</span> Alarm</p>')

    assert screen.page.evaluate(HOW_OFTEN_IT_MOVES) == "1"


def test_the_bar_of_a_phone_takes_two_rows_and_its_menu_holds_the_rest(screen: Screen) -> None:
    page = screen.page
    page.set_viewport_size({"width": NARROW, "height": 640})
    with translation.override("fr"):
        screen.show()

    assert page.locator(".bar").bounding_box()["height"] <= 100  # type: ignore[index]  # it is there
    expect(page.locator(LEAVE)).to_be_hidden()
    page.click(".bar__menu")
    expect(page.locator(LEAVE)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(LEAVE)).to_be_hidden()
