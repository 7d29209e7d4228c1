"""A tab that is really hidden, in a real window: it beats, and it rings, all the same."""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.browser.listening import SOUNDS
from tests.browser.screen.conftest import facts, page_with, row
from tests.browser.screen.server import Server
from tests.browser.window import Tab, Window, a_window

pytestmark = [pytest.mark.browser, pytest.mark.long]
COUNTED = """window.page = window.metronome = 0;
setInterval(() => { window.page += 1 }, 250);
document.addEventListener("metronome", () => { window.metronome += 1 });"""
BEATS = "/console/beat"


@pytest.fixture
def window() -> Iterator[Window]:
    with a_window() as window:
        yield window


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


def wait_for(happened: Callable[[], object], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(0.2)


def hide(window: Window, tab: Tab) -> None:
    """Another tab comes in front, as when somebody looks something up."""
    window.open_tab()
    wait_for(lambda: tab.evaluate("document.hidden"), seconds=10)


def test_a_hidden_tab_beats_and_rings(window: Window, server: Server) -> None:
    """WA11: an operator who looks something up is there, and hears whoever goes quiet."""
    tab = window.open_tab()
    tab.first_of_all(SOUNDS)
    server.begin_with(facts(row(decide_in=25)))
    server.pages["/"] = page_with("")
    tab.go_to(server.address)
    wait_for(lambda: len(server.posted[BEATS]) >= 2, seconds=20)
    hide(window, tab)
    tab.evaluate(COUNTED)
    before = len(server.posted[BEATS])

    time.sleep(16)

    page, metronome = tab.evaluate("window.page"), tab.evaluate("window.metronome")
    assert tab.evaluate("document.hidden")
    assert len(server.posted[BEATS]) - before >= 3
    assert page < 24, "the browser slows a hidden page's timers down to one a second"
    assert metronome > 2 * page, "what rings keeps its own time, in a worker"
    wait_for(lambda: tab.evaluate("window.tones"), seconds=20)
