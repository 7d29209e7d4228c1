"""A television in a real browser: the code leaves the address, and what was withdrawn the glass."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from tests.browser.screen.conftest import Screen
from tests.browser.screen.test_wall import RULES, ago, said

pytestmark = pytest.mark.browser
LIVE = "document.querySelector('[data-live]').dataset.state === 'live'"


def written(name: str, *, language: str = "en") -> str:
    with translation.override(language):
        template = engines["django"].get_template(f"console/screens/{name}.html")
        return str(template.render({"zone": "America/Toronto"}, RequestFactory().get("/screen/")))


def told(*people: dict[str, Any], **more: Any) -> dict[str, Any]:
    operator = {"number": 3, "name": "", "state": "on", "held": 1, "silent_since": None}
    return {
        "at": ago(0),
        "waiting": 0,
        "watches": len(people),
        "alarms": sum(each["kind"] == "alarm" for each in people),
        "longest": None,
        "promise": 60,
        "troubled": False,
        "people": list(people),
        "operators": [operator],
        "owed": {"call_backs": 0, "open": 1, "overdue": 0},
        "late": [{"at": ago(600), "seconds": 80, "reviewed": False}],
        **more,
    }


def person(kind: str = "watched", **more: Any) -> dict[str, Any]:
    one = {"kind": kind, "unheld": False, "due": ago(-70), "pace": 120, "since": None}
    return {**one, "practice": False, **more}


def turn_on(screen: Screen, *, language: str = "en") -> None:
    screen.server.pages["/screen/"] = written("television", language=language)
    screen.page.goto(screen.server.address + "/screen/")


def test_the_code_is_taken_out_of_the_address_and_brought_by_the_form(screen: Screen) -> None:
    screen.server.pages["/screen/"] = written("plain")
    screen.server.acts["/screen/open"] = (303, "/screen/", "")

    screen.page.goto(screen.server.address + "/screen/#1-ABCDE")
    screen.wait_for("!location.href.includes('ABCDE')")

    screen.page.wait_for_timeout(300)
    assert [sent["code"] for sent in screen.server.posted["/screen/open"]] == ["1-ABCDE"]
    assert "ABCDE" not in screen.page.url


def test_it_shows_rings_without_names_and_an_alarm_first_of_all(screen: Screen) -> None:
    turn_on(screen)
    screen.wait_for("document.querySelector('[data-live]').dataset.state !== 'unknown'")
    screen.server.tell("wall", told(person()))
    screen.page.get_by_text("Watched").wait_for()
    clock = screen.page.locator("[data-list=people] [data-clock]").inner_text()

    alarm = person("alarm", due=None, since=ago(80))
    screen.server.tell("wall", told(alarm, person()))
    screen.page.locator(".person--alarm").wait_for()

    assert clock.startswith("1:")
    assert said(screen, "people").startswith("▲ Alarm 1:2")
    assert "Operator 3 on shift with them 1" in said(screen, "operators")
    assert screen.page.inner_text("[data-count=alarms]") == "1"
    assert screen.page.text_content("[data-alarm-said]") == "Alarm. Look at a console."


def test_what_was_withdrawn_leaves_the_glass_within_seconds(screen: Screen) -> None:
    turn_on(screen)
    screen.wait_for("document.querySelector('[data-live]').dataset.state !== 'unknown'")
    screen.server.tell("wall", told(person()))
    screen.page.get_by_text("Watched").wait_for()

    screen.server.pages["/screen/"] = written("plain")  # and /screen/still answers 404
    screen.server.cut()

    screen.page.get_by_text("Nothing is shown here").wait_for(timeout=10_000)


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everyone_can_use_a_television_calm_and_in_an_alarm(screen: Screen, language: str) -> None:
    found = []
    turn_on(screen, language=language)
    screen.wait_for(LIVE)
    for people in ([person()], [person("alarm", due=None, since=ago(80)), person("waiting")]):
        screen.server.tell("wall", told(*people))
        screen.wait_for(f"document.querySelectorAll('.person').length === {len(people)}")
        for width in (1920, 360):
            screen.page.set_viewport_size({"width": width, "height": 1080})
            answer = Axe().run(screen.page, options=RULES).response
            found += [f"{e['id']}: {e['nodes'][0]['html'][:160]}" for e in answer["violations"]]
            if screen.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"scrolls sideways at {width}")

    assert found == []
