"""From the ring to the voice: a line of the demo, its own `answer`, a console and its telephone."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright

from tests.phones.browsing import PATIENCE, SWITCHES, microphone
from tests.phones.house import LINE, House
from tools import programs
from tools.phones.exchange import Addresses, Exchange

pytestmark = pytest.mark.phones
CALLER, OPERATOR = 440, 880
STILLHERE: Final = (sys.executable, "-m", "stillhere.cli")
STARTS_WITHIN: Final = 60
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


@contextmanager
def a_demo(exchange: Exchange, at: Addresses, folder: Path) -> Iterator[str]:
    """With one more line, which rings at this exchange; yields where it is."""
    around = {
        **os.environ,
        "STILLHERE_DATA": str(folder),
        "STILLHERE_TELEPHONES": f"ws://{at.exchange}:8088/ws",
        "PORT": "9418",
        "DJANGO_SETTINGS_MODULE": "stillhere.settings",
    }
    said = folder / "said"
    with said.open("wb") as log:
        demo = subprocess.Popen([*STILLHERE, "demo"], env=around, stdout=log, stderr=log)
    try:
        address = _when_ready(demo, said)
        words = ["create-line", "--organisation", "demo", "--slug", "calls", "--practice"]
        words += ["--provider", "asterisk", "--name", "Demo calls", "--number", LINE]
        words += ["--carrier", f"carrier-1={at.carrier}:5060,{at.carrier}"]
        words += ["--base-url", exchange.door.url]
        words += ["--auth-token", exchange.door.password]
        subprocess.run([*STILLHERE, *words], env=around, check=True, capture_output=True)
        yield address
    finally:
        demo.terminate()
        demo.wait(STARTS_WITHIN)


def _when_ready(demo: subprocess.Popen[bytes], said: Path) -> str:
    for _ in range(STARTS_WITHIN * 10):
        words = said.read_text().split()
        if "Ctrl-C" in words:
            return next(word for word in words if word.endswith("/console/"))
        assert demo.poll() is None, said.read_text()
        time.sleep(0.1)
    raise AssertionError(said.read_text())


async def comes_on(page: Page, address: str, folder: Path) -> None:
    ana = json.loads((folder / "demo-logins.json").read_text())[0]
    await page.goto(address)
    await page.fill("[name=login]", ana["username"])
    await page.fill("[name=password]", ana["password"])
    await page.press("[name=password]", "Enter")
    await page.click("[data-hear]:enabled")
    await page.check("[name=sound_heard]")
    await page.click("[data-come-on] .button--primary:enabled")


async def opens_the_telephone(context: BrowserContext, page: Page) -> Page:
    async with context.expect_page() as opened:
        await page.click("[data-telephone-state]")
    telephone = await opened.value
    await telephone.click("[data-press=on]")
    await says(telephone, "state ready")
    return telephone


async def says(telephone: Page, what: str) -> None:
    said = f"[data-says='{what}']:not([hidden])"
    await telephone.wait_for_selector(said, timeout=PATIENCE * 2)


def test_whom_an_operator_takes_is_put_through_and_heard(
    exchange: Exchange, addresses: Addresses, in_the_house: Tell, tmp_path: Path
) -> None:
    """CO1: the press at the console is the yes; until then it only rings."""
    sound = microphone(tmp_path / "a.wav", OPERATOR)

    async def story(house: House) -> None:
        async with async_playwright() as playwright:
            switches = [*SWITCHES, f"--use-file-for-fake-audio-capture={sound}"]
            browser = await playwright.chromium.launch(
                executable_path=programs.chromium(),
                args=[*programs.chromium_switches(), *switches],
            )
            page = await browser.new_page()
            await comes_on(page, address, tmp_path)
            telephone = await opens_the_telephone(page.context, page)
            caller = house.call(await house.phone(plays=CALLER))
            await says(telephone, "state rings")
            await page.click("[data-take] button:visible")
            await says(telephone, "state talking")
            await caller.hears(OPERATOR, never=(CALLER,))
            await telephone.click("[data-press=mute]")
            await caller.hears_nothing()
            await page.wait_for_selector("[data-telephone-state=muted]")
            await browser.close()

    with a_demo(exchange, addresses, tmp_path) as address:
        in_the_house(story)
