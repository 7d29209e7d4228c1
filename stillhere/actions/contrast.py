"""How well letters can be read on a colour, as WCAG 2.2 measures it."""

from typing import Final

WORDS: Final = 4.5
"""The least for words of ordinary size (WCAG 2.2, 1.4.3, level AA)."""
STEPS: Final = 255
"""Between a colour and black or white: as many as a screen can show."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21. Each colour like #15606f."""
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def nearest_readable(colour: str, *, ink: str) -> str:
    """The first on the way from it to what is farthest from the ink; itself if it can be read.

    `ink`: white or black. There is always one: on black every white letter can be read.
    """
    away = "#000000" if _light(ink) > _light("#808080") else "#ffffff"
    on_the_way = (_mixed(colour, away, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in on_the_way if contrast(each, ink) >= WORDS)


def _mixed(one: str, other: str, share: float) -> str:
    """`share` of the other, 0 to 1; the tint stays."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _light(colour: str) -> float:
    """Relative luminance of sRGB."""
    parts = [each / 255 for each in _parts(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
