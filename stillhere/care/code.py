"""
The unique code: things a caller knows by heart become three words they can say again.

Here bits are turned into words and back. `code_questions` makes the answers comparable; what lies
between, the slow keyed digest, is `records.digest`: nothing here can be reversed because nothing
here is kept.
"""

import re
import unicodedata
from enum import StrEnum
from itertools import permutations
from typing import Final

from stillhere.care.messages import normalised
from stillhere.care.words import english, french

WORD_BITS: Final = 10  # 1,024 words a language
SPOKEN_WORDS: Final = 3

_WORDS: Final = {"en": english.WORDS, "fr": french.WORDS}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


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


def say(bits: int, language: str) -> str:
    """Three words and a check digit. `bits` is below 2 ** 30."""
    places = [bits >> shift & 1023 for shift in (2 * WORD_BITS, WORD_BITS, 0)]
    return f"{words_said(bits, SPOKEN_WORDS, language)} {_check_digit(*places)}"


def words_said(bits: int, count: int, language: str) -> str:
    """`count` words that stand for ten bits each; `bits` is below 2 ** (10 * count)."""
    shifts = (WORD_BITS * place for place in reversed(range(count)))
    return " ".join(_words_of(language)[bits >> shift & 1023] for shift in shifts)


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
