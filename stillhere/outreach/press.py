"""Sets what is printed. Nothing that people wrote is ever read as layout: it goes in as values."""

import json
import threading
from functools import lru_cache
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

PATIENCE: Final = 5.0
"""Seconds that somebody waits for their turn; then they are told to come again."""

_one_at_a_time = threading.Lock()
"""Many who ask at once get theirs one after the other, and the line has the other processor."""


class Busy(Exception):
    """So many ask for something new that this one should come again."""


def pdf(sheet: str, *, card: str, paper: str = "a4") -> bytes:
    """`card`: what `values` made. Raises `Busy`, and `typst.TypstError` where ours is wrong."""
    return _in_turn(sheet, "pdf", card, paper)


def picture(side: Literal["front", "back"], *, card: str) -> bytes:
    """A PNG of one side, as it looks when it is cut. Raises as `pdf` does."""
    return _in_turn("side", "png", card, side)


def _in_turn(sheet: str, kind: Literal["pdf", "png"], card: str, form: str) -> bytes:
    """Whoever waited for the same finds it made."""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _made(sheet, kind, card, form)
    finally:
        _one_at_a_time.release()


@lru_cache(maxsize=256)
def _made(sheet: str, kind: Literal["pdf", "png"], card: str, form: str) -> bytes:
    made = typst.compile(
        HERE / f"{sheet}.typ",
        root=HERE,
        font_paths=[LETTERS],
        ignore_system_fonts=True,
        format=kind,
        ppi=SHOWN if kind == "png" else None,
        pdf_standards=ACCESSIBLE if kind == "pdf" else [],
        sys_inputs={"card": card, "paper": form, "side": form},
    )
    assert isinstance(made, bytes)  # several only where one asks for a picture of several pages
    return made


def values(**said: object) -> str:
    """What stands on a card, as the layout reads it."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False)
