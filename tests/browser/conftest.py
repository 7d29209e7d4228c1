"""One browser for all tests of a worker: each opens windows of its own in it, and closes them."""

import os
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import RealDatabase
from tools import programs

LOOKED_AT: Final = "every_page_there_is["


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In which of its looks every page was seen today: the others have their turn tomorrow."""
    ran = [each for name in ("passed", "failed") for each in terminalreporter.getreports(name)]
    looks = sorted({each.nodeid.partition("[")[2][:-1] for each in ran if LOOKED_AT in each.nodeid})
    if looks:
        day = os.environ["STILLHERE_TEST_DAY"]
        told = f"STILLHERE_TEST_DAY={day}: every page was looked at in {', '.join(looks)}"
        terminalreporter.write_line(told)


@pytest.fixture(scope="session")
def chromium(shared_database: RealDatabase) -> Iterator[Browser]:
    """Begun after the records are made and ended before they go: it brings an event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.chromium(),
            args=[*programs.chromium_switches(), "--disable-gpu"],
        )
        yield browser
        browser.close()
