"""What must never be true of what we keep, asked of the database and of nothing else."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from stillhere.actions.lease import ANSWER
from stillhere.actions.trouble import ORGANISATIONS, What
from stillhere.engine.lines_rung import lines_through
from stillhere.engine.troubles import organisations
from stillhere.lines.providers import RUNG
from stillhere.records.models import Pulse, WatchClock
from stillhere.records.narrow import DueConsole, DueContact, DueWatch, is_blind
from stillhere.records.organisations import as_organisation
from stillhere.records.pulse import ANSWERS_WITHIN, PARTS, silent_parts

LATE: Final = timedelta(seconds=10)
"""Nothing stays due for longer while one node and the database are up (I2)."""
NAMED: Final = 20
"""Ids told in one trouble: enough to begin with."""

VIEWS: Final[Mapping[str, Any]] = {
    "watches": DueWatch,
    "contacts": DueContact,
    "consoles": DueConsole,
}

Facts = Mapping[str, Any]
Findings = Mapping[What, Facts]
Choose = Callable[[QuerySet[Any]], QuerySet[Any]]


def findings(now: datetime, *, listening_since: datetime) -> Findings:
    """Nothing at all when all is well. Nobody is silent for longer than we have listened."""
    found = {
        What.BLIND: {} if is_blind() else None,
        What.OVERDUE: _each(lambda rows: rows.filter(due_at__lt=now - LATE).order_by("due_at")),
        What.WITHOUT_TIME: _each(lambda rows: rows.filter(due_at__isnull=True)),
        What.UNHELD: _unheld(now),
        What.PART_SILENT: _silent(now, listening_since),
        What.CALLS_DOWN: _calls_down(now, listening_since),
    }
    return {what: facts for what, facts in found.items() if facts is not None}


def _each(choose: Choose) -> Facts | None:
    ids = {
        name: list(choose(view.objects.all()).values_list("pk", flat=True)[:NAMED])
        for name, view in VIEWS.items()
    }
    return {name: found for name, found in ids.items() if found} or None


def _unheld(now: datetime) -> Facts | None:
    """Held by nobody who is there, while no clock and no alarm says so (I1)."""
    awake = DueConsole.objects.filter(due_at__gte=now - LATE)
    there = set(awake.values_list("operator_id", flat=True))
    held = DueWatch.objects.exclude(holder_id=None).values_list("watch_id", "holder_id")
    found = {watch for watch, holder in held if holder not in there}
    for organisation in organisations():
        found -= _held_at_home(organisation, found, now)
        found.update(_held_by_nobody(organisation))
    return {"watches": sorted(found)[:NAMED]} if found else None


def _held_at_home(organisation: int, watches: set[int], now: datetime) -> set[int]:
    """Unattended, by somebody on call whose yes still counts: that needs no console (WA12)."""
    with as_organisation(organisation):
        rows = WatchClock.objects.filter(organisation_id=organisation, pk__in=watches)
        alone = list(rows.filter(facts__unattended=True).values_list("watch_id", "facts"))
    return {
        watch
        for watch, facts in alone
        if facts.get("yes_until") and datetime.fromisoformat(facts["yes_until"]) >= now - LATE
    }


def _held_by_nobody(organisation: int) -> list[int]:
    with as_organisation(organisation):
        calm = WatchClock.objects.filter(organisation_id=organisation, holder_id=None)
        calm = calm.exclude(state__in=["closed", "alarm"])
        rows = list(calm.values_list("watch_id", "clocks", "facts"))
    return [
        watch
        for watch, clocks, facts in rows
        if "unheld" not in clocks and not facts.get("unheld_alarm")
    ]


def _calls_down(now: datetime, since: datetime) -> Facts | None:
    """People ring a line, and nothing of ours has answered for longer than it may."""
    kept = Pulse.objects.filter(name=ANSWER).values_list("at", flat=True).first() or since
    if now - max(kept, since) <= ANSWERS_WITHIN:
        return None
    down = {str(line.organisation_id): line.slug for line in lines_through(RUNG)}
    return {ORGANISATIONS: down} if down else None


def _silent(now: datetime, since: datetime) -> Facts | None:
    kept = dict(Pulse.objects.values_list("name", "at"))
    heard = {part: max(kept.get(part, since), since) for part in PARTS}
    silent = [part for part in silent_parts(heard, now) if part != "auditor"]
    return {"parts": silent} if silent else None
