"""One at a time does what must not be done twice: whoever holds the lease."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from stillhere.records.models import Lease

TERM: Final = timedelta(seconds=10)
"""A leader that vanished is followed within this."""
ANSWER: Final = "answer"
"""Whoever makes the telephone agree with what is written down."""


def lead(name: str, *, by: str, now: datetime) -> bool:
    """Take or keep the lease; renewed only when half of it is used up."""
    held = Lease.objects.filter(name=name, held_by=by)
    if held.filter(until__gt=now + TERM / 2, until__lte=now + TERM).exists():
        return True
    if not Lease.objects.filter(name=name).exists():
        Lease.objects.bulk_create([Lease(name=name)], ignore_conflicts=True)
    # An end further away than a term was written by a clock that has been set back since.
    over = Q(until__isnull=True) | Q(until__lt=now) | Q(until__gt=now + 2 * TERM)
    free = Lease.objects.filter(Q(name=name) & (over | Q(held_by=by)))
    return free.update(held_by=by, until=now + TERM) == 1


def is_led(name: str, *, now: datetime) -> bool:
    """Whether somebody does it at this moment."""
    return Lease.objects.filter(name=name, until__gt=now).exists()


def holder_of(name: str) -> str:
    """Empty: nobody."""
    return Lease.objects.filter(name=name).values_list("held_by", flat=True).first() or ""


def let_go(name: str, *, by: str) -> None:
    """At a planned end, so that nobody has to wait for the term."""
    Lease.objects.filter(name=name, held_by=by).update(until=None)
