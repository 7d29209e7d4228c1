"""How many texts a message becomes: a second one may come late, or alone."""

import pytest
from django.conf import settings

from stillhere.actions.alone import Alone
from stillhere.actions.asks import (
    ASK,
    Notice,
    all_clear_words,
    machine_words,
    nobody_on_words,
    outcome_due_words,
    reading_of,
    ring_words,
)
from stillhere.actions.carrier_words import Introduced
from stillhere.actions.greetings import Greeting
from stillhere.actions.words import NOTICE
from stillhere.care.beside import LONGEST_NAME as LONGEST
from stillhere.care.harmless import telling
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


SPOKEN_OR_SHOWN = (Alone.OFFER_CHAT, Alone.HERE_ONLY)
"""Only ever in a chat."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_machine_sends_is_one_text_and_tells_nobody(language: str) -> None:
    """IN2: with the longest number and the longest name there is."""
    notices = [*Notice, *Greeting, *(each for each in Alone if each not in SPOKEN_OR_SHOWN)]
    readings = [(NOTICE, each) for each in (*notices, Introduced.WHO_WE_ARE)]
    readings += [(ASK, reading_of(9, with_word=w)) for w in (True, False)]
    readings.append((ASK, reading_of(9, with_word=False, of_them=True)))
    sent = [
        machine_words(kind, reading, language, line="N" * 120, other_line="+1 416 555 0199")
        for kind, reading in readings
    ]
    people = [all_clear_words(language), nobody_on_words(language), outcome_due_words(language)]

    for words in (*sent, *people, ring_words(to_caller=True, language=language)):
        assert words
        assert (words, size(words).segments, telling(words)) == (words, 1, ())
