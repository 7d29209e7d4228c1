"""What the tests measure with is right itself: a tone is found, and none is found where none is."""

import pytest

from tests.phones.sound import FRAME, decode, encode, joined, level, loudness, tone

pytestmark = pytest.mark.phones
TONES = (440, 620, 880, 1200)


def heard(*tones: int, packets: int = 30) -> list[float]:
    """Mixed, as a bridge does it."""
    sounds = [joined([tone(hertz)[: FRAME * packets]]) for hertz in tones]
    return [sum(samples) for samples in zip(*sounds, strict=True)]


@pytest.mark.parametrize("sample", [-1, -0.3, -0.01, 0, 0.01, 0.3, 0.9])
def test_what_is_encoded_is_decoded_nearly_the_same(sample: float) -> None:
    assert decode(bytes([encode(sample)])) == [pytest.approx(sample, rel=0.07, abs=0.001)]


@pytest.mark.parametrize("hertz", TONES)
def test_a_tone_is_found_and_no_other(hertz: int) -> None:
    samples = heard(hertz)

    assert loudness(samples, hertz) == pytest.approx(-10.5, abs=1)
    assert all(loudness(samples, other) < -45 for other in TONES if other != hertz)


def test_two_tones_at_once_are_both_found() -> None:
    samples = heard(440, 1200)

    assert min(loudness(samples, 440), loudness(samples, 1200)) > -12
    assert loudness(samples, 880) < -45


def test_silence_is_silent() -> None:
    assert level(heard(0)) < -60
    assert level([]) < -60
