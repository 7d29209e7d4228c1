"""A key or this device as the second step: added, then asked for and used, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from stillhere.records.models import Line
from tests.browser.journeys.founding import login
from tests.browser.journeys.people import PASSWORD
from tests.browser.journeys.test_everyone_can_use_it import _wrong
from tests.browser.listening import listening
from tests.faults.house import House

pytestmark = [pytest.mark.browser, pytest.mark.long]
A_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(params=["en", "fr"])
def page(request: pytest.FixtureRequest, house: House, chromium: Browser) -> Iterator[Page]:
    """By name: a key belongs to a domain, and an address in figures is none."""
    address = house.address.replace("127.0.0.1", "localhost")
    with chromium.new_context(base_url=address, locale=f"{request.param}-CA") as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        mistakes = listening(page)
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": A_DEVICE})
        yield page
        assert mistakes == []


def _name_and_password(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def test_a_key_is_added_and_then_opens_what_the_password_alone_does_not(
    page: Page, line: Line
) -> None:
    ana = login("ana", line)
    _name_and_password(page, ana)
    page.wait_for_url("**/console/")
    page.goto("/sign-in/safety/keys/new/")
    page.fill("[name=password]", PASSWORD)  # asked again: a key stays for long
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/sign-in/safety/keys/new/")
    found = _wrong(page)
    page.fill("[name=name]", "this laptop")
    page.click("form[data-passkey=create] button[type=submit]")
    page.wait_for_url("**/sign-in/safety/codes/**")
    page.goto("/home")
    page.click("form[action$='/sign-in/out/'] button")
    _name_and_password(page, ana)
    page.wait_for_url("**/sign-in/code/")
    found += _wrong(page)
    page.goto("/console/")
    page.wait_for_url("**/sign-in/**")
    page.goto("/sign-in/code/")
    page.click("form[data-passkey=get] button[type=submit]")
    page.wait_for_url("**/console/")

    assert found == []
