"""How many texts a message becomes on its way, and so whether it arrives in one piece.

GSM 03.38: seven-bit letters, 160 to a text, 153 where several are joined; one letter outside
that alphabet makes all of it UCS-2, 70 and 67 (3GPP TS 23.038 and 23.040).
"""

from dataclasses import dataclass
from typing import Final

PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWO_PLACES: Final = frozenset("\f^{}\\[~]|€")
ONE_PLAIN, JOINED_PLAIN = 160, 153
ONE_WIDE, JOINED_WIDE = 70, 67


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    segments: int
    wide: bool
    """True: a letter outside the GSM alphabet more than halves what fits."""
    left: int
    """Places still free in the last segment."""


def size(body: str) -> Size:
    wide = not all(letter in PLAIN or letter in TWO_PLACES for letter in body)
    if wide:
        return _size([len(letter.encode("utf-16-be")) // 2 for letter in body], wide=True)
    return _size([2 if letter in TWO_PLACES else 1 for letter in body], wide=False)


def _size(places: list[int], *, wide: bool) -> Size:
    one, joined = (ONE_WIDE, JOINED_WIDE) if wide else (ONE_PLAIN, JOINED_PLAIN)
    if sum(places) <= one:
        return Size(segments=1, wide=wide, left=one - sum(places))
    segments, used = 1, 0
    for each in places:
        # A letter of two places is never torn apart between two texts.
        if used + each > joined:
            segments, used = segments + 1, 0
        used += each
    return Size(segments=segments, wide=wide, left=joined - used)
