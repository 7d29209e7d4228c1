"""How well letters can be read on a colour, as WCAG 2.2 measures it."""

from typing import Final

WORDS: Final = 4.5
"""The least for words of ordinary size (WCAG 2.2, 1.4.3, level AA)."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21. Each colour like #15606f."""
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """White or black, whichever is read more easily; one of them always passes `WORDS`."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, colour))


def _light(colour: str) -> float:
    """Relative luminance of sRGB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
