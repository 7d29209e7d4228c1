"""
A watch without a person, on a call: what the line says first, and what a key means (WA12).

A machine speaks and hears keys; it understands no voice, and takes no noise for an answer (WA3).
"""

from enum import StrEnum
from typing import Final

from stillhere.care.proof import PERSON_KEY
from stillhere.care.watch_events import CheckedIn, HelpAsked
from stillhere.care.watch_state import Watch


class Line(StrEnum):
    """What a machine says on a call; each a whole sentence, in the caller's language."""

    TRUTH = "truth"
    """ "No person is with you. If you go quiet, a machine rings a person; it cannot call 911." """
    ONLY_RING = "only_ring"
    """No place was given: whoever is rung can do no more than ring them."""
    CHOOSE = "choose"
    """Key 1 for yes; any other, or none, and they wait for a person as before."""
    KEYS = "keys"
    """It has begun: key 1 when it asks, key 0 for help."""


OKAY_KEY: Final = PERSON_KEY
HELP_KEY: Final = "0"


def said_first(*, place_given: bool) -> tuple[Line, ...]:
    """The offer, in this order: nothing is asked before the truth has been said."""
    return (Line.TRUTH, *(() if place_given else (Line.ONLY_RING,)), Line.CHOOSE)


def says_yes(pressed: str) -> bool:
    """To the offer. A voice, a noise or another key begins nothing."""
    return pressed == OKAY_KEY


def what_it_means(pressed: str, watch: Watch) -> CheckedIn | HelpAsked | None:
    """During the watch, of the question that was spoken last; nothing for any other key.

    A key is a digit without the word: an alarm stays until a person has heard them (WA6).
    """
    if pressed == OKAY_KEY:
        return CheckedIn(ask=watch.ask)
    return HelpAsked() if pressed == HELP_KEY else None
