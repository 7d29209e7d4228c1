"""What a line says in its own words, or not yet: nothing is made up for it."""

import pytest

from stillhere.care.says_and_knows import NAMES, NOTHING_SET_UP, InBoth, SaysAndKnows


def test_nothing_is_shipped_in_a_lines_name() -> None:
    """IN4, IN7, CO13."""
    assert not any(NOTHING_SET_UP.as_values().values())
    assert not NOTHING_SET_UP.young
    assert not NOTHING_SET_UP.reports


def test_what_was_signed_is_read_as_it_was() -> None:
    """IN4, IN7, CO13: a value that came later is empty, one that is gone is passed over."""
    kept = SaysAndKnows(**{name: name for name in NAMES})

    assert SaysAndKnows.from_values(kept.as_values()) == kept
    assert SaysAndKnows.from_values({"gone": "x"}) == NOTHING_SET_UP


@pytest.mark.parametrize(
    ("en", "fr", "language", "heard"),
    [
        ("Hello", "Bonjour", "en", ("Hello", "en")),
        ("Hello", "Bonjour", "fr-ca", ("Bonjour", "fr")),
        ("Hello", "", "fr", ("Hello", "en")),
        ("", "Bonjour", "en", ("Bonjour", "fr")),
    ],
)
def test_rather_in_the_other_language_than_not(
    en: str, fr: str, language: str, heard: tuple[str, str]
) -> None:
    """IN4: and it says in which."""
    assert InBoth(en=en, fr=fr).heard_in(language) == heard
    assert InBoth(en=en, fr=fr)


def test_police_without_a_source_are_not_spoken_of() -> None:
    """PL8."""
    assert not SaysAndKnows(police_en="They never come.").police
    assert SaysAndKnows(police_en="They may come.", police_source="North, 2026").police
