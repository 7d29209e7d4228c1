"""LIVE, catching up, NOT LIVE; and a screen that is cut off rings all the same."""

import pytest

from tests.browser.screen.conftest import Screen, facts, row

pytestmark = pytest.mark.browser
STATE = "document.querySelector('[data-live]').dataset.state"


def test_silence_is_never_shown_as_calm(screen: Screen) -> None:
    screen.show()
    screen.wait_for(f"{STATE} === 'live'")
    bar = screen.page.locator("[data-not-live]")
    assert bar.is_hidden()

    screen.wait_for(f"{STATE} === 'late'", seconds=4)
    late = screen.page.locator("[data-live-word]").inner_text()
    screen.wait_for(f"{STATE} === 'lost'", seconds=4)

    assert late == "Catching up"
    assert "NOT LIVE" in bar.inner_text()
    assert "NOT LIVE" in screen.page.title()
    screen.server.tell("tick", facts())
    screen.wait_for(f"{STATE} === 'live'")
    assert bar.is_hidden()


def test_trying_again_never_takes_the_page_away(screen: Screen) -> None:
    screen.show("<p>the held plan</p>")
    screen.wait_for(f"{STATE} === 'live'")
    screen.server.cut()
    screen.wait_for(f"{STATE} === 'lost'", seconds=8)

    screen.page.get_by_role("button", name="Try now").click()
    screen.server.is_cut = False

    screen.wait_for(f"{STATE} === 'live'", seconds=10)
    assert screen.page.get_by_text("the held plan").is_visible()


def test_a_screen_that_is_cut_off_rings_when_somebody_falls_due(screen: Screen) -> None:
    screen.server.begin_with(facts(row(decide_in=2)))
    screen.show()
    screen.page.mouse.click(300, 500)
    screen.wait_for(f"{STATE} === 'live'")

    screen.server.cut()

    screen.wait_for("window.tones > 0", seconds=4)
    assert screen.page.evaluate(STATE) != "lost"


def test_an_alarm_is_heard_and_stands_in_the_title(screen: Screen) -> None:
    screen.show()
    screen.page.mouse.click(300, 500)
    screen.wait_for(f"{STATE} === 'live'")
    before = screen.page.evaluate("window.tones")

    screen.server.tell("rows", facts(row(alarm=True, state="alarm")))

    screen.wait_for("window.tones > 0")
    assert before == 0
    assert screen.page.title().startswith("▲ ALARM")
    assert screen.page.locator("[data-count=alarms]").inner_text() == "1"
    assert "alarm.svg" in str(screen.page.locator("[data-icon]").get_attribute("href"))


@pytest.mark.parametrize(("supervises", "hears"), [(True, True), (False, False)])
def test_a_supervisor_who_is_wanted_hears_it_and_nobody_else(
    screen: Screen, *, supervises: bool, hears: bool
) -> None:
    """PL9."""
    screen.show()
    screen.page.mouse.click(300, 500)
    screen.wait_for(f"{STATE} === 'live'")

    wanted = row(supervisor_wanted=True)
    screen.server.tell("rows", facts(wanted, you=9, supervises=supervises))
    screen.page.wait_for_timeout(1500)

    assert (screen.page.evaluate("window.tones") > 0) is hears


def test_whoever_calls_for_help_can_hear_their_phone(screen: Screen) -> None:
    decided = {"by": "Ana", "id": 1, "at": facts()["at"], "help": "emergency"}
    screen.server.begin_with(facts(row(alarm=True, state="alarm", decided=decided)))
    screen.show()
    screen.page.mouse.click(300, 500)
    screen.wait_for(f"{STATE} === 'live'")

    screen.page.wait_for_timeout(1000)

    assert screen.page.evaluate("window.tones") == 0


def test_news_that_was_overtaken_changes_nothing(screen: Screen) -> None:
    screen.server.begin_with(facts(row(version=5, label="new")))
    screen.show()
    screen.page.evaluate("""import('/static/web/js/live.js').then((live) => {
        window.label = () => live.board.rows.get('watch-1')?.label; })""")
    screen.wait_for("window.label?.() === 'new'")

    screen.server.tell("rows", facts(row(version=4, label="old"), row("watch-2")))
    screen.wait_for("document.querySelector('[data-count=watches]').textContent === '2'")

    assert screen.page.evaluate("window.label()") == "new"


def test_a_dead_part_of_the_server_is_said_on_the_screen(screen: Screen) -> None:
    screen.server.begin_with(facts(troubles=["part_silent"]))

    screen.show()

    notice = screen.page.locator("[data-troubles]")
    notice.wait_for()
    assert "Alarms may come late" in notice.inner_text()


def test_a_clock_of_this_machine_that_is_wrong_counts_right(screen: Screen) -> None:
    an_hour = 3600.0
    screen.server.begin_with(facts(ahead=an_hour))
    due = facts(ahead=an_hour + 90)["at"]
    ring = '{% include "web/ring.html" with due="' + due + '" pace=120 %}'

    screen.show(ring)

    screen.wait_for("/^1:2[5-9]$/.test(document.querySelector('[data-clock]').textContent)")
    assert "1:" in screen.page.locator("[data-clock]").inner_text()


def test_it_beats_with_the_key_of_its_tab(screen: Screen) -> None:
    screen.show()
    screen.wait_for("window.name.startsWith('stillhere-')")

    screen.page.wait_for_timeout(5600)

    beats = screen.server.posted["/console/beat"]
    key = screen.page.evaluate("window.name").removeprefix("stillhere-")
    assert len(beats) == 3, "at once from the page, then from the worker, then five seconds later"
    assert {beat["key"] for beat in beats} == {key}
    assert all(beat["token"] for beat in beats)


@pytest.mark.parametrize(
    ("answer", "notice"),
    [
        ((401, "application/json", "{}"), "signed-out"),
        ((200, "application/json", '{"state":"elsewhere","key_ok":false}'), "elsewhere"),
        ((200, "application/json", '{"state":"away","key_ok":false}'), "away"),
    ],
)
def test_a_beat_that_was_not_taken_is_said(
    answer: tuple[int, str, str], notice: str, screen: Screen
) -> None:
    screen.server.beat = answer

    screen.show()

    screen.page.locator(f"[data-beat-notice={notice}]").wait_for()


def test_off_shift_nothing_beats(screen: Screen) -> None:
    screen.show(presence="away")
    screen.wait_for(f"{STATE} === 'live'")

    screen.page.wait_for_timeout(700)

    assert screen.server.posted["/console/beat"] == []
