"""How many texts a message becomes: a second one may come late, or alone."""

import pytest
from django.conf import settings

from stillhere.actions.asks import (
    ASK,
    NOTICE,
    Notice,
    all_clear_words,
    machine_words,
    reading_of,
    ring_words,
)
from stillhere.care.beside import LONGEST_NAME as LONGEST
from stillhere.care.text_size import size

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 135, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_a_text_is_counted_as_carriers_count(body: str, segments: int) -> None:
    assert size(body).segments == segments


def test_one_letter_outside_the_alphabet_makes_all_of_it_wide() -> None:
    assert not size("Tout va bien, Zoé").wide
    assert size("Tout va bien, être").wide


def test_a_letter_of_two_places_is_never_torn_apart() -> None:
    torn = "a" * 152 + "€" + "a" * 151
    assert size(torn).segments == 2
    assert size(torn + "a").segments == 3


def test_what_is_left_is_what_still_fits() -> None:
    for body in ("a" * 100, "a" * 200, "ê" * 10, "ê" * 100):
        counted = size(body)
        letter = "ê" if counted.wide else "a"

        assert size(body + letter * counted.left).segments == counted.segments
        assert size(body + letter * (counted.left + 1)).segments == counted.segments + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_machine_sends_is_one_text(language: str) -> None:
    asks = [machine_words(ASK, reading_of(9, with_word=w), language) for w in (True, False)]
    asks.append(machine_words(ASK, reading_of(9, with_word=False, of_them=True), language))
    several = [
        machine_words(ASK, reading_of(29, with_word=w, of_them=t), language, called="ê" * LONGEST)
        for w, t in ((True, False), (False, False), (False, True))
    ]
    notices = [machine_words(NOTICE, notice, language) for notice in Notice]
    several += [
        machine_words(NOTICE, notice, language, called=name * LONGEST, first_digit=2)
        for notice in Notice
        for name in ("é", "ᐊ")
    ]
    others = [all_clear_words(language), ring_words(to_caller=False, language=language)]

    assert [size(body).segments for body in (*asks, *several, *notices, *others)] == [1] * 14
