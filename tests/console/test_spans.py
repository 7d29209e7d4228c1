"""A time is written with its unit, and read only where nothing has to be guessed."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from stillhere.console.spans import seconds_in, written


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (4, "4 s"),
        (60, "60 s"),
        (90, "90 s"),
        (120, "2 min"),
        (5400, "90 min"),
        (7200, "2 h"),
        (86400, "24 h"),
        (259_200, "72 h"),
        (604_800, "7 days"),
    ],
)
def test_a_time_is_written_in_the_largest_unit_that_fits(seconds: int, text: str) -> None:
    assert written(seconds) == text


@pytest.mark.parametrize("language", ["en", "fr"])
@given(seconds=some.integers(1, 31_536_000))
def test_what_is_written_can_be_read_back(language: str, seconds: int) -> None:
    with translation.override(language):
        assert seconds_in(written(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("1 h 30 min", 5400),
        ("2 Minutes", 120),
        ("3 heures", 10800),
        ("14 j", 1_209_600),
        ("  1 min  ", 60),
    ],
)
def test_people_write_it_in_many_ways(text: str, seconds: int) -> None:
    assert seconds_in(text) == seconds


@pytest.mark.parametrize("text", ["", "60", "soon", "2 x", "1,5 h", "-2 min", "2 min or so"])
def test_nothing_is_guessed(text: str) -> None:
    assert seconds_in(text) is None
    assert seconds_in("1 s" * 20) is None
