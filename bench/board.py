"""How long the board's page works at a time with 500 watches, beside the same page with one.

By the browser's own timeline, in a headless Chromium without a graphics card. A screen is smooth
while nothing it does takes longer than a frame, 16 ms: `python -m bench.board`.
"""

import json
import os
import sys
import tempfile
from typing import Any, Final

import django
from playwright.sync_api import Browser, sync_playwright

from tools import programs

WATCHES: Final = 500
SECONDS: Final = 10
FRAME: Final = 16.0
"""Milliseconds of one picture at sixty a second."""
SETTLES: Final = 4_000
"""Milliseconds until everything has been drawn once; what a tick costs comes after."""
TIMELINE: Final = "toplevel,disabled-by-default-devtools.timeline,devtools.timeline"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stillhere.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STILLHERE_DATA"] = folder
        django.setup()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=programs.chromium(),
                args=[*programs.chromium_switches(), "--disable-gpu"],
            )
            many, one = _tasks(browser, WATCHES), _tasks(browser, 1)
            browser.close()
    said = {"watches": WATCHES, "seconds": SECONDS, "many_ms": _told(many), "one_ms": _told(one)}
    said["longer_than_a_frame"] = sum(each > FRAME for each in many)
    sys.stdout.write(f"{json.dumps(said)}\n")
    return 0


def _tasks(browser: Browser, watches: int) -> list[float]:
    """Milliseconds of each piece of work of the page's own thread."""
    from tests.browser.screen.conftest import facts, row  # noqa: PLC0415  # once django is set up
    from tests.browser.screen.server import Server  # noqa: PLC0415  # as above

    server = Server()
    rows = [row(f"watch-{at}", decide_in=60 + at / 10) for at in range(watches)]
    server.begin_with(facts(*rows, you=0))
    server.pages["/"] = _board()
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(server.address)
    page.locator(f"[data-now] > :nth-child({watches})").wait_for(state="attached")
    page.wait_for_timeout(SETTLES)
    timeline = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    timeline.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    timeline.send("Tracing.start", {"categories": TIMELINE, "transferMode": "ReportEvents"})
    for _ in range(SECONDS):
        server.tell("tick", facts(*[], you=0) | {"watches": watches})
        page.wait_for_timeout(1_000)
    timeline.send("Tracing.end")
    page.wait_for_timeout(1_500)
    page.context.close()
    server.stop()
    return _of_the_page(events)


def _of_the_page(events: list[dict[str, Any]]) -> list[float]:
    threads = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    ran = [e for e in events if e["name"].endswith("RunTask") and (e["pid"], e["tid"]) in threads]
    return [each.get("dur", 0) / 1000 for each in ran]


def _told(tasks: list[float]) -> dict[str, float]:
    ordered = sorted(tasks)
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p99": round(ordered[int(len(ordered) * 0.99)], 2),
        "max": round(ordered[-1], 2),
        "tasks": len(ordered),
    }


def _board() -> str:
    from django.template import engines  # noqa: PLC0415  # once django is set up
    from django.test import RequestFactory  # noqa: PLC0415  # as above

    here = {"operator": {"name": "Ana"}, "live": True, "presence": "on"}
    page = engines["django"].get_template("console/board.html")
    return str(page.render(here, RequestFactory().get("/console/")))


if __name__ == "__main__":
    sys.exit(main())
