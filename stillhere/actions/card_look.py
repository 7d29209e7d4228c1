"""The colour of an organisation's wallet card and of the letters on it: signed, and readable."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

from stillhere.actions import chosen
from stillhere.actions.chosen import Subject
from stillhere.actions.contrast import WORDS, contrast, nearest_readable
from stillhere.records.models import Chosen

SHORT: Final = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")
WHOLE: Final = re.compile(r"#?([0-9a-f]{6})")


class Letters(StrEnum):
    WHITE = "white"
    BLACK = "black"


INK: Final = {Letters.WHITE: "#ffffff", Letters.BLACK: "#000000"}


class NotAColour(ValueError):
    """Not three or six signs of 0 to 9 and a to f."""


class CannotBeRead(Exception):
    """Below WCAG 2.2, level AA."""

    def __init__(self, contrast: float, nearest: str) -> None:
        super().__init__(f"{contrast:.2f} to 1")
        self.contrast, self.nearest = contrast, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLook:
    colour: str = "#15606f"
    """The default, as on every page of ours."""
    letters: Letters = Letters.WHITE

    @property
    def ink(self) -> str:
        return INK[self.letters]

    @property
    def contrast(self) -> float:
        return contrast(self.colour, self.ink)

    def as_values(self) -> dict[str, str]:
        return {"colour": self.colour, "letters": self.letters.value}

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        return cls(colour=values["colour"], letters=Letters(values["letters"]))


AS_SHIPPED: Final = CardLook()


def colour_of(typed: str) -> str:
    """As a page of the organisation's own has it: #B3560C, b3560c or #b50. Raises `NotAColour`."""
    typed = typed.strip().lower()
    if whole := WHOLE.fullmatch(typed):
        return f"#{whole[1]}"
    if short := SHORT.fullmatch(typed):
        return "#" + "".join(2 * each for each in short.groups())
    raise NotAColour


def card_look(*, organisation: int) -> CardLook:
    """Inside `as_organisation`."""
    newest = chosen.newest(Subject.CARD, organisation=organisation)
    return AS_SHIPPED if newest is None else CardLook.from_values(newest.values)


def must_be_readable(look: CardLook) -> None:
    """Raises `CannotBeRead`."""
    if look.contrast < WORDS:
        raise CannotBeRead(look.contrast, nearest_readable(look.colour, ink=look.ink))


def sign_look(look: CardLook, *, organisation: int, seen: int, by: int, now: datetime) -> Chosen:
    """On every card printed from now on. Raises `CannotBeRead`, and what `chosen.sign` raises."""
    must_be_readable(look)
    return chosen.sign(
        Subject.CARD, look.as_values(), organisation=organisation, seen=seen, by=by, now=now
    )
