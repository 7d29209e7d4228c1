"""How soon a caller sees each public page on slow 3G, beside a bare page of as many bytes.

Run it against a practice line that is up: `python -m bench.caller_page http://127.0.0.1:8000/line/demo-chat/`.
It begins a chat there. The bare page has a paragraph, no style and no script, and comes from a
server of its own that does nothing else: no page of that size can be seen sooner on that wire.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from threading import Thread
from typing import Final
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools import programs

TIMES: Final = 5
LOOP: Final = 5_000_000
"""Turns of a loop that does nothing: how fast this machine is just now."""
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
OF_THE_PAGE: Final = "() => performance.getEntriesByType('navigation')[0].transferSize"
CARRIED: Final = """() => performance.getEntries()
  .filter((each) => "transferSize" in each)
  .reduce((sum, each) => sum + each.transferSize, 0)"""
PAGES: Final = {
    "number": "",
    "card": "card/",
    "left": "/away/",
    "sent": "/h/sent/",
    "nothing here": "/no-such-page",
    "chat": "/chat/",
}


def main(address: str) -> int:
    with sync_playwright() as playwright, _bare_server() as bare:
        browser = playwright.chromium.launch(
            executable_path=programs.chromium(), args=programs.chromium_switches()
        )
        kept = _begin_chat(browser, address)
        said = {
            name: _compared(browser, urljoin(address, path), bare, kept=kept)
            for name, path in PAGES.items()
        }
        browser.close()
    sys.stdout.write(f"{json.dumps({'rounds': TIMES, 'loop_s': _loop(), 'pages': said})}\n")
    return 0


def _begin_chat(browser: Browser, address: str) -> list[object]:
    """The cookies of somebody in a chat."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.click("form[action$='/chat/'] button")
        page.wait_for_url("**/chat/")
        return list(context.cookies())


def _compared(
    browser: Browser, address: str, bare: str, *, kept: list[object]
) -> dict[str, object]:
    """Turn and turn about, so that a slow minute of the machine falls on both."""
    ours, floor, carried, of_the_page = [], [], 0, 0
    for _ in range(TIMES):
        painted, of_the_page, carried = _paint(browser, address, kept=kept)
        ours.append(painted)
        floor.append(_paint(browser, f"{bare}/{of_the_page}", kept=[])[0])
    return {
        "first_paint_ms": round(median(ours)),
        "slowest_ms": round(max(ours)),
        "bare_page_ms": round(median(floor)),
        "ratio": round(median(ours) / median(floor), 2),
        "bytes_of_the_page": of_the_page,
        "bytes_in_all": carried,
    }


def _paint(browser: Browser, address: str, *, kept: list[object]) -> tuple[float, int, int]:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.add_cookies(kept)  # type: ignore[arg-type]  # as the browser gave them
    page = _slow_page(context)
    page.goto(address, wait_until="load", timeout=60_000)
    painted = float(page.evaluate(PAINTED))
    sizes = int(page.evaluate(OF_THE_PAGE)), int(page.evaluate(CARRIED))
    context.close()
    return painted, *sizes


def _slow_page(context: BrowserContext) -> Page:
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    return page


@contextmanager
def _bare_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


WORDS: Final = b"<!doctype html><title>.</title><p>Bare.</p><!--"


class Bare(BaseHTTPRequestHandler):
    """As many bytes as the address says, most of them after the words."""

    def log_message(self, *_args: object) -> None: ...

    def do_GET(self) -> None:
        size = self.path.strip("/")
        body = WORDS.ljust(int(size), b".") + b"-->" if size.isdigit() else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _loop() -> float:
    began = time.perf_counter()
    for _ in range(LOOP):
        pass
    return round(time.perf_counter() - began, 3)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
