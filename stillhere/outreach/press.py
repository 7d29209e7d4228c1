"""Sets what is printed. Nothing that people wrote is ever read as layout: it goes in as values."""

import json
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

import font_source_sans_pro
import typst

HERE: Final = Path(__file__).parent / "print"
LETTERS: Final = Path(font_source_sans_pro.__file__).parent / "files"
ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1: tagged, with a title and a language; whoever reads by ear has the same card."""
SHOWN: Final = 220
"""Dots per inch on a page: sharp on a screen twice as fine as most."""

_one_at_a_time = threading.Lock()
"""Many who ask at once get theirs one after the other, and the line has the other processor."""


@lru_cache(maxsize=64)
def pdf(sheet: str, *, card: str, paper: str = "a4") -> bytes:
    """`card`: what `values` made. Raises `typst.TypstError` where a template of ours is wrong."""
    with _one_at_a_time:
        return _pages(
            typst.compile(
                _read(sheet),
                root=HERE,
                font_paths=[LETTERS],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=ACCESSIBLE,
                sys_inputs={"card": card, "paper": paper},
            )
        )


@lru_cache(maxsize=64)
def picture(side: Literal["front", "back"], *, card: str) -> bytes:
    """A PNG of one side, as it looks when it is cut."""
    with _one_at_a_time:
        return _pages(
            typst.compile(
                _read("side"),
                root=HERE,
                font_paths=[LETTERS],
                ignore_system_fonts=True,
                format="png",
                ppi=SHOWN,
                sys_inputs={"card": card, "side": side},
            )
        )


def values(**said: object) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


@cache
def _read(sheet: str) -> Path:
    return HERE / f"{sheet}.typ"


def _pages(made: object) -> bytes:
    assert isinstance(made, bytes)  # several only where one asks for a picture of several pages
    return made
