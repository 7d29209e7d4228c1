"""Reads what was printed as a telephone and a printing house do."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL.Image import Image

MM = 72 / 25.4
"""Points."""


def codes(page: Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(page)]


def colours(page: Image) -> set[bytes]:
    """Each as three bytes: red, green, blue."""
    dots = page.convert("RGB").tobytes()
    return {dots[at : at + 3] for at in range(0, len(dots), 3)}


class Printed:
    def __init__(self, pdf: bytes) -> None:
        self.pages = list(pypdfium2.PdfDocument(pdf))

    def looks(self, page: int, *, scale: float = 3) -> Image:
        looks: Image = self.pages[page].render(scale=scale).to_pil()
        return looks

    def words(self) -> str:
        return " ".join(
            " ".join(page.get_textpage().get_text_range() for page in self.pages).split()
        )

    def trimmed(self) -> list[tuple[float, float]]:
        """Across and down of each page when it is cut, in millimetres."""
        return [_across_and_down(*page.get_trimbox()) for page in self.pages]

    def sizes(self) -> set[float]:
        """Of every letter, in points."""
        return {round(size, 2) for page in self.pages for size in _sizes(page.get_textpage())}

    def nearest_to_the_cut(self) -> float:
        """Of everything that is to be read, in millimetres; negative where it would be cut."""
        return min(near for page in self.pages for near in _distances(page)) / MM


def _across_and_down(left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
    return round((right - left) / MM, 1), round((top - bottom) / MM, 1)


def _sizes(words: pypdfium2.PdfTextPage) -> Iterator[float]:
    for at in range(words.count_chars()):
        if pdfium.FPDFText_IsGenerated(words, at):
            continue  # a space or an end of line that is not on paper
        yield pdfium.FPDFText_GetFontSize(words, at)


def _distances(page: pypdfium2.PdfPage) -> Iterator[float]:
    left, bottom, right, top = page.get_trimbox()
    words = page.get_textpage()
    for at in range(words.count_rects()):
        x, y, across, up = words.get_rect(at)
        yield min(x - left, y - bottom, right - across, top - up)
