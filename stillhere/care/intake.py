"""What we ask. Under a minute, every question may be skipped, and a no is an answer (IN1).

The sentences an operator says are with the console. Here is what there is to ask, in which
order, and what may be kept from one contact to the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from stillhere.care.refused import Refused


class Question(StrEnum):
    CALLED = "called"
    CALL_BACK_NUMBER = "call_back_number"
    MAY_SAY = "may_say"
    """What may be said to whoever answers that phone."""
    PLACE = "place"
    """An address, a landmark, a lot, a road sign, coordinates: whatever would find them."""
    WAY_IN = "way_in"
    SUBSTANCE = "substance"
    ROUTE = "route"
    AMOUNT = "amount"
    ALONE = "alone"
    NALOXONE = "naloxone"
    PREPARED = "prepared"
    CONDITIONS = "conditions"
    LANGUAGE = "language"
    LOOKED_AFTER = "looked_after"
    """Is somebody there who needs looking after: asked of everybody, no condition (IN4)."""
    # For reports, only if it fits, and never first (IN3).
    AGE_BAND = "age_band"
    GENDER = "gender"
    COMMUNITY_SIZE = "community_size"
    PAST_OVERDOSE = "past_overdose"
    LIFETIME_USES = "lifetime_uses"


class Prepared(StrEnum):
    DOOR_UNLOCKED = "door_unlocked"
    PETS_AWAY = "pets_away"
    SPEAKER_ON = "speaker_on"
    CHARGING = "charging"
    NOT_BEHIND_A_DOOR = "not_behind_a_door"


FOR_REPORTS: Final = (
    Question.AGE_BAND,
    Question.GENDER,
    Question.COMMUNITY_SIZE,
    Question.PAST_OVERDOSE,
    Question.LIFETIME_USES,
)
FOR_CARE: Final = tuple(question for question in Question if question not in FOR_REPORTS)
ALWAYS_ASKED: Final = frozenset({Question.PLACE, Question.WAY_IN})
"""Said again every time (IN1): help sent to last month's address reaches nobody."""
LONGEST_ANSWER: Final = 500
"""Characters. A way in can take a paragraph; a life story is not what this is for."""


class TooLong(Refused):
    """An answer longer than what is kept."""

    def __init__(self, most: int) -> None:
        super().__init__(f"an answer has at most {most} characters")
        self.most = most


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What they said, and what they did not want to say. Sealed wherever it rests."""

    given: Mapping[Question, str]
    refused: frozenset[Question] = frozenset()

    def answered(self, question: Question, answer: str) -> Self:
        """An empty answer takes an earlier one back; the question is open again.

        Raises `TooLong`.
        """
        words = answer.strip()
        if len(words) > LONGEST_ANSWER:
            raise TooLong(LONGEST_ANSWER)
        given = {asked: said for asked, said in self.given.items() if asked is not question}
        if words:
            given[question] = words
        return replace(self, given=given, refused=self.refused - {question})

    def refuse(self, question: Question) -> Self:
        """They would rather not say. What they said before is not kept either."""
        given = {asked: said for asked, said in self.given.items() if asked is not question}
        return replace(self, given=given, refused=self.refused | {question})

    @property
    def open(self) -> tuple[Question, ...]:
        """What is still to be asked, in order; nothing for reports before all that is for care."""
        known = set(self.given) | self.refused
        return tuple(question for question in (*FOR_CARE, *FOR_REPORTS) if question not in known)

    def to_confirm(self) -> Self:
        """For somebody who has come back and said so: all but where they are (IN1, CO8)."""
        kept = {asked: said for asked, said in self.given.items() if asked not in ALWAYS_ASKED}
        return replace(self, given=kept, refused=self.refused - ALWAYS_ASKED)

    def as_values(self) -> dict[str, str]:
        return {question.value: answer for question, answer in self.given.items()}

    @classmethod
    def from_values(cls, given: Mapping[str, Any], refused: Any = ()) -> Self:
        """Questions that are no longer asked are left out."""
        known = {question.value for question in Question}
        return cls(
            given={Question(asked): str(said) for asked, said in given.items() if asked in known},
            refused=frozenset(Question(asked) for asked in refused if asked in known),
        )


NOTHING_SAID: Final = Answers(given={})
