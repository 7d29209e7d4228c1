"""Opening hours as people write them, for one day of the week at a time, and back (SU2)."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Final

from stillhere.care.rota import Turn

ALL_DAY: Final = "24 h"
BETWEEN: Final = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\u00e0)\s*", re.IGNORECASE)
AT: Final = re.compile(r"(\d{1,2})(?:\s?[:h.]\s?(\d{2})?|\s?h)?", re.IGNORECASE)
MIDNIGHT: Final = time(0)


class NotHours(ValueError):
    """This is no time of opening: from one time on the clock to another."""

    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written


def hours_on(weekday: int, written: str) -> tuple[Turn, ...]:
    """Like 9:00-17:00, 20 h - 4 h; "24 h" is all day, nothing is closed. Raises `NotHours`.

    An end that is earlier on the clock than its beginning is on the next day.
    """
    pieces = [piece.strip() for piece in re.split("[,;]", written) if piece.strip()]
    return tuple(_turn(weekday, piece) for piece in pieces)


def as_written(turns: Iterable[Turn], weekday: int) -> str:
    """Read again by `hours_on` it is the same."""
    return ", ".join(_said(turn) for turn in turns if turn.weekday == weekday)


def _turn(weekday: int, piece: str) -> Turn:
    if re.fullmatch(r"24\s?h?", piece, re.IGNORECASE):
        return Turn(weekday=weekday, begins=MIDNIGHT, ends=MIDNIGHT)
    ends = BETWEEN.split(piece)
    if len(ends) != 2:
        raise NotHours(piece)
    begins, until = (_time(each, piece) for each in ends)
    if begins == until:
        raise NotHours(piece)  # nothing, or all day? whoever writes it must say
    return Turn(weekday=weekday, begins=begins, ends=until)


def _time(written: str, piece: str) -> time:
    found = AT.fullmatch(written.strip())
    if found is None:
        raise NotHours(piece)
    hour, minute = int(found[1]), int(found[2] or 0)
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    if hour > 23 or minute > 59:
        raise NotHours(piece)
    return time(hour, minute)


def _said(turn: Turn) -> str:
    if turn.begins == turn.ends:
        return ALL_DAY
    return f"{turn.begins:%H:%M}-{turn.ends:%H:%M}"
