"""Where steady time is anchored, so that every process of a node and boot tells the same time.

Only the process that claims due times moves the anchor; the others follow what it kept. So
nobody ever writes a time that is ahead of the claims.
"""

import platform
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Max

from stillhere.records.engine import ClockAnchor, Pulse
from stillhere.records.narrow import DueConsole, DueContact, DueWatch
from stillhere.records.steady import Anchor, clock

FAR: Final = 2.0
"""Seconds between steady and wall time that no slow correction of a clock explains."""


def read_anchor() -> bool:
    """Tell the time this node agreed on. False: nobody has kept one yet, so go by the wall."""
    kept = _kept()
    if kept is not None:
        clock.anchor = kept
    return kept is not None


def keep_anchor() -> None:
    """At the start of a process that claims."""
    if not read_anchor():
        clock.begin_at(_never_before_what_is_written(clock.source.wall()))
        _save()


def lead_time() -> float:
    """Every second, by who claims; seconds that the wall was found to be ahead, or 0.

    A wall far ahead means that time passed which nobody counted (a paused machine), or that
    it was wrong before: both ways steady time goes on from there, so all that is due is
    claimed at once and early, and stays so when the wall is set back again.
    """
    ahead = clock.stepped()
    jumped = ahead > FAR and _database_agrees(clock.source.wall())
    if jumped:
        clock.begin_at(clock.source.wall())
    kept = _kept()
    if kept is None or (clock.anchor and _beginning(kept) < _beginning(clock.anchor)):
        _save()
    else:
        clock.anchor = kept
    return ahead if jumped else 0.0


def settle() -> bool:
    """Before anything has started: go by the wall again if it fell behind and nothing waits."""
    keep_anchor()
    if clock.stepped() >= -FAR or _anything_runs():
        return False
    clock.begin_at(clock.source.wall())
    _save()
    return True


def _never_before_what_is_written(wall: datetime) -> datetime:
    """A clock that was ahead before the machine started left due times that must not be late."""
    last: datetime | None = Pulse.objects.aggregate(last=Max("at"))["last"]
    return max(wall, last) if last is not None and _anything_runs() else wall


def _anything_runs() -> bool:
    return any(each.objects.exists() for each in (DueWatch, DueContact, DueConsole))


def _database_agrees(wall: datetime) -> bool:
    """Where the database is a server it has a clock of its own, and two of three decide."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    return abs((theirs - wall).total_seconds()) <= FAR


def _kept() -> Anchor | None:
    row = ClockAnchor.objects.filter(**_here()).first()
    return None if row is None else Anchor(wall=row.wall, running_ns=row.boottime_ns)


def _save() -> None:
    anchor = clock.anchor or clock.begin_at(clock.source.wall())
    values = {"wall": anchor.wall, "boottime_ns": anchor.running_ns}
    # Two single statements: on SQLite a transaction that reads before it writes may be refused.
    if not ClockAnchor.objects.filter(**_here()).update(**values):
        ClockAnchor.objects.bulk_create([ClockAnchor(**_here(), **values)], ignore_conflicts=True)


def _beginning(anchor: Anchor) -> datetime:
    """Steady time at the machine's start: an anchor that is further on has a later one."""
    return anchor.wall - timedelta(microseconds=anchor.running_ns // 1000)


def _here() -> dict[str, Any]:
    return {"node": platform.node()[:80], "boot": clock.source.boot()[:64]}
