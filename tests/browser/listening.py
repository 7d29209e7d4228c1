"""What a page lets be heard: its tones, and what went wrong in it."""

from playwright.sync_api import Page

SOUNDS = """
window.tones = 0;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
  window.tones += 1;
  return make.call(this);
};
"""


def listening(page: Page) -> list[str]:
    """Counts every tone, and collects what went wrong in the page itself."""
    page.add_init_script(SOUNDS)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda line: mistakes.extend([line.text] * ("Policy" in line.text)))
    return mistakes
