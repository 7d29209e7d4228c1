"""A line is paused for who is new, by a person and with a reason, and opened again (CO16).

Whoever is on it already notices nothing: only what begins a contact asks whether it is paused.
"""

from datetime import datetime
from typing import Final

from stillhere.actions import ledger
from stillhere.actions.other_line import NoLineOfThatName, other_line_of
from stillhere.care.access import Role, may_pause
from stillhere.care.pausing import Pause, WhyPaused
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.records.models import Line, Operator
from stillhere.records.organisations import as_organisation, open_lines

PAUSED: Final = "paused"
"""Within `Line.settings`."""
HELD_BACK: Final = "held_back"
"""How a contact was opened that came by a paused line, in the ledger."""


def pause_of(line: Line) -> Pause | None:
    """None: it takes whoever comes. So it does where what is kept cannot be read."""
    kept = line.settings.get(PAUSED)
    if not kept:
        return None
    try:
        return Pause.from_values(kept)
    except (KeyError, TypeError, ValueError):
        return None


def other_line_open(line: Line) -> str:
    """The number that helps it out; nothing where that is a line of ours, and paused as well.

    Nobody is sent from one closed door to another (CO16).
    """
    number = other_line_of(line)
    if not number:
        return ""
    with as_organisation(line.organisation_id):
        ours = list(open_lines(line.organisation_id).filter(number=number))
    return "" if any(pause_of(each) is not None for each in ours) else number


def pause_line(line: str, why: WhyPaused, *, organisation: int, by: int, now: datetime) -> None:
    """For who is new alone. Raises `NotYours`, `AlreadyDone`, `NoLineOfThatName`."""
    with as_organisation(organisation, writing=True):
        row = _line(line, organisation, by)
        if pause_of(row) is not None:
            raise AlreadyDone
        pause = Pause(why=why, at=now, by=by)
        _keep(row, {**row.settings, PAUSED: pause.as_values()})
        ledger.write(
            "LinePaused",
            organisation=organisation,
            now=now,
            operator=by,
            kind=row.provider,
            reason=why,
        )


def open_line_again(line: str, *, organisation: int, by: int, now: datetime) -> None:
    """Whoever was told meanwhile stands on the boards still. Raises as `pause_line` does."""
    with as_organisation(organisation, writing=True):
        row = _line(line, organisation, by)
        if PAUSED not in row.settings:
            raise AlreadyDone
        _keep(row, {name: value for name, value in row.settings.items() if name != PAUSED})
        ledger.write(
            "LineOpenedAgain", organisation=organisation, now=now, operator=by, kind=row.provider
        )


def _line(line: str, organisation: int, by: int) -> Line:
    """Locked: of two presses at once the second finds what the first did."""
    if not may_pause(Role(Operator.objects.get(pk=by).role)):
        raise NotYours
    ours = Line.objects.select_for_update().filter(organisation_id=organisation)
    row = ours.filter(slug=line).first()
    if row is None or not row.is_open:
        raise NoLineOfThatName(line)
    return row


def _keep(row: Line, settings: dict[str, object]) -> None:
    row.settings = settings
    row.save(update_fields=["settings"])
