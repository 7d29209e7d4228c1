"""A learner who knows nothing does what the coach says, and nothing else, and gets through."""

import pytest
from playwright.sync_api import Locator, Page

from stillhere.care.policy import Policy
from stillhere.care.practice_times import PRACTISED
from tests.browser.journeys.people import Operator

pytestmark = [pytest.mark.browser, pytest.mark.long]
LESSONS = 3
SAID = """() => [
  document.querySelector(".coach").dataset.act,
  [...document.querySelectorAll(".coach__does li")].map((li) => [
    li.dataset.do, li.querySelector("b")?.textContent, li.querySelector("q")?.textContent,
  ]),
]"""
"""What the coach says, and what to do: read at once, for the next may come at any moment."""
Done = tuple[str, str | None, str | None]


@pytest.fixture
def policy() -> Policy:
    return PRACTISED


@pytest.fixture
def people() -> dict[str, str]:
    return {"ana": "operator"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whoever_follows_the_coach_gets_through_their_first_shift(
    ana: Operator, language: str
) -> None:
    page = ana.page
    for _ in range(LESSONS):
        page.goto("/console/first-shift/")
        page.locator(".lesson .button--primary").click()
        _follow_the_coach(page)
    page.goto("/console/first-shift/")

    assert page.locator(".lesson .badge--calm").count() == LESSONS
    assert page.locator(".went li").count() >= 12
    page.locator("form[action$='/finish'] button").click()
    page.wait_for_selector(".lesson:not(:has(.badge--calm))")


def _follow_the_coach(page: Page) -> None:
    page.wait_for_selector(".coach")
    for _ in range(120):
        act, does = page.evaluate(SAID)
        if act == "done":
            return
        for each in does:
            _do(page, *each)
        _until_it_says_something_else(page, act)
    raise AssertionError("the coach goes round in circles")


def _until_it_says_something_else(page: Page, act: str | None) -> None:
    """Half a minute at most: between two questions there is nothing to do."""
    page.wait_for_selector(f".coach:not([data-act='{act}'])", timeout=60_000)


def _do(page: Page, how: str, name: str | None, words: str | None) -> None:
    match how:
        case "write":
            _visible(page.get_by_label(str(name), exact=True)).fill(str(words))
        case "choose":
            _visible(page.get_by_role("combobox", name=name)).select_option(label=words)
        case "tick" if words:
            page.get_by_role("group", name=name).get_by_label(words, exact=True).check()
        case "tick":
            ticks = page.get_by_role("radio", name=name).or_(
                page.get_by_role("checkbox", name=name)
            )
            _visible(ticks).check()
        case "hold":
            Operator(page).hold(_visible(page.get_by_role("button", name=name)))
        case "press":
            _press(page, str(name))
        case "wait" if words:
            page.locator("#thread", has_text=words).wait_for(timeout=60_000)


def _press(page: Page, name: str) -> None:
    """In the form where something was just written; else wherever it stands."""
    here = page.locator("form:has(:focus)").get_by_role("button", name=name)
    if here.count():
        here.first.click()
        return
    anywhere = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
    _visible(anywhere.or_(page.locator("summary", has_text=name))).click()


def _visible(found: Locator) -> Locator:
    return found.locator("visible=true").first
