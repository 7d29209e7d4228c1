"""What proves that a person heard a ring: key 1, or an act at a console (CO5)."""

from enum import StrEnum
from typing import Final

PERSON_KEY: Final = "1"
"""Said in the ring itself. A machine that answers presses nothing."""


class Proof(StrEnum):
    PICKED_UP = "picked_up"
    """By a person, a voicemail or a child: nobody knows, so it counts as nobody."""
    PERSON = "person"


def proof(pressed: str) -> Proof:
    """Of a ring that was picked up. Whatever a carrier guesses of machines only advises."""
    return Proof.PERSON if pressed == PERSON_KEY else Proof.PICKED_UP
