"""The sound of a telephone: tones in G.711 µ-law, and how loud a tone is in what was heard."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

RATE: Final = 8000
FRAME: Final = 160
"""Samples in one packet: 20 ms."""
LOUD: Final = 0.3
"""Of the loudest there is, for every tone of ours: -10 dB."""
NEVER: Final = -120.0


def _decoded(byte: int) -> float:
    kept = ~byte & 0xFF
    steps = (((kept & 0x0F) << 3) + 132) << ((kept >> 4) & 7)
    return (132 - steps if kept & 0x80 else steps - 132) / 32768


DECODED: Final = tuple(map(_decoded, range(256)))


def encode(sample: float) -> int:
    """Between -1 and 1."""
    size = min(abs(round(sample * 32635)), 32635) + 132
    power = size.bit_length() - 8
    sign = 0x80 if sample < 0 else 0
    return ~(sign | power << 4 | size >> (power + 3) & 0x0F) & 0xFF


def decode(heard: bytes) -> list[float]:
    return [DECODED[byte] for byte in heard]


@lru_cache
def tone(hertz: int) -> bytes:
    """One second, which can be repeated without a click; 0 is silence."""
    turn = 2 * math.pi * hertz / RATE
    return bytes(encode(LOUD * math.sin(turn * n)) for n in range(RATE))


def loudness(samples: Sequence[float], hertz: int) -> float:
    """Of one tone, in dB under the loudest there is (Goertzel, with the edges faded)."""
    if not samples:
        return NEVER
    count = len(samples)
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    before, last = 0.0, 0.0
    for n, sample in enumerate(samples):
        faded = sample * (1 - math.cos(2 * math.pi * n / count))
        before, last = last, faded + turn * last - before
    power = before * before + last * last - turn * before * last
    return decibels(2 * math.sqrt(max(power, 0)) / count)


def level(samples: Sequence[float]) -> float:
    """Of everything there is to hear."""
    if not samples:
        return NEVER
    return decibels(math.sqrt(sum(sample * sample for sample in samples) / len(samples)))


def decibels(size: float) -> float:
    return 20 * math.log10(max(size, 1e-6))


def joined(packets: Sequence[bytes]) -> list[float]:
    return list(chain.from_iterable(map(decode, packets)))
