"""
What an inbound message means to a watch: an answer, a cry for help, or just words.

Only a whole message counts as a word (WA5), and only the digit of the latest
ask counts as an answer (WA4). What we are not sure of is shown to a person.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Reading(StrEnum):
    ANSWER = "answer"
    HELP = "help"
    DURESS = "duress"
    CARRIER_STOP = "carrier_stop"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    reading: Reading
    digit: int | None = None
    with_word: bool = False


HELP_WORDS: Final = frozenset({"help", "aide"})
CARRIER_STOPS: Final = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "arret", "optout", "remove"}
)
"""After one of these a carrier blocks us: a lost channel, not a preference (WA10, facts 7)."""

_DIGIT_FIRST = re.compile(r"^([0-9])(.*)$")


def normalised(words: str) -> str:
    """Letters and digits only, without case or accents: how whole messages are compared."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def read(
    words: str, *, is_ok_word: Callable[[str], bool], is_duress_word: Callable[[str], bool]
) -> Read:
    """`words` as they came. The two questions get the normalised message without its digit."""
    whole = normalised(words)
    if words.strip() == "!" or whole in HELP_WORDS:
        return Read(reading=Reading.HELP)
    if whole in CARRIER_STOPS:
        return Read(reading=Reading.CARRIER_STOP)
    digit, rest = _split_digit(whole)
    if rest and is_duress_word(rest):
        return Read(reading=Reading.DURESS)
    if digit is not None and (not rest or is_ok_word(rest)):
        return Read(reading=Reading.ANSWER, digit=digit, with_word=bool(rest))
    return Read(reading=Reading.WORDS)


def _split_digit(whole: str) -> tuple[int | None, str]:
    """A leading or closing digit, and what is left."""
    found = _DIGIT_FIRST.match(whole)
    if found:
        return int(found[1]), found[2]
    if whole and whole[-1].isascii() and whole[-1].isdigit():
        return int(whole[-1]), whole[:-1]
    return None, whole
