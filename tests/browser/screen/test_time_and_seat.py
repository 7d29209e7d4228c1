"""A clock of this machine that is minutes off, and a console whose seat was taken."""

import re
from datetime import datetime, timedelta

import pytest

from tests.browser.screen.conftest import Screen, facts, row

pytestmark = pytest.mark.browser
LIVE = "document.querySelector('[data-live]').dataset.state === 'live'"
FIRST_TONE = """
const first = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
  window.firstTone ??= Date.now();
  return first.call(this);
};
"""
MINUTES = 7 * 60.0


@pytest.mark.parametrize("ahead", [MINUTES, -MINUTES])
def test_a_machine_whose_clock_is_minutes_off_counts_and_rings_when_it_is_time(
    ahead: float, screen: Screen
) -> None:
    """Too early frightens, too late kills: the server's due time, by the server's clock."""
    server_now = datetime.fromisoformat(facts(ahead=ahead)["at"])
    due = server_now + timedelta(seconds=90)
    rises = server_now + timedelta(seconds=4)
    screen.page.add_init_script(FIRST_TONE)
    screen.server.begin_with(facts(row(decide_at=rises.isoformat()), ahead=ahead))
    ring = '{% include "web/ring.html" with due="' + due.isoformat() + '" pace=120 %}'
    screen.show(ring)
    screen.page.mouse.click(300, 500)
    screen.wait_for(LIVE)

    clock = screen.page.locator("[data-clock]").inner_text()
    heard = _first_tone(screen, ahead)

    late = heard / 1000 + ahead - rises.timestamp()
    assert 0 <= late < 3
    assert re.fullmatch(r"1:(30|2\d|1\d)", clock)


def test_a_console_whose_seat_was_taken_says_so_and_does_not_ring(screen: Screen) -> None:
    """WA11: two consoles that ring for one person are two that each thinks the other is heard."""
    alarm = facts(row(alarm=True, state="alarm"))
    alarm["you"]["key_ok"] = False
    screen.server.beat = (200, "application/json", '{"state":"elsewhere","key_ok":false}')
    screen.server.begin_with(alarm)
    screen.show()
    screen.page.mouse.click(300, 500)

    notice = screen.page.locator("[data-beat-notice=elsewhere]")
    notice.wait_for()
    screen.page.wait_for_timeout(1000)

    assert "Your people are still yours." in notice.inner_text()
    assert str(notice.get_by_role("link").get_attribute("href")) == "/console/?here"
    assert screen.page.evaluate("window.tones") == 0


@pytest.mark.long
def test_a_console_whose_seat_was_taken_beats_no_more(screen: Screen) -> None:
    screen.server.beat = (200, "application/json", '{"state":"elsewhere","key_ok":false}')
    screen.show()
    screen.page.locator("[data-beat-notice=elsewhere]").wait_for()
    before = len(screen.server.posted["/console/beat"])

    screen.page.wait_for_timeout(11_000)

    assert len(screen.server.posted["/console/beat"]) <= before + 1, "one was on its way"


def _first_tone(screen: Screen, ahead: float) -> float:
    """In ms, by this machine's clock, while the server goes on saying what time it is."""
    for _ in range(20):
        screen.server.tell("tick", {"at": facts(ahead=ahead)["at"]})
        screen.page.wait_for_timeout(500)
        if heard := screen.page.evaluate("window.firstTone ?? 0"):
            return float(heard)
    raise AssertionError("nothing rang")
