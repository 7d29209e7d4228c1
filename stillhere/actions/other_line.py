"""The line that helps this one out: for now its number, which a caller is given (CO4)."""

from datetime import datetime
from typing import Final

from stillhere.actions import ledger
from stillhere.actions.phone import phone
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation

OTHER_LINE: Final = "other_line"
"""Within `Line.settings`: a number in E.164."""


def other_line_of(line: Line) -> str:
    """Nothing where none is set up: then callers hear of waiting, somebody near, and 911."""
    return str(line.settings.get(OTHER_LINE, ""))


def keep_other_line(line_id: int, number: str, *, organisation: int, now: datetime) -> None:
    """Empty: none any more. Raises `NotANumber`. Ask them before you name them."""
    kept = str(phone(number)) if number else ""
    with as_organisation(organisation, writing=True):
        line = Line.objects.select_for_update().get(pk=line_id, organisation_id=organisation)
        line.settings = {**line.settings, OTHER_LINE: kept}
        line.save(update_fields=["settings"])
        ledger.write("OtherLineKept", organisation=organisation, now=now, kind=line.provider)
