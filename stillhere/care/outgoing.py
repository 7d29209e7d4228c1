"""
What an operator writes before it leaves as a text: how many texts it is, and what it tells.

One that is longer may come late, in part or in the wrong order, and whoever holds the phone may
read it: so it is said first, and a person decides (IN2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stillhere.care.harmless import telling
from stillhere.care.refused import Refused
from stillhere.care.text_size import ONE_PLAIN, size

MOST_PARTS: Final = 9
"""More than this nobody reads on a small screen; a number of one digit also keeps its place."""
PLAINER: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": "...",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
"""What keyboards put in by themselves, and what more than halves the room in a text."""


class TooManyTexts(Refused):
    """It does not fit one text: shorten it, or say that it goes in numbered ones."""

    def __init__(self, texts: int) -> None:
        super().__init__(texts)
        self.texts = texts


class Tells(Refused):
    """These words would tell whoever holds the phone: write others, or say that they may."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(*words)
        self.words = words


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What the operator has said of it, by a press of their own."""

    in_parts: bool = False
    all_the_same: bool = False
    """They hold their phone themself, or the word is worth more than the secret."""


NOTHING_SAID: Final = Agreed()


def as_texts(words: str, agreed: Agreed = NOTHING_SAID) -> tuple[str, ...]:
    """Each fits one text. Raises `Tells` and `TooManyTexts`; then nothing has left."""
    plain = plainer(words)
    told = telling(plain)
    if told and not agreed.all_the_same:
        raise Tells(tuple(dict.fromkeys(told)))
    texts = size(plain).segments
    if texts == 1:
        return (plain,)
    parts = in_parts(plain)
    if not agreed.in_parts or len(parts) > MOST_PARTS:
        raise TooManyTexts(len(parts))
    return parts


def plainer(words: str) -> str:
    """The same words in letters that a text has room for; no letter of any language is lost."""
    return words.replace("\r\n", "\n").translate(PLAINER)


def in_parts(words: str) -> tuple[str, ...]:
    """Numbered, each a text of its own, so that every one says something whatever becomes of it."""
    bodies = list(_bodies(words.split()))
    return tuple(f"{n}/{len(bodies)} {body}" for n, body in enumerate(bodies, start=1))


def _bodies(words: list[str]) -> Iterator[str]:
    body = ""
    for word in (piece for whole in words for piece in _pieces(whole)):
        longer = f"{body} {word}".lstrip()
        if body and not _fits(longer):
            yield body
            longer = word
        body = longer
    yield body


def _pieces(word: str) -> Iterator[str]:
    """A word longer than a text, an address perhaps, goes on in the next one."""
    while not _fits(word):
        longest = min(len(word), ONE_PLAIN)  # what is longer never fits; to try it takes seconds
        cut = next(n for n in range(longest, 0, -1) if _fits(word[:n]))
        yield word[:cut]
        word = word[cut:]
    yield word


def _fits(body: str) -> bool:
    return size(f"10/10 {body}").segments == 1
