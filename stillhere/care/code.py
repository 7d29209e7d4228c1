"""
The unique code: things a caller knows by heart become three words they can say again.

Here answers are made comparable and bits are turned into words and back. What lies between,
the slow keyed digest, is `records.digest`: nothing here can be reversed because nothing here
is kept.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import Final

from stillhere.care.messages import normalised
from stillhere.care.words import english, french

WORD_BITS: Final = 10  # 1,024 words a language
SPOKEN_WORDS: Final = 3
FEWEST_ANSWERS: Final = 3  # below this a code is shared with too many others to mean anything
LAST_WORD: Final = "last"

_WORDS: Final = {"en": english.WORDS, "fr": french.WORDS}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


class Takes(StrEnum):
    LETTERS = "letters"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    name: str
    takes: Takes = Takes.LETTERS
    letters: int = 1


SHIPPED: Final = (
    Question(name="carer", letters=2),
    Question(name="birth_town"),
    Question(name="birth_day", takes=Takes.DAY),
    Question(name="middle_name"),
    Question(name="first_school"),
)
"""CD2's default: stable facts about things, not losses. An organisation may choose others."""


class TooLittleForACode(Exception):
    """Fewer than three answers: a name, a number or nothing at all is as good (CD4)."""


class NotADay(Exception):
    """A day of the month is a number from 1 to 31."""


class Unheard(StrEnum):
    NOT_THREE_WORDS = "not_three_words"
    UNKNOWN_WORD = "unknown_word"
    DIGIT_DIFFERS = "digit_differs"


class NotACode(Exception):
    """What was heard is no code: say which part, and ask again."""

    def __init__(self, why: Unheard, word: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.word = word


def elements(
    answers: Mapping[str, str],
    *,
    own_words: Mapping[str, str] | None = None,
    last_word: str = "",
    asked: Sequence[Question] = SHIPPED,
) -> tuple[str, ...]:
    """One comparable element per question, and one for the last word.

    `own_words` stand in for questions somebody would rather not answer; what is in neither
    was skipped. Raises `TooLittleForACode` and `NotADay`.
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


def say(bits: int, language: str) -> str:
    """Three words and a check digit. `bits` is below 2 ** 30."""
    places = [bits >> shift & 1023 for shift in (2 * WORD_BITS, WORD_BITS, 0)]
    spoken = [_words_of(language)[place] for place in places]
    return " ".join([*spoken, str(_check_digit(*places))])


def heard(spoken: str, language: str) -> int:
    """The bits of a code said or typed: case, accents, spaces and punctuation aside.

    The digit catches any two words swapped and nine in ten wrong words. Raises `NotACode`.
    """
    found = re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", spoken))
    if len(found) != SPOKEN_WORDS + 1 or not found[-1].isdecimal():
        raise NotACode(Unheard.NOT_THREE_WORDS)
    places = [_place(word, language) for word in found[:SPOKEN_WORDS]]
    if int(found[-1]) != _check_digit(*places):
        raise NotACode(Unheard.DIGIT_DIFFERS)
    return places[0] << 2 * WORD_BITS | places[1] << WORD_BITS | places[2]


def heard_in_any(spoken: str, language: str) -> tuple[tuple[str, int], ...]:
    """Language and bits, in every language in which this is a code: they may speak another today.

    Raises `NotACode`, as it was heard in `language`.
    """
    own = spoken_in(language)
    found, why = [], None
    for each in (own, *(other for other in _WORDS if other != own)):
        try:
            found.append((each, heard(spoken, each)))
        except NotACode as unheard:
            why = why or unheard
    if not found and why is not None:
        raise why
    return tuple(found)


def spoken_in(language: str) -> str:
    """The language whose words a code is said in."""
    return "fr" if language.startswith("fr") else "en"


def plain(text: str) -> str:
    """Letters and digits, without case or accents, ligatures opened."""
    return normalised(text.casefold().translate(_LIGATURES))


def _element(question: Question, answer: str, own_word: str) -> str:
    if plain(own_word):
        return f"{question.name}~{plain(own_word)}"
    if question.takes is Takes.DAY:
        return f"{question.name}={_day(answer)}"
    letters = "".join(letter for letter in plain(answer) if letter.isalpha())
    return f"{question.name}={letters[: question.letters]}"


def _day(answer: str) -> str:
    if not plain(answer):
        return ""
    numbers = re.findall(r"\d+", unicodedata.normalize("NFKC", answer))
    if len(numbers) != 1 or not 1 <= int(numbers[0]) <= 31:
        raise NotADay
    return str(int(numbers[0]))


def _check_digit(first: int, second: int, third: int) -> int:
    """The six orders of three words have six different digits, so no swap goes unseen."""
    order = (first, second, third)
    rank = sorted(set(permutations(order))).index(order)
    return (sum(order) + rank) % 10


def _place(word: str, language: str) -> int:
    places = _PLACES[spoken_in(language)]
    try:
        return places[plain(word)]
    except KeyError:
        raise NotACode(Unheard.UNKNOWN_WORD, word) from None


def _words_of(language: str) -> tuple[str, ...]:
    return _WORDS[spoken_in(language)]


_PLACES: Final = {
    language: {plain(word): place for place, word in enumerate(words)}
    for language, words in _WORDS.items()
}
