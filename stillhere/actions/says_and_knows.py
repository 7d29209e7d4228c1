"""What a line says and knows in its own words, now, and putting a name under it."""

from dataclasses import replace
from datetime import datetime

from stillhere.actions import chosen
from stillhere.actions.chosen import Subject
from stillhere.actions.phone import phone
from stillhere.care.says_and_knows import NOTHING_SET_UP, NUMBERS, SaysAndKnows
from stillhere.records.models import Chosen


def says_and_knows(*, organisation: int) -> SaysAndKnows:
    """Inside `as_organisation`. What nobody has set up is empty."""
    newest = chosen.newest(Subject.SAYS_AND_KNOWS, organisation=organisation)
    return NOTHING_SET_UP if newest is None else SaysAndKnows.from_values(newest.values)


def sign_says_and_knows(
    said: SaysAndKnows, *, organisation: int, seen: int, by: int, now: datetime
) -> Chosen:
    """On every screen from the next look on. Raises `NotANumber`, and what `chosen.sign` raises."""
    return chosen.sign(
        Subject.SAYS_AND_KNOWS,
        _dialled(said).as_values(),
        organisation=organisation,
        seen=seen,
        by=by,
        now=now,
    )


def _dialled(said: SaysAndKnows) -> SaysAndKnows:
    written = {name: getattr(said, name) for name in NUMBERS}
    return replace(said, **{name: str(phone(raw)) for name, raw in written.items() if raw})
