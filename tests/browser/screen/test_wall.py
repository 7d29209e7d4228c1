"""The wall in a real browser: read from the door, by ear and on a phone, calm and in an alarm."""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Route

from tests.browser.screen.conftest import Screen, facts, row

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LIVE_NUMBERS = """() => [...document.querySelectorAll("[data-list], [data-owed]")]
    .filter((each) => each.closest("[aria-live], [role=status], [role=alert]")).length"""
SIZES = ((1440, 1600), (360, 740))


def show_wall(
    screen: Screen, *, language: str = "en", theme: str = "night", wait: bool = True
) -> None:
    here = {"operator": {"name": "Sam"}, "live": True, "wall": True, "presence": "on"}
    request = RequestFactory().get("/console/wall/")
    request.COOKIES["theme"] = theme
    with translation.override(language):
        page = engines["django"].get_template("console/wall.html").render(here, request)
    screen.server.pages["/console/wall/"] = str(page)
    until: Literal["load", "commit"] = "load" if wait else "commit"
    screen.page.goto(screen.server.address + "/console/wall/", wait_until=until)


def ago(seconds: float) -> str:
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()


def wall(**more: Any) -> dict[str, Any]:
    someone = {"state": "on", "held": 1, "speaks": ["en", "fr"], "rests": False}
    return {
        "at": ago(0),
        "operators": [
            {**someone, "id": 1, "name": "Ana", "silent_since": ago(9)},
            {**someone, "id": 2, "name": "Ben", "state": "away", "held": 0, "silent_since": None},
        ],
        "on_call": [{"name": "Kim", "has_number": False}],
        "lines": [
            {"id": 1, "name": "North", "practice": False, "waiting": 2, "longest": ago(58)},
            {"id": 2, "name": "Learn", "practice": True, "waiting": 0, "longest": None},
        ],
        "promise": 60,
        "call_backs": 1,
        "outcomes": {"open": 2, "overdue": 1},
        "late": [
            {"id": 7, "at": ago(600), "seconds": 80, "practice": False, "reviewed": False},
            {"id": 5, "at": ago(900), "seconds": 12, "practice": False, "reviewed": True},
        ],
        **more,
    }


def supervising(*rows: dict[str, Any]) -> dict[str, Any]:
    return facts(*rows, you=9, supervises=True)


def wrong(screen: Screen) -> list[str]:
    found = []
    for width, height in SIZES:
        screen.page.set_viewport_size({"width": width, "height": height})
        answer = Axe().run(screen.page, options=RULES).response
        found += [f"{e['id']}: {e['nodes'][0]['html'][:160]}" for e in answer["violations"]]
        if screen.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"scrolls sideways at {width}")
    return found


def said(screen: Screen, list_: str) -> str:
    return " ".join(screen.page.inner_text(f"[data-list={list_}]").split())


def test_the_wall_says_who_is_here_who_waits_and_what_came_late(screen: Screen) -> None:
    screen.server.begin_with(supervising())
    show_wall(screen)
    screen.wait_for("document.querySelector('[data-live]').dataset.state === 'live'")

    screen.server.tell("wall", wall())

    screen.page.get_by_text("Ana", exact=True).wait_for()
    assert "▲ Ana on shift silent for 0:" in said(screen, "operators")
    assert "English, French with them 1" in said(screen, "operators")
    assert "2 waiting, the longest 0:" in said(screen, "lines")
    assert "late by 1:20 to look into" in said(screen, "late")
    assert "Kim no number: cannot be rung" in said(screen, "on_call")
    assert screen.page.inner_text("[data-owed=overdue]") == "1"


def test_what_was_told_before_a_script_was_there_is_shown_all_the_same(screen: Screen) -> None:
    """On a slow network the stream speaks before everything that listens has come."""
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    screen.page.route("**/console/js/row_words.js", hold)
    screen.server.begin_with(supervising(row(watch=1, contact=1)))
    show_wall(screen, wait=False)
    screen.wait_for("document.querySelector('[data-live]').dataset.state === 'live'")
    screen.server.tell("wall", wall())
    screen.page.wait_for_timeout(300)

    late[0].continue_()

    screen.page.locator("[data-row=watch-1]").wait_for()
    screen.page.get_by_text("Ana", exact=True).wait_for()


def test_a_wait_grows_too_long_without_any_news(screen: Screen) -> None:
    screen.server.begin_with(supervising())
    show_wall(screen)
    screen.wait_for("document.querySelector('[data-live]').dataset.state === 'live'")
    screen.server.tell("wall", wall())
    too_long = screen.page.locator("[data-list=lines] [data-over]").first
    screen.page.get_by_text("North").wait_for()
    before = too_long.is_visible()

    screen.server.cut()

    too_long.wait_for(timeout=4000)
    assert not before


def test_a_watch_of_a_colleague_can_be_taken_over_and_whose_own_it_is_cannot(
    screen: Screen,
) -> None:
    """WA11."""
    theirs, own = row("watch-1", watch=1, contact=1), row("watch-2", watch=2, contact=2)
    own["holder"] = {"id": 9, "name": "Sam"}
    screen.server.begin_with(supervising(theirs, own))
    show_wall(screen)

    button = screen.page.locator("[data-row=watch-1] [data-take] button")
    button.wait_for()

    assert button.inner_text() == "Take over"
    form = screen.page.locator("[data-row=watch-1] [data-take]")
    assert str(form.get_attribute("action")) == "/console/watches/1/take"
    assert screen.page.locator("[data-row=watch-2] [data-take]").is_hidden()


@pytest.mark.long
@pytest.mark.parametrize(("language", "theme"), [("fr", "night"), ("en", "day")])
def test_everyone_can_use_the_wall_calm_and_in_an_alarm(
    screen: Screen, language: str, theme: str
) -> None:
    screen.server.begin_with(supervising(row(watch=1, contact=1)))
    show_wall(screen, language=language, theme=theme)
    screen.wait_for("document.querySelector('[data-live]').dataset.state === 'live'")
    screen.server.tell("wall", wall())
    screen.page.locator("[data-list=late] li").first.wait_for()
    calm = wrong(screen)

    alarm = row(watch=1, contact=1, version=2, alarm=True, state="alarm", last_answer=ago(75))
    screen.server.tell("rows", supervising(alarm))
    screen.page.locator(".person--alarm").wait_for()

    assert calm + wrong(screen) == []


def test_news_of_the_wall_is_read_to_nobody_and_an_alarm_once(screen: Screen) -> None:
    """Whoever listens hears an alarm at once, and no chatter of numbers that count."""
    screen.server.begin_with(supervising())
    show_wall(screen)
    screen.wait_for("document.querySelector('[data-live]').dataset.state === 'live'")

    live = screen.page.evaluate(LIVE_NUMBERS)
    screen.server.tell("rows", supervising(row(watch=1, contact=1, alarm=True, state="alarm")))
    screen.page.locator(".person--alarm").wait_for()

    assert live == 0
    assert screen.page.text_content("[data-now-alarm]") == "Alarm: Sam. Decide now."
