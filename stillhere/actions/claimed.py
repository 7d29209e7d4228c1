"""A duty in hand: what the courier needs to know of it, without the records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Duty

FAILED_BY: Final = "failed_by"
DOWN_BY: Final = "down_by"
"""Of those, which failed by themselves. A line that will not have one odd text is not down."""
REFUSED_BY: Final = "refused_by"
"""And which would not have this one."""
UNKNOWN_BY: Final = "unknown_by"
"""Of those that failed, which may have it all the same."""
LOST_BY: Final = "lost_by"
"""Which took it and lost it, or said that it never will. One that only could not just now may."""
UNHEARD_BY: Final = "unheard_by"
"""Which took it, and never said that it arrived."""
BY: Final = "by"
"""Which line has it, where that need not be the person's own; 0: none just now."""
FAILED_AT: Final = "failed_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    id: int
    organisation: int
    lane: Lane
    kind: Kind
    key: str
    contact: int | None
    watch: int | None
    operator: int | None
    message: int | None
    tries: int
    owed_at: datetime
    says: str = ""
    """What a ring or text to a colleague is about, where it is about no alarm."""
    of: str = ""
    """The key of the text whose receipt is sought, and the line that has it."""
    by_line: int = 0
    failed_by: tuple[int, ...] = ()
    """Which lines were tried and failed, in order."""
    refused_by: tuple[int, ...] = ()
    """Of those, which would not have this one, for what is in it."""
    unknown_by: tuple[int, ...] = ()
    """Of those, which may have taken it all the same."""
    lost_by: tuple[int, ...] = ()
    """Which have had their turn: they took it and lost it, or never will."""
    unheard_by: tuple[int, ...] = ()


def as_claimed(row: Duty) -> Claimed:
    """Raises `ValueError` for a kind or a lane that this version does not know."""
    return Claimed(
        id=row.pk,
        organisation=row.organisation_id,
        lane=Lane(row.lane),
        kind=Kind(row.kind),
        key=row.key,
        contact=row.contact_id,
        watch=row.watch_id,
        operator=row.operator_id,
        message=row.facts.get("message"),
        tries=row.tries,
        owed_at=row.owed_at,
        says=str(row.facts.get("says", "")),
        of=str(row.facts.get("of", "")),
        by_line=int(row.facts.get("by_line", 0)),
        failed_by=tuple(row.facts.get(FAILED_BY, ())),
        refused_by=tuple(row.facts.get(REFUSED_BY, ())),
        unknown_by=tuple(row.facts.get(UNKNOWN_BY, ())),
        lost_by=tuple(row.facts.get(LOST_BY, ())),
        unheard_by=tuple(row.facts.get(UNHEARD_BY, ())),
    )
