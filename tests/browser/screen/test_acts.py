"""What a press does: holding, keys, and changing a part of the page without losing anything."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen.conftest import Screen, page_with

pytestmark = pytest.mark.browser
HOLD = """<form method="post" action="/help" data-swap>
<button class="button button--big" data-hold>Send help</button></form><textarea></textarea>"""
KEYS = """<form method="post" action="/heard" data-swap>
<button class="button" data-key=" ">Heard</button></form>
<button class="button" id="other" type="button">Other</button><textarea></textarea>"""
PART = """<div id="person"><p>{said}</p>
<form method="post" action="/say" data-swap><textarea class="input" name="words"></textarea>
<button class="button">Send</button></form>
<form method="post" action="/other" data-swap><input class="input" name="place"></form></div>"""

TALL = """<script type="module" src="/static/console/js/in_view.js"></script>
<div id="person"><h1>Sam</h1><div class="desk desk--{state}"><h2>{state}</h2></div>""" + (
    "<br>" * 200
    + """<form method="post" action="/wrong" data-swap><button>Wrong</button></form></div>"""
)
CONSENT = """<div id="person"><form method="post" action="/where" data-swap>
<input type="hidden" name="key" value="a"><input type="checkbox" name="agreed" value="yes">
</form></div>"""
MOVING = """<div id="person">{above}<button class="button" type="button" id="here">Here</button>
<form method="post" action="/say" data-swap></form></div>"""
PRESSES = """window.presses = 0;
document.querySelector('#here').addEventListener('click', () => (window.presses += 1))"""
ANSWERED = "performance.getEntriesByType('resource').some(each => each.name.endsWith('/say'))"
NEWER_MEANWHILE = "form => { form.requestSubmit(); form.elements.key.value = 'b'; }"


def _answers(screen: Screen, path: str) -> None:
    """As our pages do: back to where one was, which now looks different."""
    screen.server.acts[path] = (303, "/", "")


def _then(screen: Screen, inside: str) -> None:
    screen.server.pages["/"] = page_with(inside)


def _sent(screen: Screen, path: str) -> int:
    return len(screen.server.posted[path])


def test_a_short_press_never_sends_help(screen: Screen) -> None:
    screen.show(HOLD)
    button = screen.page.get_by_text("Send help")

    button.click()
    button.click(delay=1000)

    assert _sent(screen, "/help") == 0


def test_holding_sends_help_once(screen: Screen) -> None:
    _answers(screen, "/help")
    screen.show(HOLD)

    screen.page.get_by_text("Send help").hover()
    screen.page.mouse.down()
    screen.page.wait_for_timeout(1900)
    screen.page.mouse.up()

    assert _sent(screen, "/help") == 1


@pytest.mark.parametrize("way_out", ["Escape", "move", "blur"])
def test_there_is_a_way_out_while_holding(way_out: str, screen: Screen) -> None:
    screen.show(HOLD)
    screen.page.get_by_text("Send help").hover()
    screen.page.mouse.down()
    screen.page.wait_for_timeout(500)

    if way_out == "Escape":
        screen.page.keyboard.press("Escape")
    elif way_out == "move":
        screen.page.mouse.move(5, 600)
    else:
        screen.page.evaluate("window.dispatchEvent(new Event('blur'))")
    screen.page.wait_for_timeout(1500)

    assert _sent(screen, "/help") == 0


def test_the_keyboard_holds_as_well(screen: Screen) -> None:
    _answers(screen, "/help")
    screen.show(HOLD)
    screen.page.get_by_text("Send help").focus()

    screen.page.keyboard.press("Enter")
    too_short = _sent(screen, "/help")
    screen.page.keyboard.down("Enter")
    screen.page.wait_for_timeout(1900)
    screen.page.keyboard.up("Enter")

    assert (too_short, _sent(screen, "/help")) == (0, 1)


def test_one_key_says_that_they_answered(screen: Screen) -> None:
    _answers(screen, "/heard")
    screen.show(KEYS)

    screen.page.keyboard.down(" ")
    screen.page.keyboard.down(" ")
    screen.page.keyboard.up(" ")
    screen.page.wait_for_timeout(300)

    assert _sent(screen, "/heard") == 1


@pytest.mark.parametrize("where", ["textarea", "#other"])
def test_the_space_bar_belongs_to_where_one_is(where: str, screen: Screen) -> None:
    screen.show(KEYS)
    screen.page.locator(where).focus()

    screen.page.keyboard.press(" ")
    screen.page.wait_for_timeout(200)

    assert _sent(screen, "/heard") == 0


def test_a_part_changes_and_what_is_half_typed_elsewhere_stays(screen: Screen) -> None:
    _answers(screen, "/say")
    screen.show(PART.format(said="before"))
    _then(screen, PART.format(said="after"))
    screen.page.locator("[name=place]").fill("blue do")
    screen.page.locator("[name=words]").fill("I am here")

    screen.page.get_by_role("button", name="Send").click()
    screen.page.get_by_text("after", exact=True).wait_for()

    assert screen.page.locator("[name=place]").input_value() == "blue do"
    assert screen.page.locator("[name=words]").input_value() == ""


def test_a_refusal_is_said_in_place_and_nothing_is_lost(screen: Screen) -> None:
    no = (409, "application/json", '{"no": "Ben is with them already."}')
    screen.server.acts["/say"] = no
    screen.show(PART.format(said="before"))
    screen.page.locator("[name=words]").fill("I am here")

    screen.page.get_by_role("button", name="Send").click()

    screen.page.get_by_role("alert").get_by_text("Ben is with them already.").wait_for()
    assert screen.page.locator("[name=words]").input_value() == "I am here"


def test_without_a_connection_nothing_typed_is_lost(screen: Screen) -> None:
    screen.show(PART.format(said="before"))
    screen.page.locator("[name=words]").fill("I am here")
    screen.server.cut()

    screen.page.get_by_role("button", name="Send").click()

    screen.page.get_by_text("This could not be sent").wait_for()
    assert screen.page.locator("[name=words]").input_value() == "I am here"


def test_text_never_becomes_markup_but_by_our_one_door(screen: Screen) -> None:
    screen.show()

    refused = screen.page.evaluate("""() => {
        try { document.createElement('div').innerHTML = '<b>x</b>'; return false; }
        catch (error) { return error instanceof TypeError; } }""")

    assert refused


def test_a_yes_is_a_yes_once_though_the_page_went_on_meanwhile(screen: Screen) -> None:
    _answers(screen, "/where")
    screen.show(CONSENT)
    tick = screen.page.get_by_role("checkbox")
    tick.check()

    screen.page.locator("form[action='/where']").evaluate(NEWER_MEANWHILE)

    screen.wait_for("!document.querySelector('[name=agreed]').checked")
    assert _sent(screen, "/where") == 1


def test_an_alarm_comes_into_view_wherever_one_has_scrolled_to(screen: Screen) -> None:
    _answers(screen, "/wrong")
    screen.show(TALL.format(state="ring"))
    _then(screen, TALL.format(state="decide"))

    screen.page.get_by_role("button", name="Wrong").click()

    expect(screen.page.get_by_role("heading", name="decide")).to_be_in_viewport()
    expect(screen.page.get_by_role("heading", name="Sam")).to_be_in_viewport()


def test_nothing_moves_under_a_finger_and_its_press_is_not_lost(screen: Screen) -> None:
    _answers(screen, "/say")
    screen.show(MOVING.format(above=""))
    _then(screen, MOVING.format(above="<p>news</p>" + "<br>" * 20))
    screen.page.evaluate(PRESSES)

    screen.page.get_by_role("button", name="Here").hover()
    screen.page.mouse.down()
    screen.page.locator("form[action='/say']").evaluate("form => form.requestSubmit()")
    screen.wait_for(ANSWERED)
    screen.page.wait_for_timeout(200)  # in which the answer would have been shown
    screen.page.mouse.up()
    screen.page.get_by_text("news").wait_for()

    assert screen.page.evaluate("window.presses") == 1
