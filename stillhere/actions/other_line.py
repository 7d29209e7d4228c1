"""The line that helps this one out: for now its number, which a caller is given (CO4)."""

from datetime import datetime
from typing import Final

from stillhere.actions import ledger
from stillhere.actions.line_keeping import must_keep_lines
from stillhere.actions.phone import phone
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation

OTHER_LINE: Final = "other_line"
"""Within `Line.settings`: a number in E.164."""


def other_line_of(line: Line) -> str:
    """Nothing where none is set up: then callers hear of waiting, somebody near, and 911."""
    return str(line.settings.get(OTHER_LINE, ""))


class NoLineOfThatName(Exception):
    """There is none, or it is another organisation's."""


def keep_other_line(
    line: str, number: str, *, organisation: int, now: datetime, by: int | None = None
) -> str:
    """The number as it is kept; empty: none any more. Ask them before you name them.

    `by`: whose press it is. Raises `NotANumber`, `NotYours`, `NoLineOfThatName`.
    """
    kept = str(phone(number)) if number else ""
    with as_organisation(organisation, writing=True):
        must_keep_lines(by)
        lines = Line.objects.select_for_update().filter(organisation_id=organisation)
        row = lines.filter(slug=line).first()
        if row is None:
            raise NoLineOfThatName(line)
        row.settings = {**row.settings, OTHER_LINE: kept}
        row.save(update_fields=["settings"])
        ledger.write(
            "OtherLineKept", organisation=organisation, now=now, operator=by, kind=row.provider
        )
    return kept
