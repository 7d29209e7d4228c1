"""An operator's browser: the house's own telephone in it, and a tone for a microphone."""

import functools
import http.server
import math
import struct
import threading
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page, async_playwright

from tools import programs

STATIC: Final = Path(__file__).parents[2] / "stillhere/console/static/console"
RATE: Final = 48_000
PATIENCE: Final = 10_000
SWITCHES: Final = (
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--disable-gpu",
)
PAGE: Final = "<!doctype html><title>-</title><audio></audio>"
BEGIN: Final = """async (with_) => {
    const { Line } = await import("/js/telephone/line.js");
    const { Packets } = await import("/js/telephone/hearing.js");
    const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    window.microphone = await navigator.mediaDevices.getUserMedia({ audio: raw });
    window.line = new Line();
    window.said = [];
    window.packets = new Packets();
    line.addEventListener("line", ({ detail }) => {
        said.push(detail);
        if (detail !== "talking") return;
        const tracks = line.session.connection.getReceivers().map(({ track }) => track);
        const stream = new MediaStream(tracks);
        document.querySelector("audio").srcObject = stream;
        document.querySelector("audio").play();
        const context = new AudioContext();
        window.ear = context.createAnalyser();
        ear.fftSize = 8192;
        ear.smoothingTimeConstant = 0;
        context.createMediaStreamSource(stream).connect(ear);
        window.perBin = context.sampleRate / ear.fftSize;
    });
    line.open(with_);
}"""
HEARS: Final = """(hertz) => {
    if (!window.ear) return false;
    const levels = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(levels);
    const loudest = levels.indexOf(Math.max(...levels));
    return Math.max(...levels) > -40 && Math.abs(loudest * perBin - hertz) < 15;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served() -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(STATIC))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def microphone(path: Path, hertz: int) -> Path:
    """A second of a tone, which Chromium plays over and over."""
    turn = 2 * math.pi * hertz / RATE
    samples = [round(9000 * math.sin(turn * n)) for n in range(RATE)]
    with wave.open(str(path), "wb") as written:
        written.setparams((1, 2, RATE, RATE, "NONE", ""))
        written.writeframes(struct.pack(f"<{RATE}h", *samples))
    return path


@asynccontextmanager
async def a_browser(sound: Path) -> AsyncIterator[Page]:
    with served() as where:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=programs.chromium(),
                args=[
                    *programs.chromium_switches(),
                    *SWITCHES,
                    f"--use-file-for-fake-audio-capture={sound}",
                ],
            )
            page = await browser.new_page()
            await page.goto(where)
            yield page
            await browser.close()


async def registers(page: Page, *, where: str, name: str, secret: str) -> None:
    await page.evaluate(BEGIN, {"where": where, "name": name, "secret": secret})


async def says(page: Page, state: str) -> None:
    await page.wait_for_function("state => said.includes(state)", arg=state, timeout=PATIENCE)


async def hears(page: Page, hertz: int) -> None:
    await page.wait_for_function(HEARS, arg=hertz, timeout=PATIENCE)
