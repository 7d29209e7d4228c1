"""At a console with somebody invented: there, and not on shift."""

from datetime import datetime

from django.db import transaction

from stillhere.actions.roster import change, silent_at
from stillhere.care.refused import LeaveShiftFirst
from stillhere.care.roster import NoConsole, Presence
from stillhere.records.models import Console
from stillhere.records.wake import wake


def practise(operator_id: int, *, organisation: int, key: str, now: datetime) -> None:
    """Inside the transaction: at a console with somebody invented, and not on shift.

    Raises `LeaveShiftFirst` on shift or on a break from it: real people come first; `NoConsole`.
    The seat is locked, so that of practising and coming on shift at once one comes after the
    other.
    """
    if not key:
        raise NoConsole
    console, _ = Console.objects.select_for_update(of=("self",)).get_or_create(
        operator_id=operator_id, defaults={"organisation_id": organisation}
    )
    if console.state in (Presence.ON, Presence.BREAK):
        raise LeaveShiftFirst
    console.key = key
    console.state = Presence.PRACTICE
    console.beat_at = now
    console.due_at = silent_at(organisation, now)
    console.version += 1
    console.save()
    transaction.on_commit(wake)


def stop_practising(operator_id: int, *, organisation: int) -> None:
    """Inside the transaction. Who is on shift stays on it."""
    here = Console.objects.filter(operator_id=operator_id, organisation_id=organisation)
    if here.filter(state=Presence.PRACTICE).exists():
        change(operator_id, organisation, Presence.AWAY)
        transaction.on_commit(wake)
