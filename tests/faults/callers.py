"""Invented callers in real browsers' clothes: they chat over HTTP, and remember what was said."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Final

import httpx

from stillhere.public.acts import key_of

OK, REFUSED, UNKNOWN = "ok", "refused", "unknown"
PATIENCE: Final = 15.0
"""Seconds a browser waits for an answer while the web process starts again."""


@dataclass(frozen=True, slots=True)
class Tap:
    key: str
    """As it is kept."""
    answer: str
    """ok, refused or unknown: as the caller knows it, whatever became of it."""


QUIET: Final = 5
"""One in five never answers: their alarms have to rise and go on ringing."""


@dataclass(slots=True)
class Caller:
    number: int
    address: str
    line: str
    taps: dict[str, Tap] = field(default_factory=dict)
    browser: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        words = {"Accept": "application/json", "Accept-Language": "en"}
        self.browser = httpx.Client(base_url=self.address, headers=words, timeout=PATIENCE)

    @property
    def is_quiet(self) -> bool:
        return self.number % QUIET == 0

    def call(self) -> None:
        page = self.browser.get(f"/line/{self.line}/", headers={"Accept": "text/html"})
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token, f"no form on the line's page: {page.status_code}"
        self.browser.headers["X-CSRFToken"] = token.group(1)
        begun = self.browser.post(f"/line/{self.line}/chat/", data={"need": "about_to_use"})
        assert begun.status_code == 302, begun.status_code

    def answer(self, chance: random.Random) -> None:
        """Look at the page and tap "I'm okay"; what got lost on the way is sometimes sent again."""
        ask = self._asked()
        if not ask:
            return
        key = f"{self.number}-{len(self.taps)}"
        self._tap(key, ask)
        if self.taps[key].answer == UNKNOWN and chance.random() < 0.5:
            self._tap(key, ask)

    def _asked(self) -> int:
        try:
            news = self.browser.get("/chat/news")
            return int(news.json()["ask"]) if news.status_code == 200 else 0
        except (httpx.HTTPError, ValueError):
            return 0

    def _tap(self, key: str, ask: int) -> None:
        try:
            answered = self.browser.post("/chat/okay", data={"key": key, "ask": str(ask)})
            known = {200: OK, 409: REFUSED}.get(answered.status_code, UNKNOWN)
        except httpx.HTTPError:
            known = UNKNOWN
        self.taps[key] = Tap(key_of(key, "", str(ask), ""), known)


class Crowd:
    """Several hands that answer for many callers, each on their own about every `pause` seconds."""

    def __init__(self, callers: list[Caller], *, seed: int, hands: int = 4) -> None:
        self._groups = [callers[hand::hands] for hand in range(hands)]
        self._seed = seed
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, *, pause: float) -> None:
        for number, group in enumerate(self._groups):
            chance = random.Random(self._seed * 100 + number)  # noqa: S311  # to be had again
            words = (group, chance, pause)
            self._threads.append(threading.Thread(target=self._answer, args=words))
            self._threads[-1].start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _answer(self, group: list[Caller], chance: random.Random, pause: float) -> None:
        while not self._stop.is_set():
            began = time.monotonic()
            for caller in group:
                if self._stop.is_set():
                    return
                caller.answer(chance)
            self._stop.wait(max(0.0, pause - (time.monotonic() - began)))
