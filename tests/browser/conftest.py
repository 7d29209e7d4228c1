"""One browser for all tests of a worker: each opens windows of its own in it, and closes them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import RealDatabase
from tools import programs


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
