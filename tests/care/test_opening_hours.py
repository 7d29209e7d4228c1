"""Opening hours as people write them."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.opening_hours import ALL_DAY, NotHours, as_written, hours_on
from stillhere.care.rota import Turn

NINE, FIVE, LATE = time(9), time(17), time(2, 30)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("9:00-17:00", [(NINE, FIVE)]),
        ("9-17", [(NINE, FIVE)]),
        ("9 h \u2013 17 h 00", [(NINE, FIVE)]),
        ("9h à 17h", [(NINE, FIVE)]),
        ("9.00 to 17.00; 20:00-2:30", [(NINE, FIVE), (time(20), LATE)]),
        ("17:00-24:00", [(FIVE, time(0))]),
        (ALL_DAY, [(time(0), time(0))]),
        ("24H", [(time(0), time(0))]),
        ("", []),
        (" , ", []),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, hours: list[tuple[time, time]]) -> None:
    """SU2."""
    assert [(turn.begins, turn.ends) for turn in hours_on(3, written)] == hours
    assert all(turn.weekday == 3 for turn in hours_on(3, written))


@pytest.mark.parametrize(
    "written",
    ["nine to five", "9", "9-", "9-9", "25-3", "9:61-10", "9-12-15", "9-17, soon", "٣:٠٠"],
)
def test_what_is_no_time_of_opening_is_said_to_be_none(written: str) -> None:
    """SU2: a door is never open by a guess."""
    with pytest.raises(NotHours) as no:
        hours_on(0, written)
    assert no.value.written in written


turns = some.builds(
    Turn,
    weekday=some.just(2),
    begins=some.builds(time, some.integers(0, 23), some.integers(0, 59)),
    ends=some.builds(time, some.integers(0, 23), some.integers(0, 59)),
).filter(lambda turn: turn.begins != turn.ends or turn.begins == time(0))


@given(hours=some.lists(turns, max_size=4))
def test_what_is_written_is_read_again(hours: list[Turn]) -> None:
    """SU2."""
    assert list(hours_on(2, as_written(hours, 2))) == hours
    assert as_written(hours, 1) == ""


@given(written=some.text(max_size=30))
def test_anything_is_hours_or_is_refused(written: str) -> None:
    """SU2."""
    with suppress(NotHours):
        assert all(turn.weekday == 0 for turn in hours_on(0, written))
