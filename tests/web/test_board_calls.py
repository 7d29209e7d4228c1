"""Fifty on the telephone at once: the board asks no more often than for one."""

from typing import Any

import pytest

from stillhere.actions.call import caller_rang
from stillhere.records.models import Line
from stillhere.records.steady import clock
from stillhere.web.board_calls import CallsOfRows
from stillhere.web.board_reader import Reader
from stillhere.web.board_sql import FoundCall, FoundContact, FoundWatch
from stillhere.web.tap import Ask, open_tap
from tests.web.looking import Turning

pytestmark = pytest.mark.both


def rings(line: Line, number: int) -> None:
    begun = caller_rang(
        organisation=line.organisation_id,
        line_id=line.pk,
        key=f"1764590400.{number}",
        number=f"+141655501{number:02}",
        language="en",
        now=clock.now(),
    )
    assert begun is not None


def asked_by_a_read(line: Line) -> tuple[int, int]:
    """How many questions one look of the board asks, and how many of its rows have a call."""
    asked: list[str] = []

    def counted(ask: Ask) -> Ask:
        def count(question: str, *values: Any) -> list[tuple[Any, ...]]:
            asked.append(question)
            return ask(question, *values)

        return count

    tap = open_tap()
    with tap.look(line.organisation_id) as ask:
        board = Reader(line.organisation_id).read(counted(ask), clock.now())
    tap.close()
    return len(asked), sum(row.facts["call"] is not None for row in board.rows.values())


def test_a_board_with_fifty_calls_asks_no_more_often_than_with_one(
    feed: Turning, line: Line
) -> None:
    rings(line, 0)
    one = asked_by_a_read(line)
    for number in range(1, 50):
        rings(line, number)

    assert one[1] == 1
    assert asked_by_a_read(line) == (one[0], 50)


def test_the_calls_are_gone_through_once_and_each_row_has_its_own() -> None:
    def call(id: int, contact: int, watch: int | None) -> FoundCall:
        return FoundCall(id, contact, watch, 1, "talking", None, None, None)

    def row(kind: Any, **known: int) -> Any:
        return kind(**{**dict.fromkeys(kind._fields), **known})

    calls = CallsOfRows(iter([call(1, 7, None), call(2, 8, 3), call(3, 9, 3)]))

    assert [each.call for each in calls.of(row(FoundWatch, watch=3))] == [2, 3]
    assert [each.call for each in calls.of(row(FoundContact, contact=7))] == [1]
    assert calls.of(row(FoundContact, contact=5)) == ()
    assert calls.of(row(FoundWatch, watch=4)) == ()
