"""What callers say of the supply: told where it helps, published where it finds nobody."""

from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.alerts import FLOOR, Report, Sign, Week, to_publish, to_tell, week_of

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
THIS_WEEK = Week(2026, 23)


class Taken(StrEnum):
    DOWN = "down"
    UP = "up"


def said(
    person: object,
    *,
    region: str = "north",
    week: Week = THIS_WEEK,
    sign: Sign = Sign.STRONGER,
) -> Report:
    return Report(person=str(person), region=region, week=week, substance=Taken.DOWN, sign=sign)


@pytest.mark.parametrize(("people", "published"), [(FLOOR, 0), (FLOOR + 1, 1)])
def test_a_cell_is_published_only_above_the_floor(people: int, published: int) -> None:
    """SU3."""
    assert len(to_publish(map(said, range(people)))) == published


def test_one_person_counts_once_however_often_they_call() -> None:
    """SU3."""
    assert to_publish([said("one")] * 50) == ()


def test_regions_weeks_and_signs_are_never_added_up_to_pass_the_floor() -> None:
    """SU3."""
    reports = [
        *(said(k) for k in range(4)),
        *(said(k, region="south") for k in range(4)),
        *(said(k, week=Week(2026, 22)) for k in range(4)),
        *(said(k, sign=Sign.LASTS_LONGER) for k in range(4)),
    ]

    assert to_publish(reports) == ()


def test_operators_hear_at_intake_what_was_said_near_and_lately() -> None:
    """SU3."""
    reports = [
        *(said(k) for k in range(6)),
        said("a", sign=Sign.LASTS_LONGER),
        said("b", week=Week(2026, 22)),
        said("c", week=Week(2026, 21)),
        said("d", region="south"),
    ]

    told = to_tell(reports, region="north", now=NOW, zone=TORONTO)

    assert [(each.week.number, each.sign, each.people) for each in told] == [
        (23, Sign.STRONGER, 6),
        (23, Sign.LASTS_LONGER, None),
        (22, Sign.STRONGER, None),
    ]


def test_a_week_is_that_of_the_region() -> None:
    """SU3."""
    still_sunday = datetime(2026, 6, 8, 3, tzinfo=UTC)

    assert week_of(still_sunday, TORONTO) == Week(2026, 23)
    assert week_of(still_sunday, ZoneInfo("UTC")) == Week(2026, 24)
    assert week_of(datetime(2027, 1, 1, 12, tzinfo=UTC), TORONTO) == Week(2026, 53)


reports = some.lists(
    some.builds(
        said,
        some.integers(0, 9),
        region=some.sampled_from(["north", "south"]),
        sign=some.sampled_from(Sign),
    ),
    max_size=60,
)


@given(reports)
def test_no_number_at_or_below_the_floor_is_ever_said(heard: list[Report]) -> None:
    """SU3."""
    told = to_tell(heard, region="north", now=NOW, zone=TORONTO)

    assert all(each.people is None or each.people > FLOOR for each in (*told, *to_publish(heard)))


@given(reports)
def test_the_order_tells_no_small_number(heard: list[Report]) -> None:
    """SU3."""
    few = [
        each for each in to_tell(heard, region="north", now=NOW, zone=TORONTO) if not each.people
    ]

    assert few == sorted(few, key=lambda each: each.sign)
