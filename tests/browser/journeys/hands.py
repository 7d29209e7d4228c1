"""How somebody works a page: with a pointer, or with nothing but the keys."""

from typing import Protocol

from playwright.sync_api import Locator, Page

HELD = 1800
"""Milliseconds: longer than a hold asks for."""
FARTHEST = 250
"""Presses of Tab after which a thing cannot be reached by keys."""
HAS_FOCUS = "element => element === document.activeElement"


class Hands(Protocol):
    def press(self, button: Locator) -> None: ...
    def write(self, field: Locator, words: str) -> None: ...
    def tick(self, choice: Locator) -> None: ...
    def choose(self, field: Locator, words: str) -> None: ...
    def hold(self, button: Locator) -> None: ...


class Pointer:
    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, button: Locator) -> None:
        button.click()

    def write(self, field: Locator, words: str) -> None:
        field.fill(words)

    def tick(self, choice: Locator) -> None:
        choice.check()

    def choose(self, field: Locator, words: str) -> None:
        field.select_option(label=words)

    def hold(self, button: Locator) -> None:
        button.hover()
        self._page.mouse.down()
        self._page.wait_for_timeout(HELD)
        self._page.mouse.up()


class Keyboard:
    """Tab, Enter, the space bar and letters; a pointer is never moved."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, button: Locator) -> None:
        self._go_to(button)
        self._page.keyboard.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        self._go_to(field)
        self._page.keyboard.type(words)

    def tick(self, choice: Locator) -> None:
        self._go_to(choice)
        self._page.keyboard.press("Space")
        assert choice.is_checked()

    def choose(self, field: Locator, words: str) -> None:
        self._go_to(field)
        self._page.keyboard.type(words)

    def hold(self, button: Locator) -> None:
        self._go_to(button)
        self._page.keyboard.down("Enter")
        self._page.wait_for_timeout(HELD)
        self._page.keyboard.up("Enter")

    def _go_to(self, there: Locator) -> None:
        """Forward, from wherever one is, round the page if need be."""
        there.wait_for()
        for _each in range(FARTHEST):
            if there.evaluate(HAS_FOCUS):
                return
            self._page.keyboard.press("Tab")
        raise AssertionError(f"no key reaches {there}")
