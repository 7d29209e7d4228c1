"""After a restore: whoever was being watched over when the backup ended is looked after at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from stillhere.actions.watch import happen
from stillhere.care.watch_events import CameBack
from stillhere.records import journal
from stillhere.records.models import Entry
from stillhere.records.narrow import DueWatch
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    watches: int
    stuck: Sequence[int] = ()
    """Watches that could not be decided: look after these people by hand."""


def came_back(*, now: datetime) -> Restored:
    """As the engine. Every watch that was open rings as "open at that time, unknown since" (WA16).

    Said twice, everybody rings twice; nothing else changes.
    """
    stuck = []
    found = list(DueWatch.objects.order_by("watch_id").values_list("organisation_id", "watch_id"))
    open_at = {organisation: _last_known(organisation, now) for organisation, _ in found}
    for organisation, watch in found:
        event = CameBack(open_at=open_at[organisation])
        try:
            happen(watch, event, organisation=organisation, now=now)
        except Exception as wrong:  # noqa: BLE001  # one of them must not hold up the others
            journal.cry("could_not_decide", wrong, watch=watch)
            stuck.append(watch)
    return Restored(watches=len(found) - len(stuck), stuck=stuck)


def _last_known(organisation: int, now: datetime) -> datetime:
    """The last thing that was written down before the backup ended."""
    with as_organisation(organisation):
        entries = Entry.objects.filter(organisation_id=organisation)
        found: datetime | None = entries.aggregate(last=Max("at"))["last"]
    return found or now
