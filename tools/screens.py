"""A walk past every main screen, calm and in an alarm, in whatever language is spoken there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tools.a_demo import Demo

WIDE, NARROW = 1440, 360
PATIENCE = 20_000
"""Milliseconds."""
PLACES = re.compile(r"^/(console|line)/[\w/-]*$")


class Walk:
    """A caller on a phone and somebody at a console; each screen is yielded with its name."""

    def __init__(self, browser: Browser, demo: Demo, *, language: str) -> None:
        self._browser, self._demo, self._language = browser, demo, language

    def screens(self) -> Iterator[tuple[str, Page]]:
        with self._somebody(NARROW) as phone, self._somebody(WIDE) as desk:
            yield from self._a_contact(self._speaks(phone), self._signed_in(desk, "operator"))
        with self._somebody(WIDE) as desk:
            yield from self._everything_set_up(self._signed_in(desk, "supervisor"))

    @contextmanager
    def _somebody(self, width: int) -> Iterator[BrowserContext]:
        context = self._browser.new_context(
            base_url=self._demo.address, viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(PATIENCE)
        language = {"name": "language", "value": self._language, "url": self._demo.address}
        context.add_cookies([language])  # type: ignore[list-item]  # a plain dictionary is one
        try:
            yield context
        finally:
            context.close()

    def _speaks(self, context: BrowserContext) -> Page:
        return context.new_page()

    def _signed_in(self, context: BrowserContext, role: str) -> Page:
        page, (name, password) = context.new_page(), self._demo.logins[role]
        page.goto("/console/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/console/")
        return page

    def _a_contact(self, phone: Page, desk: Page) -> Iterator[tuple[str, Page]]:
        phone.goto("/")
        yield "caller-first", phone
        yield "shift-coming-on", desk
        desk.click("[data-hear]")
        desk.check("[name=sound_heard]")
        desk.click("[data-come-on] .button--primary")
        desk.wait_for_selector(".bar form[action$='/shift/break']", state="attached")
        yield "board-calm", desk
        phone.check("[name=need][value=about_to_use]")
        phone.click("form[action$='/chat/'] button")
        phone.fill("#words", "…")
        phone.click("form[action$='/chat/say'] button")
        yield "caller-waits", phone
        desk.wait_for_selector("[data-take] button:visible")
        yield "board-waiting", desk
        desk.click("[data-take] button:visible")
        desk.wait_for_url("**/contacts/*/")
        yield "contact-hello", desk
        yield from self._prepared(desk)
        self._press(desk, "begin")
        desk.wait_for_selector(".keys")
        yield "watch-calm", desk
        yield "caller-watched", phone
        yield from self._an_alarm(desk)

    def _prepared(self, desk: Page) -> Iterator[tuple[str, Page]]:
        self._step(desk, "ask")
        yield "contact-ask", desk
        self._step(desk, "plan")
        yield "contact-plan", desk
        desk.fill("form.plan [name=place]", "12 Example Street")
        desk.select_option("[name=step_1]", "emergency")
        desk.click("form.plan .card__foot button")
        desk.wait_for_selector("#read-back")
        yield "contact-read-back", desk

    def _an_alarm(self, desk: Page) -> Iterator[tuple[str, Page]]:
        self._press(desk, "wrong")
        desk.wait_for_selector("#decide-now")
        yield "watch-alarm", desk
        button = desk.locator("form[action$='/decide'] button:visible").first
        button.hover()
        desk.mouse.down()
        desk.wait_for_timeout(1_800)
        desk.mouse.up()
        desk.wait_for_selector("#calling .script")
        yield "watch-calling", desk
        self._press(desk, "reached")
        desk.wait_for_selector(".help-coming")
        yield "watch-help-coming", desk

    def _everything_set_up(self, desk: Page) -> Iterator[tuple[str, Page]]:
        """What the settings and the bar lead to; a new page is walked without being named here."""
        yield "board-supervisor", desk
        desk.goto("/console/wall/")
        desk.wait_for_selector("main h1, main h2")
        yield "wall", desk
        desk.goto("/console/settings/")
        links = desk.eval_on_selector_all("a[href]", "all => all.map(one => one.pathname)")
        yield "settings", desk
        for link in dict.fromkeys(filter(PLACES.match, links)):
            if link.startswith("/console/") and link not in {"/console/", "/console/settings/"}:
                desk.goto(link)
                yield link.removeprefix("/console/").strip("/").replace("/", "-"), desk
        desk.goto("/line/demo-phones/card/")
        yield "card", desk

    def _step(self, desk: Page, name: str) -> None:
        desk.click(f"#steps a[href$='step={name}']")
        desk.wait_for_selector(f"#steps a[href$='step={name}'][aria-current=step]")

    def _press(self, desk: Page, act: str) -> None:
        desk.click(f"form[action$='/{act}'] button:visible")
