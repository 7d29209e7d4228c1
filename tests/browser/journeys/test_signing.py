"""What the line has chosen, in a real browser: through axe, and signed without any script."""

import pytest
from playwright.sync_api import Browser

from stillhere.records.models import Line
from tests.browser.journeys.founding import login
from tests.browser.journeys.people import PASSWORD, Operator
from tests.browser.journeys.test_everyone_can_use_it import _wrong
from tests.browser.listening import listening
from tests.faults.house import House

pytestmark = pytest.mark.browser
PAGE = "/console/settings/policies/"


@pytest.fixture
def people() -> dict[str, str]:
    return {"sam": "supervisor"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everyone_can_use_what_the_line_has_chosen(
    line: Line, house: House, chromium: Browser, language: str
) -> None:
    with chromium.new_context(base_url=house.address, locale=f"{language}-CA") as context:
        page = context.new_page()
        mistakes = listening(page)
        Operator(page).sign_in(login("sam", line))
        page.click(".bar a[href='/console/settings/']")
        page.click(f"main a[href='{PAGE}']")
        page.wait_for_selector("[name=decide_now]")
        found = _wrong(page)
        page.fill("[name=decide_now]", "soon")
        page.click(".card--accent button")
        page.wait_for_selector("[name=decide_now][aria-invalid=true]")
        found += _wrong(page)

        assert found == []
        assert page.input_value("[name=decide_now]") == "soon"
        assert mistakes == []


def test_signing_needs_no_script(line: Line, house: House, chromium: Browser) -> None:
    with chromium.new_context(base_url=house.address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/sign-in/?next={PAGE}")
        page.fill("[name=login]", login("sam", line))
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.fill("[name=decide_now]", "90 s")
        page.press("[name=decide_now]", "Enter")

        assert page.locator("[role=status] .notice--calm").count() == 1
        assert page.input_value("[name=decide_now]") == "90 s"
