"""What a phone says of where it is: two numbers that are a place, or nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from stillhere.care.asked_place import NotAPlace, SentPlace, measured_in, sent_place, still_works

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (("45.42150001", "-75.6972", "19.6"), "45.42150, -75.69720 (± 20 m)"),
        (("45.4215", "-75.6972", ""), "45.42150, -75.69720"),
        (("-90", "180", "nan"), "-90.00000, 180.00000"),
    ],
)
def test_it_is_said_with_how_near_it_is(sent: tuple[str, str, str], words: str) -> None:
    """IN2."""
    assert sent_place(*sent).in_words == words


def test_what_a_phone_measured_is_read_again_and_words_are_no_measure() -> None:
    """IN2, SU2."""
    sent = sent_place("45.4215", "-75.6972", "20")

    assert measured_in(f"behind the store\n{sent.in_words}") == sent
    assert measured_in("45.42150, -75.69720") == SentPlace(latitude=45.4215, longitude=-75.6972)
    for words in ("", "12 Example St", "99.00000, 1.00000", f"{sent.in_words}\nor so"):
        assert measured_in(words) is None


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("", ""), ("45", "x"), ("91", "0"), ("0", "-181"), ("inf", "nan")]
)
def test_what_is_no_place_on_earth_is_none(latitude: str, longitude: str) -> None:
    with pytest.raises(NotAPlace):
        sent_place(latitude, longitude)


def test_a_link_works_from_when_it_was_sent_until_it_is_late() -> None:
    lasts = timedelta(minutes=15)

    assert still_works(NOON, NOON, lasts=lasts)
    assert not still_works(NOON, NOON + lasts, lasts=lasts)
    assert not still_works(NOON, NOON - timedelta(seconds=1), lasts=lasts)
