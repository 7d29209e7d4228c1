"""RO3: a screen left alone, in a browser: what is there, what goes on, and what comes back."""

import pytest

from tests.browser.screen.conftest import Screen, facts, row

pytestmark = pytest.mark.browser
JSON = "application/json"
TYPED = '<form><label>Words <textarea name="words"></textarea></label></form><p>Sam on Elm St</p>'


def test_a_screen_left_alone_hides_everybody_and_brings_back_what_was_typed(screen: Screen) -> None:
    """RO3: it rings all the while, and another password opens nothing."""
    page, acts = screen.page, screen.server.acts
    screen.show(TYPED)
    page.get_by_label("Words").fill("half a sen")
    acts["/console/lock"] = (200, JSON, '{"done": true}')
    acts["/console/still-here"] = (200, JSON, '{"locked": true}')
    acts["/console/unlock"] = (423, JSON, '{"no": "That is not your password."}')
    alarm = facts(row(alarm=True, state="alarm", label="", holder=None, unheld=True))
    alarm["you"]["locked"] = True
    screen.server.begin_with(alarm)
    page.get_by_label("Words").evaluate("field => field.blur()")

    page.keyboard.press("Shift+L")
    page.get_by_text("ALARM. Unlock now").wait_for()
    screen.wait_for("window.tones > 0")
    hidden, title = page.content(), page.title()
    page.get_by_label("Password").fill("another")
    page.get_by_role("button", name="Unlock").click()
    page.get_by_text("That is not your password.").wait_for()
    acts["/console/unlock"] = (200, JSON, '{"done": true}')
    screen.server.begin_with(facts(row()))
    page.get_by_role("button", name="Unlock").click()
    acts["/console/still-here"] = (200, JSON, '{"locked": false}')
    page.get_by_text("Sam on Elm St").wait_for()

    assert "Elm St" not in hidden
    assert "ALARM" in title
    assert page.get_by_label("Words").input_value() == "half a sen"
    assert page.locator("[data-lock]").count() == 0
