"""
What a caller says, made comparable: the same answer said differently is the same (CD2).

Nothing of it is kept; `records.digest` makes of it what is.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from stillhere.care.code import plain
from stillhere.care.code_questions import FEWEST_ANSWERS, SHIPPED, Question, Takes

LAST_WORD: Final = "last"
LARGEST_NUMBER: Final = 9999
MOST_DIGITS: Final = 6  # with noughts in front; longer ones are noise


class NotWhatWasAsked(Exception):
    """One answer is not what its question takes. Nothing was made or looked for."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


class NotADay(NotWhatWasAsked):
    """A day of the month is a number from 1 to 31."""


class NotACount(NotWhatWasAsked):
    """A number is a whole one, from 0 to 9999."""


class TooLittleForACode(Exception):
    """Fewer than three answers: a name, a number or nothing at all is as good (CD4)."""


def elements(
    answers: Mapping[str, str],
    *,
    own_words: Mapping[str, str] | None = None,
    last_word: str = "",
    asked: Sequence[Question] = SHIPPED,
) -> tuple[str, ...]:
    """One comparable element per question, and one for the last word.

    `own_words` stand in for questions somebody would rather not answer; what is in neither
    was skipped. Raises `TooLittleForACode`, `NotADay` and `NotACount`.
    """
    own = own_words or {}
    values = [_element(each, answers.get(each.name, ""), own.get(each.name, "")) for each in asked]
    values.append(f"{LAST_WORD}~{plain(last_word)}")
    if sum(1 for value in values if value[-1] not in "=~") < FEWEST_ANSWERS:
        raise TooLittleForACode
    return tuple(values)


def leave_one_out(found: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The same elements with each in turn left open: what one wrong answer still agrees with."""
    return tuple(
        tuple("?" if place == left else value for place, value in enumerate(found))
        for left in range(len(found))
    )


def _element(question: Question, answer: str, own_word: str) -> str:
    if plain(own_word):
        return f"{question.name}~{plain(own_word)}"
    if not plain(answer):
        return f"{question.name}="
    return f"{question.name}={_COMPARED[question.takes](question, answer)}"


def _letters(question: Question, answer: str) -> str:
    return "".join(each for each in plain(answer) if each.isalpha())[: question.letters]


def _day(question: Question, answer: str) -> str:
    found = _only_number(answer)
    if found is None or not 1 <= found <= 31:
        raise NotADay(question.name)
    return str(found)


def _count(question: Question, answer: str) -> str:
    found = _only_number(answer)
    if found is None or found > LARGEST_NUMBER:
        raise NotACount(question.name)
    return str(found)


def _only_number(answer: str) -> int | None:
    numbers = re.findall(r"\d+", unicodedata.normalize("NFKC", answer))
    return int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) <= MOST_DIGITS else None


_COMPARED: Final[Mapping[Takes, Callable[[Question, str], str]]] = {
    Takes.LETTERS: _letters,
    Takes.DAY: _day,
    Takes.NUMBER: _count,
}
