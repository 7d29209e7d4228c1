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
    CARRIER_START = "carrier_start"
    """Only after a stop; otherwise it is words like any other."""
    INFO = "info"
    """Who are you? Answered by the line itself; it is words like any other besides."""
    CALL_BACK = "call_back"
    """Only for who waits (CO4); to a watch it is words like any other."""
    WORDS = "words"
    YES = "yes"
    """To the offer of a watch without a person (WA12)."""
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    reading: Reading
    digit: int | None = None
    with_word: bool = False
    place: str = ""
    """What stood behind a yes: where they are, in their own words."""

    @property
    def asks_who(self) -> bool:
        return self.reading in ASKS_WHO


HELP_WORDS: Final = frozenset({"help", "aide"})
CALL_BACK_WORDS: Final = frozenset(
    {"call", "callme", "callback", "callmeback", "ringme", "ringmeback"}
    | {"rappel", "rappelezmoi", "rappellemoi", "appelezmoi"}
)
CARRIER_STOPS: Final = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "arret", "optout", "remove"}
)
"""After one of these a carrier blocks us: a lost channel, not a preference (WA10, facts 7)."""

CARRIER_STARTS: Final = frozenset({"start", "unstop", "yes", "oui"})
"""At one of these a carrier lets our texts through again."""
INFO_WORDS: Final = frozenset({"info"})
ASKS_WHO: Final = frozenset({Reading.HELP, Reading.INFO})
"""Carriers want these answered with the line's name, and so they are: a person comes as well."""

YES_WORDS: Final = frozenset({"yes", "oui"})
NO_WORDS: Final = frozenset({"no", "non"})
_FIRST_WORD: Final = re.compile(r"\W*(\w+)[\s,.:;!-]*(.*)", re.DOTALL)

_DIGITS: Final = frozenset("0123456789")


def normalised(words: str) -> str:
    """Letters and digits only, without case or accents: how whole messages are compared."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def read(
    words: str,
    *,
    is_ok_word: Callable[[str], bool],
    is_duress_word: Callable[[str], bool],
    of_several: bool = False,
) -> Read:
    """`words` as they came. The two questions get the normalised message, with and without digit.

    Duress first: no other meaning of the same word may show on the caller's side.
    `of_several`: others are watched by the same phone, and an answer has two digits (IN6).
    """
    whole = normalised(words)
    splits = _splits(whole, pairs=of_several)
    parts = [whole, *(rest for _, rest in splits)]
    if any(part and is_duress_word(part) for part in parts):
        return Read(reading=Reading.DURESS)
    if unicodedata.normalize("NFKD", words).strip() == "!" or not HELP_WORDS.isdisjoint(parts):
        return Read(reading=Reading.HELP)
    if whole in CALL_BACK_WORDS:
        return Read(reading=Reading.CALL_BACK)
    if whole in CARRIER_STOPS:
        return Read(reading=Reading.CARRIER_STOP)
    if whole in INFO_WORDS:
        return Read(reading=Reading.INFO)
    for digit, rest in splits:
        if not rest or is_ok_word(rest):
            return Read(reading=Reading.ANSWER, digit=digit, with_word=bool(rest))
    return Read(reading=Reading.WORDS)


def answer_to_offer(words: str) -> Read | None:
    """ "Yes", with where they are behind it, or "no" and nothing else; None for other words."""
    found = _FIRST_WORD.fullmatch(words)
    if found is None:
        return None
    first, rest = normalised(found[1]), found[2].strip()
    if first in YES_WORDS:
        return Read(reading=Reading.YES, place=rest)
    return Read(reading=Reading.NO) if first in NO_WORDS and not rest else None


def starts_again(words: str) -> bool:
    """Whether a carrier that was told to stop would now let our texts through again."""
    return normalised(words) in CARRIER_STARTS


def _splits(whole: str, *, pairs: bool) -> list[tuple[int, str]]:
    """A leading or a closing digit, and what is left; both, where a word has a digit too.

    `pairs`: two digits as well, of which the first says who.
    """
    ends = [(whole[:1], whole[1:]), (whole[-1:], whole[:-1])]
    if pairs and len(whole) > 1:
        ends += [(whole[:2], whole[2:]), (whole[-2:], whole[:-2])]
    return [(int(head), rest) for head, rest in ends if head and _DIGITS.issuperset(head)]
