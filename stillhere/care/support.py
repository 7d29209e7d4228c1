"""Someone to talk to, a way through a bad hour, a place near that helps: beside every stage.

Guides of numbered cards (SU1) are decided in `guides` and shipped as `drafts`, places that help
(SU2) are decided in `directory`, what callers say of the supply (SU3) in `alerts`. Until a line
has set those two up, the console says *not yet set up* and the manual way. Being here to talk
needs no watch (SU4).
"""

from enum import StrEnum


class Guide(StrEnum):
    """Cards in each language; a draft, and called one, until a named person has approved it."""

    POISONED_BY_OPIOID = "poisoned_by_opioid"
    POISONED_WITH_SEDATIVE = "poisoned_with_sedative"
    """An opioid with a benzodiazepine or xylazine."""
    POISONED_BY_STIMULANT = "poisoned_by_stimulant"
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
