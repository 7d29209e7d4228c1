"""A caller with a phone and an operator at a console, as a journey moves them."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

PASSWORD = "correct horse battery staple"


class Caller:
    def __init__(self, page: Page, *, line: str) -> None:
        self.page = page
        self.line = line

    def begin(self, words: str) -> None:
        self.page.goto(f"/line/{self.line}/")
        self.page.check("[name=need][value=about_to_use]")
        self.page.click("form[action$='/chat/'] button")
        self.page.fill("#words", words)
        self.page.click("form[action$='/chat/say'] button")

    def wait_until(self, shown: str) -> None:
        self.page.wait_for_selector(f"[data-when={shown}]:visible")

    def tap_okay(self) -> None:
        self.page.click("form[action$='/chat/okay'] button")


class Operator:
    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, name: str) -> None:
        self.sign_in_again(name)
        self.page.wait_for_selector("[data-come-on] .button--primary:enabled")

    def sign_in_again(self, name: str) -> None:
        """Perhaps they are on shift already, at another console."""
        self.page.goto("/console/")
        self.page.fill("[name=login]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")

    def come_on(self) -> None:
        self.page.click("[data-hear]")
        self.page.check("[name=sound_heard]")
        self.page.click("[data-come-on] .button--primary")
        self.page.wait_for_selector(".bar form[action$='/shift/break']")

    def take(self) -> None:
        """One press, on the board."""
        self.page.click("[data-take] button:visible")
        self.page.wait_for_url("**/contacts/*/")

    def press(self, act: str, *, value: str = "") -> None:
        """The button of the form that does `act`, as a pointer finds it."""
        self.button(act, value=value).click()

    def button(self, act: str, *, value: str = "") -> Locator:
        which = f"[value='{value}']" if value else ""
        return self.page.locator(f"form[action$='/{act}'] button{which}:visible").first

    def hold(self, button: Locator, *, seconds: float = 1.8) -> None:
        button.hover()
        self.page.mouse.down()
        self.page.wait_for_timeout(seconds * 1000)
        self.page.mouse.up()

    def go_to(self, step: str) -> None:
        self.page.click(f"#steps a[href$='step={step}']")
        self.page.wait_for_selector(f"#steps a[href$='step={step}'][aria-current=step]")

    def tell(self, **answers: str) -> None:
        """What they said, written down; Enter keeps it."""
        for name, answer in answers.items():
            self.page.fill(f"#step [name={name}]", answer)
        self.page.press(f"#step [name={name}]", "Enter")
        self.page.wait_for_selector(f"li[data-done]:has([name={name}])")

    def sees(self, selector: str, *, within: float = 15) -> Locator:
        self.page.wait_for_selector(selector, timeout=within * 1000)
        return self.page.locator(selector)

    def tones(self) -> int:
        return int(self.page.evaluate("window.tones"))


def seconds_until(happened: Callable[[], object], *, within: float) -> float:
    """How long it took, measured outside the page."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < within, f"not within {within} s"
        time.sleep(0.1)
    return time.monotonic() - began
