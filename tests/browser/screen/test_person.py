"""One person's page follows their row, and no address it asks for tells where they are."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen.conftest import Screen, page_with

pytestmark = pytest.mark.browser
WHERE = "/console/contacts/7/panel"
FOLLOWS = '<script type="module" src="/static/console/js/person.js"></script>'
PERSON = f"""<div id="person" data-panel="{WHERE}" data-contact="7" data-watch="" data-plan="3"
data-guides="" data-near="41,42"><p>{{said}}</p></div>"""


def test_where_somebody_is_stands_in_no_address(screen: Screen) -> None:
    """SU2: whoever keeps a list of addresses learns no place from it."""
    screen.server.pages[WHERE] = page_with(PERSON.format(said="newer"))

    with screen.page.expect_request(f"**{WHERE}*") as asked:
        screen.show(PERSON.format(said="one") + FOLLOWS)

    expect(screen.page.locator("#person p")).to_have_text("newer")
    assert asked.value.url.endswith(f"{WHERE}?plan=3&guides=")
    assert asked.value.headers["x-near"] == "41,42"
