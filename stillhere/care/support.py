"""Someone to talk to, a way through a bad hour, a place near that helps: beside every stage.

The seam of what is to come: guides of numbered cards (SU1), a directory of places (SU2), what
callers say of the supply (SU3). Until a line has set them up, the console says *not yet set
up* and the manual way. One rule holds already: being here to talk needs no watch (SU4).
"""

from enum import StrEnum
from typing import Final


class Guide(StrEnum):
    """Every guide has cards in each language, approved by a named person, or is not shown."""

    NOT_BREATHING_WELL = "not_breathing_well"
    NALOXONE = "naloxone"
    PANIC = "panic"
    PSYCHOSIS = "psychosis"
    WANTING_TO_DIE = "wanting_to_die"
    VIOLENCE_AT_HOME = "violence_at_home"
    GRIEF = "grief"
    UNDER_AGE = "under_age"
    SOMEONE_IS_DOWN = "someone_is_down"


class Adverse(StrEnum):
    """What may happen to somebody's mind while we are with them: counted, never described (SU4).

    A default list, for each organisation's clinical lead to approve.
    """

    THOUGHTS_OF_SUICIDE = "thoughts_of_suicide"
    SUICIDE_ATTEMPT = "suicide_attempt"
    SELF_HARM = "self_harm"
    PSYCHOSIS = "psychosis"
    PANIC = "panic"
    THREATENED = "threatened"
    """In danger from somebody, or somebody in danger from them."""
    OTHER = "other"


SET_UP: Final[frozenset[Guide]] = frozenset()
"""Which guides this version brings. None: a step without a source at hand is not ours to write."""
