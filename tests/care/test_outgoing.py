"""What an operator writes fits one text and tells nobody, or they are told first and decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.outgoing import (
    MOST_PARTS,
    Agreed,
    Tells,
    TooManyTexts,
    as_texts,
    in_parts,
    plainer,
)
from stillhere.care.text_size import size

LONG = "The side door on the lane is open, the light is on. " * 6
PARTS, ALL_THE_SAME = Agreed(in_parts=True), Agreed(all_the_same=True)


def test_what_fits_leaves_as_it_is() -> None:
    assert as_texts("Are you still there?") == ("Are you still there?",)


def test_what_does_not_fit_is_said_first_and_leaves_in_numbered_texts() -> None:
    with pytest.raises(TooManyTexts) as no:
        as_texts(LONG)
    parts = as_texts(LONG, PARTS)

    assert len(parts) == no.value.texts == 3
    assert [part[:4] for part in parts] == ["1/3 ", "2/3 ", "3/3 "]
    assert " ".join(part[4:] for part in parts) == LONG.strip()


@given(words=st.text(min_size=1, max_size=1000))
def test_whatever_is_written_each_part_is_one_text_and_nothing_is_lost(words: str) -> None:
    parts = in_parts(words)

    assert all(size(part).segments == 1 for part in parts)
    said = "".join(part.partition(" ")[2] for part in parts)
    assert "".join(said.split()) == "".join(words.split())


def test_more_parts_than_anybody_reads_are_not_sent() -> None:
    with pytest.raises(TooManyTexts):
        as_texts("w" * 160 * (MOST_PARTS + 1), PARTS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Keep the Naloxone near you", ("Naloxone",)),
        ("OVERDOSE? overdose", ("OVERDOSE", "overdose")),
        ("la trousse de naloxone", ("naloxone",)),
    ],
)
def test_a_word_that_tells_is_named_before_anything_leaves(
    words: str, told: tuple[str, ...]
) -> None:
    """IN2."""
    with pytest.raises(Tells) as no:
        as_texts(words)

    assert no.value.words == told
    assert as_texts(words, ALL_THE_SAME) == (words,)


def test_one_yes_is_not_the_other() -> None:
    with pytest.raises(Tells):
        as_texts("naloxone " * 40, PARTS)
    with pytest.raises(TooManyTexts):
        as_texts("naloxone " * 40, ALL_THE_SAME)


def test_what_a_keyboard_puts_in_by_itself_costs_no_room() -> None:
    assert plainer("\u201cC\u2019est \u00e7a\u2026\u201d \u2013 oui\u202f!\r\nBien") == (
        '"C\'est \u00e7a..." - oui !\nBien'
    )
    assert not size(plainer("l\u2019entr\u00e9e")).wide
