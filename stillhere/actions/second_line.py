"""The second telephone company of a line: another line of ours, whose number the same people know.

Both name each other, so that an answer to either finds the same person.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from stillhere.actions import ledger
from stillhere.actions.line_keeping import must_keep_lines
from stillhere.actions.other_line import NoLineOfThatName
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation

SECOND_LINE: Final = "second_line"
"""Within `Line.settings`: the slug of the other of the two."""


class CannotPair(Exception):
    """They cannot stand in for each other; why is its own name."""


class TakenAlready(CannotPair):
    """One of them stands in for a third."""


class PracticeAndReal(CannotPair):
    """Nobody real is ever written to by a line for practice."""


def second_of(line: Line, lines: Sequence[Line]) -> Line | None:
    """Among `lines`; None where it has none, or it is not there any more."""
    slug = line.settings.get(SECOND_LINE)
    return next((each for each in lines if slug and each.slug == slug), None)


def both(line: Line) -> tuple[int, ...]:
    """Inside `as_organisation`: this line, and the one by which the same people are met."""
    slug = line.settings.get(SECOND_LINE)
    if not slug:
        return (line.pk,)
    other = Line.objects.filter(organisation_id=line.organisation_id, slug=slug)
    return (line.pk, *other.values_list("pk", flat=True))


def keep_second_line(
    line: str, second: str, *, organisation: int, now: datetime, by: int | None = None
) -> None:
    """Each stands in for the other from now; `second` empty: neither any more.

    That both can text is for `lines` to say, before. Raises `CannotPair`, `NotYours`,
    `NoLineOfThatName`.
    """
    with as_organisation(organisation, writing=True):
        must_keep_lines(by)
        rows = Line.objects.select_for_update().filter(organisation_id=organisation)
        there = {each.slug: each for each in rows.order_by("pk")}
        if line not in there or (second and (second not in there or second == line)):
            raise NoLineOfThatName(second or line)
        if second:
            _must_fit(there[line], there[second])
        _name(there, line, second)
        ledger.write(
            "SecondLineKept",
            organisation=organisation,
            now=now,
            operator=by,
            kind=there[second].provider if second else None,
        )


def _must_fit(one: Line, other: Line) -> None:
    if one.practice != other.practice:
        raise PracticeAndReal
    if any(
        each.settings.get(SECOND_LINE, whose.slug) != whose.slug
        for each, whose in ((one, other), (other, one))
    ):
        raise TakenAlready


def _name(there: dict[str, Line], line: str, second: str) -> None:
    before = there[line].settings.get(SECOND_LINE, "")
    for one, other in ((line, second), (second or before, line if second else "")):
        if one not in there:
            continue
        row = there[one]
        rest = {name: kept for name, kept in row.settings.items() if name != SECOND_LINE}
        row.settings = {**rest, **({SECOND_LINE: other} if other else {})}
        row.save(update_fields=["settings"])
