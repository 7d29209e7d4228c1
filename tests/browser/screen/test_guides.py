"""A guide is found by a key and a word, and the talk that goes on takes nothing of it away."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen.conftest import Screen, page_with

pytestmark = pytest.mark.browser
TALK = """<div id="person"><p>{said}</p><a href="#find" data-key="g">Help beside you</a>
<form method="post" action="/say" data-swap><button class="button">Send</button></form></div>"""
GUIDES = """<script type="module" src="/static/console/js/guides.js"></script>
<div id="beside"><section id="guides"><form data-find-guides><input type="search" id="find"></form>
<p data-nothing-found hidden>Nothing</p><ul>
<li id="panic" data-guide=""><details><summary>Panic</summary>Slowly.</details></li>
<li id="kit" data-guide="narcan"><details><summary>Naloxone</summary>Öffne.</details></li>
</ul></section></div>"""
STAYS = """<div id="beside"><section id="guides" data-stays></section></div>"""


def test_a_guide_is_found_and_stays_while_the_talk_goes_on(screen: Screen) -> None:
    """SU1."""
    screen.server.acts["/say"] = (303, "/", "")
    screen.show(TALK.format(said="one") + GUIDES)
    page = screen.page

    page.keyboard.press("g")
    page.keyboard.type("NARC offne")
    expect(page.locator("#panic")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#kit details")).to_have_attribute("open", "")
    screen.server.pages["/"] = page_with(TALK.format(said="two") + STAYS)
    page.get_by_text("Send").click()

    expect(page.locator("#person p")).to_have_text("two")
    expect(page.locator("#find")).to_have_value("NARC offne")
    expect(page.locator("#kit details")).to_have_attribute("open", "")
    expect(page.locator("#panic")).to_be_hidden()
