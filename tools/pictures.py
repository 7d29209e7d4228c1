"""Pictures of every main screen, calm and in an alarm, in both languages, wide and narrow."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.a_demo import a_demo
from tools.programs import chromium, chromium_switches
from tools.screens import NARROW, WIDE, Walk
from tools.tree import HERE

FOLDER = HERE / "docs" / "pictures"
LANGUAGES = ("en", "fr")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*chromium_switches(), "--disable-gpu"]
        )
        for language in LANGUAGES:
            with a_demo() as demo:
                for name, page in Walk(browser, demo, language=language).screens():
                    for width in (WIDE, NARROW):
                        page.set_viewport_size({"width": width, "height": 900})
                        page.wait_for_timeout(300)
                        _keep(page.screenshot(full_page=True), f"{name}-{language}-{width}.png")
                    page.set_viewport_size({"width": WIDE, "height": 900})
        browser.close()


def _keep(picture: bytes, name: str) -> None:
    print(name)
    Path(FOLDER / name).write_bytes(picture)


if __name__ == "__main__":
    main()
