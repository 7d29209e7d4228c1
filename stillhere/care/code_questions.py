"""
What a code is made from: the questions an organisation chose, of ours and of its own (CD2).

Stable facts about things, not losses. No machine can tell which question hurts: whoever signs
them answers for that. A version is never changed, so that a code keeps the questions it was
made from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

from stillhere.care.code import plain

FEWEST_ANSWERS: Final = 3  # below this a code is shared with too many others to mean anything
MOST_QUESTIONS: Final = 6  # each is one more to be asked in a bad hour, and one more slow digest
MOST_LETTERS: Final = 3
LONGEST_SENTENCE: Final = 160
OWN: Final = "asked_"
"""Before the name of a question in an organisation's own words."""


class Takes(StrEnum):
    LETTERS = "letters"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`name`: the same name is the same question, in every version."""

    name: str
    takes: Takes = Takes.LETTERS
    letters: int = 1
    en: str = ""
    fr: str = ""
    """An organisation's own sentence, in both languages; empty where it is one of ours."""

    @classmethod
    def own(cls, en: str, fr: str, *, takes: Takes, letters: int = 1) -> Self:
        """Named by its words: asked in other words it is another question, and other answers."""
        return cls(name=f"{OWN}{plain(en)}", takes=takes, letters=letters, en=en, fr=fr)

    @property
    def is_own(self) -> bool:
        return self.name.startswith(OWN)

    @property
    def shape(self) -> tuple[str, Takes, int]:
        """What an answer becomes depends on this, and on nothing else."""
        return self.name, self.takes, self.letters


SHIPPED: Final = (
    Question(name="carer", letters=2),
    Question(name="birth_town"),
    Question(name="birth_day", takes=Takes.DAY),
    Question(name="middle_name"),
    Question(name="first_school"),
)
"""CD2's default, until an organisation chooses others."""
OURS: Final = (
    *SHIPPED,
    Question(name="birth_month", takes=Takes.NUMBER),
    Question(name="first_street"),
    Question(name="first_job"),
)
"""Written and translated; an organisation ticks the ones it asks."""

BITS: Final[Mapping[Takes, int]] = {Takes.LETTERS: 4, Takes.DAY: 5, Takes.NUMBER: 3}
"""As estimated in docs/privacy.md, and measured by nobody; a number may be any, so counted low."""
EACH_MORE_LETTER: Final = 2  # after a first letter fewer can follow
FEW_BITS: Final = 20  # a million; with thousands of codes, fewer are soon shared by two people


class Unaskable(StrEnum):
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    ONE_LANGUAGE = "one_language"
    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why nobody can be asked this; `question` is empty where it is about all of them."""

    why: Unaskable
    question: str = ""


class CannotAsk(Exception):
    """These questions cannot be put in force as they are."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(each.why for each in faults))
        self.faults = tuple(faults)


def must_be_askable(asked: Sequence[Question]) -> None:
    """Raises `CannotAsk` with everything that would have to change."""
    found = tuple(faults(asked))
    if found:
        raise CannotAsk(found)


def faults(asked: Sequence[Question]) -> Iterator[Fault]:
    if len(asked) < FEWEST_ANSWERS:
        yield Fault(why=Unaskable.TOO_FEW)
    if len(asked) > MOST_QUESTIONS:
        yield Fault(why=Unaskable.TOO_MANY)
    names: set[str] = set()
    for each in asked:
        if each.name in names:
            yield Fault(why=Unaskable.TWICE, question=each.name)
        names.add(each.name)
        why = _unaskable_in_words(each) if each.is_own else None
        if why is not None:
            yield Fault(why=why, question=each.name)


def bits_of(asked: Sequence[Question]) -> int:
    """About how much surprise the answers hold together, counted low."""
    more = sum(each.letters - 1 for each in asked if each.takes is Takes.LETTERS)
    return sum(BITS[each.takes] for each in asked) + more * EACH_MORE_LETTER


def ask_alike(some: Sequence[Question], others: Sequence[Question]) -> bool:
    """The same answers make the same code from both, however the sentences are written."""
    return [each.shape for each in some] == [each.shape for each in others]


def as_values(asked: Sequence[Question]) -> list[dict[str, Any]]:
    return [
        {"name": e.name, "takes": e.takes.value, "letters": e.letters, "en": e.en, "fr": e.fr}
        for e in asked
    ]


def from_values(values: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """As it was signed: what is refused later finds the codes of before."""
    return tuple(Question(**{**each, "takes": Takes(each["takes"])}) for each in values)


def _unaskable_in_words(question: Question) -> Unaskable | None:
    if not (question.en and question.fr):
        return Unaskable.ONE_LANGUAGE
    if not (plain(question.en) and plain(question.fr)):
        return Unaskable.NO_WORDS
    if max(len(question.en), len(question.fr)) > LONGEST_SENTENCE:
        return Unaskable.TOO_LONG
    return None
