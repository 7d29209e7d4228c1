"""The operator is looked after too: three questions after help was sent, and no hurry (AF3)."""

from dataclasses import dataclass
from typing import Final

from stillhere.care.refused import NotYours, OutOfRange
from stillhere.care.watch_state import Actor

SCALE: Final = (1, 2, 3, 4, 5)
"""From not at all to very; a number can be given when words cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Only they and supervisors ever read it; it is no measure of anybody's work."""

    hard: int
    energy: int
    wants_to_talk: bool


def answers(*, hard: int, energy: int, wants_to_talk: bool) -> Answers:
    """Raises `OutOfRange`."""
    for name, given in (("hard", hard), ("energy", energy)):
        if given not in SCALE:
            raise OutOfRange(name, SCALE[0], SCALE[-1])
    return Answers(hard=hard, energy=energy, wants_to_talk=wants_to_talk)


def must_be_somebody_else(by: Actor, *, about: int) -> None:
    """A debrief is by name, by a supervisor, and nobody's own. Raises `NotYours`."""
    if not by.supervises or by.id == about:
        raise NotYours


def must_be_theirs(by: Actor, *, about: int) -> None:
    """Nobody says for somebody else how they are, or that they are ready. Raises `NotYours`."""
    if by.id != about:
        raise NotYours
