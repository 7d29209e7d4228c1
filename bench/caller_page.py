"""How soon a caller sees the page on slow 3G, beside an empty page of the same server.

Run it against a line that is up: `python -m bench.caller_page http://127.0.0.1:8000/line/demo-chat/`.
"""

import json
import sys
from statistics import median
from typing import Final
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from tools import programs

TIMES: Final = 5
SLOW_3G: Final = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400 * 1024 / 8,
    "uploadThroughput": 400 * 1024 / 8,
}
"""As Chromium's own tools have it: 400 ms for each question, 400 kbit/s."""
PAINTED: Final = """() => new Promise((done) => new PerformanceObserver((list) => {
  const first = list.getEntriesByName("first-contentful-paint")[0];
  if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""
CARRIED: Final = """() => performance.getEntries()
  .filter((each) => "transferSize" in each)
  .reduce((sum, each) => sum + each.transferSize, 0)"""


def main(address: str) -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.chromium(), args=programs.chromium_switches()
        )
        # Turn and turn about, so that a slow minute of the machine falls on both.
        rounds = [
            (_paint(browser, address), _paint(browser, _empty(address))) for _ in range(TIMES)
        ]
        browser.close()
    ours, empty = (median(each[0] for each in of) for of in zip(*rounds, strict=True))
    bytes_carried = max(each[0][1] for each in rounds)
    said = {
        "first_paint_ms": round(ours),
        "empty_page_ms": round(empty),
        "ratio": round(ours / empty, 2),
        "bytes_carried": bytes_carried,
        "rounds": TIMES,
    }
    sys.stdout.write(f"{json.dumps(said)}\n")
    return 0


def _empty(address: str) -> str:
    """The page one is left on: the same frame and style, and two sentences."""
    return urljoin(address, "/away/")


def _paint(browser: Browser, address: str) -> tuple[float, int]:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    _slow_down(page)
    page.goto(address, wait_until="load", timeout=60_000)
    painted, carried = float(page.evaluate(PAINTED)), int(page.evaluate(CARRIED))
    context.close()
    return painted, carried


def _slow_down(page: Page) -> None:
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
