"""What a telephone company reports of a text of ours: once each, in whatever order they come."""

from datetime import datetime
from enum import StrEnum

from stillhere.actions import sent_text
from stillhere.actions.delivery import arrived, not_arrived
from stillhere.actions.opening import first_time, line_of
from stillhere.actions.watch import until_not_overtaken
from stillhere.records.organisations import as_organisation


class Became(StrEnum):
    UNDER_WAY = "under_way"
    """The company has it: news only where its own answer was lost."""
    ARRIVED = "arrived"
    LOST = "lost"


def report(
    line_id: int,
    *,
    organisation: int,
    reference: str,
    said: str,
    became: Became,
    key: str,
    how: str,
    now: datetime,
) -> None:
    """`key`: ours, if they brought it back; else it is looked up by their `reference`.

    Of a text nobody knows the report is kept, and changes nothing. What comes first of arrived
    and lost stays: a way that was lost once is not trusted again by itself (WA10).
    """

    def act() -> None:
        with as_organisation(organisation, writing=True):
            line = line_of(line_id, organisation)
            if not first_time(line, f"{reference}:{said}", now):
                return
            ours = key or sent_text.key_of(line_id, reference)
            if not ours:
                return
            sent_text.is_taken(line_id, key=ours, reference=reference)
            if became is Became.ARRIVED:
                arrived(ours, organisation=organisation, now=now, by_line=line_id)
            elif became is Became.LOST:
                not_arrived(ours, organisation=organisation, now=now, how=how, by_line=line_id)

    until_not_overtaken(act)
