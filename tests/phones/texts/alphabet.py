"""The seven-bit letters of GSM 03.38, each at its own number, for a carrier in a test's hands."""

from typing import Final

LETTERS: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def fits(words: str) -> bool:
    """Without the few that take two places."""
    return all(letter in LETTERS for letter in words)


def written(words: str) -> bytes:
    return bytes(LETTERS.index(letter) for letter in words)


def read(said: bytes) -> str:
    return "".join(LETTERS[number] for number in said)
