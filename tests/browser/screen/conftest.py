"""One screen in a real browser, in front of a server that says what the test wants it to say."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page

from tests.browser.listening import listening
from tests.browser.screen.server import Server


@dataclass(slots=True)
class Screen:
    page: Page
    server: Server

    def show(self, inside: str = "", *, path: str = "/", presence: str = "on") -> None:
        """The operator's frame with this in it."""
        self.server.pages[path] = page_with(inside, presence=presence)
        self.page.goto(self.server.address + path)

    def wait_for(self, condition: str, *, seconds: float = 5) -> None:
        """Asked from outside the page: its own headers let nobody evaluate a text inside."""
        until = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < until, f"never: {condition}"
            self.page.wait_for_timeout(50)


def page_with(inside: str, *, presence: str = "on") -> str:
    template = engines["django"].from_string(
        '{% extends "web/console_frame.html" %}{% block main %}' + inside + "{% endblock %}"
    )
    here = {"operator": {"name": "Ana"}, "live": True, "presence": presence}
    return str(template.render(here, RequestFactory().get("/")))


def facts(
    *rows: dict[str, Any], you: int = 1, supervises: bool = False, ahead: float = 0, **more: Any
) -> dict[str, Any]:
    """As the feed tells it; `ahead`: seconds the server's clock is ahead of this machine's."""
    at = datetime.now(UTC) + timedelta(seconds=ahead)
    return {
        "at": at.isoformat(),
        "you": {"id": you, "state": "on", "key_ok": True, "supervises": supervises},
        "rows": list(rows),
        "gone": [],
        "waiting": 0,
        "watches": len(rows),
        "alarms": sum(row["alarm"] for row in rows),
        "troubles": [],
        "operators": [],
        **more,
    }


def row(id: str = "watch-1", *, decide_in: float = 60, **more: Any) -> dict[str, Any]:
    decide_at = datetime.now(UTC) + timedelta(seconds=decide_in)
    return {
        "id": id,
        "version": 1,
        "kind": "watch",
        "state": "listening",
        "order": [9, decide_at.isoformat()],
        "label": "Sam",
        "holder": {"id": 1, "name": "Ana"},
        "ringing": [],
        "offered_to": None,
        "alarm": False,
        "waiting": False,
        "unheld": False,
        "decided": None,
        "second_person": False,
        "supervisor_wanted": False,
        "look": None,
        "ask_beside": False,
        "call_again": False,
        "decide_at": decide_at.isoformat(),
        **more,
    }


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Screen]:
    server = Server()
    server.begin_with(facts())
    context = chromium.new_context(locale="en-CA")
    page = context.new_page()
    page.set_default_timeout(5000)
    mistakes = listening(page)
    yield Screen(page, server)
    context.close()
    server.stop()
    assert mistakes == []
