"""The caller's page in a real browser: it leaves nothing behind, and says when it is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from stillhere.care.policy import Policy
from stillhere.records.models import Line
from tests.browser.journeys.conftest import CALM
from tests.browser.journeys.people import Caller
from tests.faults.house import House

pytestmark = pytest.mark.browser
TIMERS_STAND_STILL = """
window.setTimeout = () => 0;
window.setInterval = () => 0;
Object.defineProperty(document, "hidden", { get: () => true });
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
KEPT = "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length]"


@pytest.fixture
def policy() -> Policy:
    return CALM


@pytest.fixture
def page_without_scripts(chromium: Browser, house: House, line: Line) -> Iterator[Page]:
    """An old phone."""
    with chromium.new_context(base_url=house.address, java_script_enabled=False) as context:
        yield context.new_page()


def test_after_leaving_the_back_button_finds_nothing(caller: Caller) -> None:
    page = caller.page
    caller.begin("hi, anyone there?")
    page.wait_for_selector("[data-message]")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/away/")

    assert page.evaluate(KEPT) == [0, 0, 0]
    assert page.context.cookies() == []
    page.go_back(wait_until="commit")
    assert page.url == "about:blank"


@pytest.mark.long
def test_who_changed_the_language_finds_nothing_by_the_back_button_either(caller: Caller) -> None:
    page = caller.page
    page.goto(f"/line/{caller.line}/")
    page.click("header [name=language]")
    page.wait_for_selector("html[lang=fr]")
    page.click("[data-exit] button")
    page.wait_for_url("**/away/")

    page.go_back(wait_until="commit")
    assert page.url == "about:blank"


@pytest.mark.long
def test_a_page_that_is_cut_off_says_so_and_sends_nothing_later(caller: Caller) -> None:
    page = caller.page
    caller.begin("hi, anyone there?")
    page.wait_for_selector("[data-message]")
    page.context.set_offline(True)

    page.wait_for_selector("[data-lost]:visible", timeout=3_000)
    page.fill("#words", "said while cut off")
    page.click("form[action$='/chat/say'] button")
    page.wait_for_selector("[data-not-sent]:visible")
    page.context.set_offline(False)
    page.wait_for_selector("[data-lost]", state="hidden")
    assert page.input_value("#words") == "said while cut off"
    assert page.locator("[data-message]", has_text="said while cut off").count() == 0


@pytest.mark.long
def test_what_one_goes_on_writing_while_something_is_sent_stays(caller: Caller) -> None:
    page, held = caller.page, list[Route]()
    caller.begin("hi")
    page.wait_for_selector("[data-message]:has-text('hi')")
    page.route("**/chat/say", lambda route: held.append(route))  # noqa: PLW0108  # it keeps a mark on what it is given

    page.fill("#words", "first")
    page.click("form[action$='/chat/say'] button")
    page.wait_for_timeout(200)
    page.fill("#words", "and then")
    held[0].continue_()
    page.wait_for_selector("[data-message]:has-text('first')")

    assert page.input_value("#words") == "and then"


@pytest.mark.long
def test_a_hidden_page_goes_on_asking_although_its_timers_stand_still(caller: Caller) -> None:
    page = caller.page
    caller.begin("hi, anyone there?")
    page.add_init_script(TIMERS_STAND_STILL)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/chat/")
    page.wait_for_event("request", lambda request: request.url.endswith("/news"), timeout=10_000)
    page.wait_for_event("request", lambda request: request.url.endswith("/news"), timeout=10_000)

    assert page.locator("[data-no-worker]").is_hidden()


@pytest.mark.long
def test_an_old_phone_does_it_all_with_forms(page_without_scripts: Page, line: Line) -> None:
    page = page_without_scripts
    page.goto(f"/line/{line.slug}/")
    page.click("form[action$='/chat/'] button")
    page.fill("#words", "hello from an old phone")
    page.click("form[action$='/chat/say'] button")

    assert "hello from an old phone" in page.inner_text("[data-thread]")
    page.click("[data-exit] button")
    assert page.url.endswith("/away/")
    assert page.context.cookies() == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_nothing_is_cut_off_on_a_small_phone_or_with_large_letters(
    caller: Caller, language: str, letters: str
) -> None:
    page = caller.page
    caller.begin("hi, anyone there?")
    for address in (f"/line/{caller.line}/", "/chat/", "/away/"):
        page.goto(address)
        page.evaluate(f"document.documentElement.style.setProperty('font-size', '{letters}')")

        assert page.evaluate(SIDEWAYS) == 0, address
