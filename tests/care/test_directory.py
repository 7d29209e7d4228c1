"""Places that help: open by their own clock, honest about what is unknown, harmless by text."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.directory import (
    FAR_KM,
    NOWHERE_KNOWN,
    SOON,
    Answer,
    Here,
    NoHarmlessWords,
    NoTexts,
    Place,
    Spot,
    TellsTooMuch,
    Told,
    harmless,
    is_in,
    is_looked_for,
    is_open,
    km_between,
    near,
    text_to_send,
)
from stillhere.care.harmless import REVEALING
from stillhere.care.pace import Route
from stillhere.care.rota import Turn

TORONTO, ST_JOHNS = ZoneInfo("America/Toronto"), ZoneInfo("America/St_Johns")
SPOT = Spot(latitude=43.65, longitude=-79.38)
HERE = Here(spot=SPOT)
EVERY_NIGHT = tuple(Turn(weekday=day, begins=time(20), ends=time(4)) for day in range(7))
MONDAY = date(2026, 6, 1)


def a_place(id: int = 1, *, km_north: float = 0, **rest: Any) -> Place:
    spot = Spot(latitude=SPOT.latitude + km_north / 111.195, longitude=SPOT.longitude)
    return replace(Place(id=id, spot=spot, zone=TORONTO, hours=EVERY_NIGHT), **rest)


def at(hour: int, minute: int = 0, *, day: date = MONDAY, zone: ZoneInfo = TORONTO) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "answer"), [(19, "no"), (20, "yes"), (23, "yes"), (3, "yes"), (4, "no")]
)
def test_a_place_is_open_through_the_night(hour: int, answer: str) -> None:
    """SU2."""
    assert is_open(a_place(), at(hour)) == answer


def test_it_is_the_clock_of_the_place_that_counts() -> None:
    """SU2."""
    now = at(19, 45, zone=TORONTO)  # a quarter past nine in St. John's

    assert is_open(a_place(zone=ST_JOHNS), now) is Answer.YES
    assert is_open(a_place(zone=TORONTO), now) is Answer.NO


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_when_the_clocks_change_it_closes_by_the_new_time(day: date) -> None:
    """SU2."""
    assert is_open(a_place(), at(3, 59, day=day)) is Answer.YES
    assert is_open(a_place(), at(4, 0, day=day)) is Answer.NO


def test_on_a_closed_day_nothing_opens_and_the_night_before_goes_on() -> None:
    """SU2."""
    place = a_place(closed_on=frozenset({MONDAY}))

    assert is_open(place, at(3)) is Answer.YES
    assert is_open(place, at(21)) is Answer.NO
    assert is_open(place, at(3, day=MONDAY + timedelta(days=1))) is Answer.NO


def test_hours_nobody_told_us_are_unknown_and_not_open() -> None:
    """SU2."""
    assert is_open(a_place(hours=None), at(21)) is Answer.UNKNOWN


def test_what_can_help_now_comes_first_then_the_nearest() -> None:
    """SU2."""
    smoking = frozenset({Route.SMOKED})
    places = [
        a_place(1, km_north=1, permits=frozenset()),
        a_place(2, km_north=9, permits=smoking),
        a_place(3, km_north=3, permits=smoking),
        a_place(4, km_north=2, permits=None),
        a_place(5, km_north=1, permits=smoking, hours=()),
    ]

    found = near(places, HERE, now=at(21), route=Route.SMOKED)

    assert [each.place.id for each in found] == [3, 2, 4, 1, 5]
    assert [each.permits for each in found[:4]] == ["yes", "yes", "unknown", "no"]


def test_what_is_far_stands_behind_whatever_is_near() -> None:
    """SU2: nobody is shown a door across the country because it happens to be open."""
    places = [
        a_place(1, km_north=FAR_KM + 1),
        a_place(2, km_north=FAR_KM - 1, hours=()),
        a_place(3, spot=None),
        a_place(4, spot=None, hours=None, area="Harbour"),
    ]

    found = near(places, replace(HERE, words="14 Harbour Rd"), now=at(21))

    assert [each.place.id for each in found] == [4, 2, 1, 3]
    assert [each.km is None for each in found] == [True, False, False, True]


def test_where_nothing_is_known_no_place_is_near() -> None:
    """SU2: and they stand by their names, what is open first."""
    places = [a_place(1, name="Zed"), a_place(2, name="Émile"), a_place(3, name="A", hours=())]

    found = near(places, NOWHERE_KNOWN, now=at(21))

    assert [each.place.id for each in found] == [2, 1, 3]
    assert not any(each.is_near or each.km is not None for each in found)


@pytest.mark.parametrize(
    ("area", "words", "answer"),
    [
        ("Harbour", "14 HARBOUR Rd.", True),
        ("K7L", "somewhere in k7l3n6", True),
        ("Trois-Rivières", "rue Royale, Trois Rivieres", True),
        ("Old Town", "town", False),
        ("12", "120 Main St", False),
        ("York", "Yorkville", False),
        ("", "anywhere", False),
        ("Harbour", "", False),
    ],
)
def test_an_area_is_named_or_it_is_not(area: str, words: str, *, answer: bool) -> None:
    """SU2."""
    assert is_in(area, words) is answer


def test_a_place_is_found_by_what_it_is_called_where_it_is_and_what_there_is() -> None:
    """SU2."""
    place = a_place(name="The Corner", area="K7L", address="12 Example St", about="Warm meals")

    assert all(is_looked_for(place, word) for word in ("corner", "k7l", "example", "MEALS", ""))
    assert not is_looked_for(place, "shower")


def test_who_does_not_want_to_use_there_is_turned_away_nowhere() -> None:
    """SU2."""
    [found] = near([a_place(permits=frozenset())], HERE, now=at(21))

    assert found.permits is Answer.YES


@pytest.mark.parametrize(("verified", "days"), [(None, None), (MONDAY - timedelta(days=40), 40)])
def test_it_says_how_long_ago_somebody_looked(verified: date | None, days: int | None) -> None:
    """SU2."""
    [found] = near([a_place(verified_on=verified)], HERE, now=at(21))

    assert found.verified_days_ago == days


degrees = some.tuples(some.floats(-90, 90), some.floats(-180, 180))


@given(one=degrees, other=degrees)
def test_a_distance_is_the_same_both_ways_and_never_round_the_world(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    """SU2."""
    a, b = (Spot(latitude=each[0], longitude=each[1]) for each in (one, other))

    assert km_between(a, b) == pytest.approx(km_between(b, a))
    assert 0 <= km_between(a, b) <= 20016
    assert km_between(a, a) == 0


def test_a_degree_to_the_north_is_a_hundred_and_eleven_kilometres() -> None:
    """SU2."""
    north = replace(SPOT, latitude=SPOT.latitude + 1)

    assert km_between(SPOT, north) == pytest.approx(111.195, abs=0.001)


@pytest.mark.parametrize("word", sorted(REVEALING))
def test_no_text_tells_whoever_holds_the_phone(word: str) -> None:
    """SU2."""
    with pytest.raises(TellsTooMuch):
        harmless(f"Come by for {word.upper()}: 12 Example St.")


@pytest.mark.parametrize("words", ["", "   ", "x" * 161, "ê" * 71])
def test_nothing_and_more_than_one_text_are_not_sent(words: str) -> None:
    """SU2: the second of two texts may come first, or not at all."""
    with pytest.raises(NoHarmlessWords):
        harmless(words)


def test_an_organisation_adds_words_of_its_own() -> None:
    """SU2."""
    assert harmless("The Corner,\n 12 Example St.") == "The Corner, 12 Example St."
    with pytest.raises(TellsTooMuch) as no:
        harmless("The Corner, 12 Example St., corner door", own=["corner"])
    assert no.value.words == ("Corner", "corner")


def test_a_part_of_a_word_tells_nothing() -> None:
    """SU2."""
    assert harmless("House of friends, 12 Useful Lane")


def test_a_text_goes_only_as_they_agreed_and_only_in_its_own_words() -> None:
    """PL3, SU2."""
    place = a_place(as_sent={"en": "The Corner, 12 Example St., until 4."})

    assert text_to_send(place, language="en", may_text=True) == place.as_sent["en"]
    with pytest.raises(NoTexts):
        text_to_send(place, language="en", may_text=False)
    with pytest.raises(NoHarmlessWords):
        text_to_send(place, language="fr", may_text=True)


def test_whether_it_helped_is_not_asked_on_the_same_night() -> None:
    """SU2."""
    told = Told(place=1, at=at(21))

    assert not told.may_ask(at(21) + SOON - timedelta(seconds=1))
    assert told.may_ask(at(21) + SOON)
