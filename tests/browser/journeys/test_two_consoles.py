"""One operator at two computers: the newest counts, the older says so, and nobody is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from stillhere.care.policy import Policy
from stillhere.records.models import Line
from tests.browser.journeys.conftest import CALM
from tests.browser.journeys.founding import login
from tests.browser.journeys.people import Caller, Operator
from tests.faults.house import House

pytestmark = [pytest.mark.browser, pytest.mark.long]
ELSEWHERE = "[data-beat-notice=elsewhere]:visible"


@pytest.fixture
def policy() -> Policy:
    return CALM


@pytest.fixture
def same(chromium: Browser, house: House, line: Line, ana: Operator) -> Iterator[Operator]:
    """Ana's other computer, with a browser of its own."""
    context = chromium.new_context(base_url=house.address, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(15_000)
    with context:
        yield Operator(context.new_page())


def use_this_one(operator: Operator) -> None:
    operator.page.click(f"{ELSEWHERE} a")
    operator.page.click("[data-hear]")
    operator.page.check("[name=sound_heard]")
    operator.page.click("[data-come-on] .button--primary")
    operator.page.wait_for_selector("[data-come-on]", state="detached")


def test_the_seat_moves_and_comes_back_and_nobody_is_lost(
    caller: Caller, ana: Operator, same: Operator, line: Line
) -> None:
    """WA11."""
    caller.begin("hi, anyone there?")
    ana.come_on()
    ana.take()
    ana.press("begin")
    ana.sees(".keys")

    same.sign_in_again(login("ana", line))
    same.sees(ELSEWHERE)
    use_this_one(same)
    ana.sees(ELSEWHERE)
    same.sees(".person--mine")
    use_this_one(ana)

    same.sees(ELSEWHERE)
    ana.sees(".person--mine")
    assert ana.page.locator(".person--asking").count() == 0
