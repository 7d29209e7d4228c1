"""
What is kept for next time, where they said yes (AF1): what they are called, whom to call,
naloxone, conditions and wishes. Never where they are, nor how to get in; never a word that
answers for them. All of it is to confirm, none of it holds by itself (IN1, CO8).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from stillhere.care.intake import NOTHING_SAID, Answers, Question
from stillhere.care.plan import Help, Helper, Terms, Words

ASKED: Final = (Question.CALLED, Question.NALOXONE, Question.CONDITIONS)
"""What of the intake is kept. Place and way in are said again every time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    answers: Answers
    words: Words
    """Of a plan: whom to call, by first name and number, and who must never be told."""
    terms: Terms
    """What they wish to happen; agreed to by nobody until it is read back again."""

    def as_values(self) -> dict[str, Any]:
        return {
            "answers": self.answers.as_values(),
            "words": self.words.as_values(),
            "terms": self.terms.as_values(),
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """Read as it is made: what may not be kept is left out on the way back as well."""
        return cls(
            answers=_asked(Answers.from_values(values["answers"])),
            words=_whom(Words.from_values(values["words"])),
            terms=_wishes(Terms.from_values(values["terms"])),
        )


NOTHING_KEPT: Final = Remembered(answers=NOTHING_SAID, words=Words(), terms=Terms())


def remember(
    answers: Answers,
    words: Words | None,
    terms: Terms | None,
    *,
    before: Remembered = NOTHING_KEPT,
) -> Remembered:
    """From what was said in this contact, over what was kept `before`.

    What they would rather not say this time is kept no longer; without a plan the wishes stay.
    """
    said = {**before.answers.given, **answers.given}
    wanted = {each: answer for each, answer in said.items() if each not in answers.refused}
    return Remembered(
        answers=_asked(Answers(given=wanted)),
        words=before.words if words is None else _whom(words),
        terms=before.terms if terms is None else _wishes(terms),
    )


def _asked(answers: Answers) -> Answers:
    kept = answers.to_confirm().given
    return Answers(given={each: kept[each] for each in ASKED if each in kept})


def _whom(words: Words) -> Words:
    helpers = tuple(Helper(name=each.name, number=each.number) for each in words.helpers)
    return Words(helpers=helpers, never=words.never, instead=words.instead)


def _wishes(terms: Terms) -> Terms:
    """A community's own number would say where they live, so that step is asked again."""
    steps = tuple(step for step in terms.steps if step.help is not Help.COMMUNITY)
    return Terms(
        steps=steps,
        both_at_once=terms.both_at_once,
        reach=terms.reach,
        if_dropped=terms.if_dropped,
        wait_minutes=terms.wait_minutes,
        emergency_after=terms.emergency_after,
        speaks=terms.speaks,
    )
