"""What comes from outside is read by people: nothing in it turns a line around or breaks one."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.plain import MARK, plain

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_an_address_that_turns_around_is_shown_as_it_is_dialled() -> None:
    assert plain("12 \u202e21 teertS") == f"12 {MARK}21 teertS"


def test_words_of_any_language_and_their_line_ends_stay() -> None:
    said = "né à Iqaluit ᐃᖃᓗᐃᑦ مرحبا שלום 👩🏽‍🚒\n\ttab\r\n"

    assert plain(said) == said


@given(ANY_TEXT)
def test_whatever_came_can_be_kept_and_shown(said: str) -> None:
    shown = plain(said)

    assert shown.encode().decode() == shown
    assert plain(shown) == shown
    assert len(shown) == len(said)
    assert not any(sign in shown for sign in (*TURNING, "\0"))
    assert {unicodedata.category(sign) for sign in shown if sign not in "\t\n\r"} & {"Cc"} == set()
