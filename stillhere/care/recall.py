"""
Somebody comes back by their code. What was found are candidates for an operator to look at;
nothing is settled by itself, and the caller is never told whether a code exists (CD3, CO8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final, Self

from stillhere.care.contact_state import Contact, Need
from stillhere.care.refused import DoesNotFit, Refused
from stillhere.care.watch_state import State, Watch

MOST_TRIES: Final = 5
"""With one contact: a slip of the tongue, a second spelling, a forgotten word. Not a search."""
OFTEN: Final = 5  # unconfirmed, as many as one contact allows: a supervisor is shown it
LOOKED_BACK: Final = timedelta(days=30)
QUIET: Final = frozenset({State.LISTENING, State.CLOSED})
WITHOUT_A_WATCH: Final = frozenset({Need.TALK, Need.UNKNOWN})


class TriedTooOften(Refused):
    """Codes were looked for, or own words tried, too often with this contact."""


class NotQuiet(Refused):
    """A plan, a watch or an answer comes first: a code can wait, they cannot (CD1)."""


class How(StrEnum):
    WORDS = "words"
    """Three words and a digit."""
    ANSWERS = "answers"


class Found(StrEnum):
    NOTHING = "nothing"
    EXACT = "exact"
    NEAR = "near"
    """One answer differs: perhaps theirs, perhaps somebody else's."""


def is_quiet(contact: Contact, watch: Watch | None) -> bool:
    """A code is offered in the quiet part of the watch or at its end (CD1).

    Before one only to who came for something else: a plan and a watch come first. Never while
    somebody is down (CO15).
    """
    if contact.is_alarming or contact.need is Need.SOMEONE_DOWN:
        return False
    if watch is None:
        return contact.need in WITHOUT_A_WATCH
    return watch.state in QUIET and not watch.answered_for


def looks_often(unconfirmed: int) -> bool:
    """Somebody who guesses confirms none; so does who mishears. A supervisor asks which (CD3)."""
    return unconfirmed >= OFTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What one contact has to do with codes, for as long as its words are kept."""

    code: int | None = None
    """Theirs: made in this contact, or a person said that it is."""
    perhaps: tuple[int, ...] = ()
    """Found, and not yet looked at by a person."""
    found: Found = Found.NOTHING
    made_here: bool = False
    to_say: bool = False
    """Its words are to be said to the caller, once."""
    tries: int = 0

    def look(self) -> Self:
        """One try more. Raises `TriedTooOften`."""
        if self.tries >= MOST_TRIES:
            raise TriedTooOften
        return replace(self, tries=self.tries + 1)

    def looked(self, perhaps: Sequence[int], found: Found) -> Self:
        """What came of it. Whoever it was said to be before stays that."""
        return replace(self, perhaps=tuple(perhaps), found=found if perhaps else Found.NOTHING)

    def it_is(self, code: int) -> Self:
        """A person says so. Only of what was looked for here: a number alone opens nothing.

        Who gave every answer may hear the three words again; who gave one wrong, not.
        """
        if code not in self.perhaps:
            raise DoesNotFit("this code was not looked for in this contact")
        return replace(
            self,
            code=code,
            perhaps=(),
            made_here=False,
            to_say=self.found is Found.EXACT,
        )

    def it_is_nobody(self) -> Self:
        return replace(self, perhaps=(), found=Found.NOTHING)

    def made(self, code: int) -> Self:
        return replace(self.it_is_nobody(), code=code, made_here=True, to_say=True)

    def said(self) -> Self:
        return replace(self, to_say=False)

    def forgotten(self) -> Self:
        """As if there had never been a code; what was tried still counts."""
        return type(self)(tries=self.tries)

    def as_values(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "perhaps": list(self.perhaps),
            "found": self.found.value,
            "made_here": self.made_here,
            "to_say": self.to_say,
            "tries": self.tries,
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        return cls(
            code=values.get("code"),
            perhaps=tuple(values.get("perhaps", ())),
            found=Found(values.get("found", Found.NOTHING)),
            made_here=bool(values.get("made_here")),
            to_say=bool(values.get("to_say")),
            tries=int(values.get("tries", 0)),
        )
