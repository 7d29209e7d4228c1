"""Pictures of the main screens, calm and in an alarm, in both languages, wide and narrow."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tools.a_demo import a_demo
from tools.programs import chromium, chromium_switches
from tools.screens import NARROW, WIDE, Walk
from tools.tree import HERE

FOLDER = HERE / "docs" / "pictures"
LANGUAGES = ("en", "fr")
MAIN = (
    *("caller-first", "caller-watched", "board-waiting", "contact-ask", "contact-plan"),
    *("watch-calm", "watch-alarm", "watch-calling", "wall", "settings", "card"),
)
"""The others are walked past as well, and only looked at."""
COLOURS = 96
"""Of a picture: enough for our few, and a fifth of the size."""
HIGH = {WIDE: 900, NARROW: 780}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*chromium_switches(), "--disable-gpu"]
        )
        for language in LANGUAGES:
            with a_demo() as demo:
                for name, page in Walk(browser, demo, language=language).screens():
                    if name not in MAIN:
                        continue
                    for width, high in HIGH.items():
                        page.set_viewport_size({"width": width, "height": high})
                        page.wait_for_timeout(400)
                        _keep(page.screenshot(), FOLDER / f"{name}-{language}-{width}.png")
                    page.set_viewport_size({"width": WIDE, "height": HIGH[WIDE]})
        browser.close()


def _keep(picture: bytes, where: Path) -> None:
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(where, optimize=True)
    print(where.relative_to(HERE))


if __name__ == "__main__":
    main()
