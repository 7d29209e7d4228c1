"""
What a line says in its organisation's own words, and what each of these texts must keep.

Whoever holds the phone may read them, so the rule is the same as for ours: no word that tells,
one text, and the digit or the number without which nobody could answer (IN2, WA4).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from stillhere.care.beside import LONGEST_NAME
from stillhere.care.harmless import telling
from stillhere.care.text_size import size

LANGUAGES: Final = ("en", "fr")
HOLE: Final = re.compile(r"\{(\w*)\}")


class Text(StrEnum):
    """What may be said otherwise. What promises, or refuses to, stays as the rules have it."""

    ASK = "ask"
    ASK_WITH_WORD = "ask_with_word"
    ASK_OF_THEM = "ask_of_them"
    ASK_ONE = "ask_one"
    ASK_ONE_WITH_WORD = "ask_one_with_word"
    ASK_ONE_OF_THEM = "ask_one_of_them"
    CALLED_OFF = "called_off"
    GREETING = "greeting"
    NOBODY_YET = "nobody_yet"
    NOBODY_ON = "nobody_on"
    WHAT_ELSE = "what_else"
    NOBODY_CAN_WATCH = "nobody_can_watch"
    OTHER_LINE = "other_line"
    STILL_THERE = "still_there"
    CALL_BACK = "call_back"
    COME_BACK = "come_back"
    WHO_WE_ARE = "who_we_are"
    ALL_CLEAR = "all_clear"
    COVER = "cover"
    OUTCOME_DUE = "outcome_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeps:
    """What a text must have in it, and what may come in its places."""

    places: Mapping[str, str] = field(default_factory=dict)
    """Each with the longest that may stand there; each must be in it once, and stand apart."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language: what a caller, or a carrier, needs to read in it."""
    before: str = ""
    """The longest that is put in front of it."""


A_NAME: Final = "ê" * LONGEST_NAME
"""The longest, in letters that leave the least room."""
A_DIGIT, TWO_DIGITS = "9", "29"
A_NUMBER: Final = "+1 416 555 0199"
A_LINE: Final = "N" * 40
"""A longer name of a line is left out when the text is made."""
HELP_911: Final = {"en": ("911",), "fr": ("911",)}
TO_BE_RUNG: Final = {"en": ("911", "CALL"), "fr": ("911", "RAPPEL")}
"""The words that are understood when they come back (CO4)."""
ASKS: Final = frozenset(
    {Text.ASK, Text.ASK_WITH_WORD, Text.ASK_ONE, Text.ASK_ONE_WITH_WORD}
    | {Text.ASK_OF_THEM, Text.ASK_ONE_OF_THEM}
)
KEEPS: Final[dict[Text, Keeps]] = {
    **{text: Keeps() for text in Text},
    Text.ASK: Keeps(places={"digit": A_DIGIT}),
    Text.ASK_WITH_WORD: Keeps(places={"digit": A_DIGIT}),
    Text.ASK_ONE: Keeps(places={"name": A_NAME, "digit": TWO_DIGITS}),
    Text.ASK_ONE_WITH_WORD: Keeps(places={"name": A_NAME, "digit": TWO_DIGITS}),
    Text.ASK_ONE_OF_THEM: Keeps(places={"name": A_NAME}),
    Text.CALLED_OFF: Keeps(before="N" * LONGEST_NAME + ": "),
    Text.WHAT_ELSE: Keeps(words=TO_BE_RUNG),
    Text.NOBODY_CAN_WATCH: Keeps(words=TO_BE_RUNG),
    Text.OTHER_LINE: Keeps(places={"number": A_NUMBER}, words=HELP_911),
    Text.WHO_WE_ARE: Keeps(places={"line": A_LINE}, words=HELP_911),
}


class Wrong(StrEnum):
    TELLS = "tells"
    TOO_LONG = "too_long"
    LACKS = "lacks"
    TWICE = "twice"
    TOUCHES = "touches"
    NO_SUCH_PLACE = "no_such_place"
    OTHER_DIGIT = "other_digit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    text: Text
    language: str
    wrong: Wrong
    what: str
    """The word that tells, what is missing, or how many places are too many."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One version; a text that is not in it is said as we ship it."""

    said: Mapping[tuple[Text, str], str] = field(default_factory=dict)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """What a later release no longer knows is left out, and shipped words stand instead."""
        return cls(
            {
                (Text(text), language): words
                for text, spoken in values.items()
                if text in set(Text)
                for language, words in spoken.items()
            }
        )

    def as_values(self) -> dict[str, dict[str, str]]:
        kept: dict[str, dict[str, str]] = {}
        for (text, language), words in sorted(self.said.items()):
            if words:
                kept.setdefault(text.value, {})[language] = words
        return kept

    def of(self, text: Text, language: str) -> str:
        return self.said.get((text, language[:2]), "")

    def words(self, text: Text, language: str, **facts: str) -> str:
        """Empty where the shipped words stand."""
        return filled(self.of(text, language), facts)


AS_SHIPPED: Final = OwnWords()


def filled(words: str, facts: Mapping[str, str]) -> str:
    return HOLE.sub(lambda hole: facts.get(hole[1], hole[0]), words)


def at_its_longest(text: Text, words: str) -> str:
    """What is counted: as long as it can ever be."""
    return KEEPS[text].before + filled(words, KEEPS[text].places)


def mistakes(own: OwnWords) -> tuple[Mistake, ...]:
    """All of them at once; none: it may be in force."""
    return tuple(
        Mistake(text=text, language=language, wrong=wrong, what=what)
        for (text, language), words in own.said.items()
        if words
        for wrong, what in _mistakes_in(text, language, words)
    )


def _mistakes_in(text: Text, language: str, words: str) -> Iterator[tuple[Wrong, str]]:
    keeps, bare = KEEPS[text], HOLE.sub(" ", words)
    places = HOLE.findall(words)
    for place in dict.fromkeys(each for each in places if each not in keeps.places):
        yield Wrong.NO_SUCH_PLACE, f"{{{place}}}"
    if "{" in bare or "}" in bare:
        yield Wrong.NO_SUCH_PLACE, "{" if "{" in bare else "}"
    for place in keeps.places:
        yield from _mistakes_at(f"{{{place}}}", words)
    for needed in keeps.words.get(language, ()):
        if needed not in re.findall(r"\w+", bare):
            yield Wrong.LACKS, needed
    if told := dict.fromkeys(telling(bare)):
        yield Wrong.TELLS, ", ".join(told)
    if text in ASKS and (digits := re.findall(r"\d+", bare)):
        yield Wrong.OTHER_DIGIT, digits[0]
    whole = at_its_longest(text, words)
    if size(whole).segments > 1:
        yield Wrong.TOO_LONG, str(places_over(whole))


def _mistakes_at(hole: str, words: str) -> Iterator[tuple[Wrong, str]]:
    """Read as it is filled: twice, or beside a letter or a digit, it would be another answer."""
    if hole not in words:
        yield Wrong.LACKS, hole
    if words.count(hole) > 1:
        yield Wrong.TWICE, hole
    place = re.escape(hole)
    if re.search(rf"[\w}}]{place}|{place}[\w{{]", words):
        yield Wrong.TOUCHES, hole


def places_over(whole: str) -> int:
    """How many places more than one text has, so that whoever shortens it knows by how much."""
    counted = size(whole)
    shorter, over = whole, 0
    while counted.segments > 1:
        shorter, over = shorter[:-1], over + 1
        counted = size(shorter)
    return over
