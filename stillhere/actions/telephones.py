"""The telephone in an operator's browser: its secret, and which ring it may answer by itself.

The secret is made of a key outside the database and of the moment they came on: so it is theirs
alone, for this shift alone, and kept nowhere. Nobody who is off shift has one.
"""

import hmac
from datetime import datetime
from typing import Final

from stillhere.actions.call_row import load as load_call
from stillhere.care.call_state import RINGS_OUT, Role
from stillhere.care.roster import Presence
from stillhere.records.keys import own_keys
from stillhere.records.models import Call, Console
from stillhere.records.organisations import as_organisation

WHAT_FOR: Final = "telephone in a browser"
"""Keeps these apart from everything else that is made of that key."""
WORKS: Final = (Presence.ON, Presence.BREAK)
"""Whoever rests may still have somebody on the line. Who practises rings nobody real."""


def telephones(organisation: int, *, now: datetime) -> dict[int, str]:
    """Everybody on shift, each with their secret. Raises `CannotOpen`."""
    with as_organisation(organisation):
        live = Console.objects.filter(
            organisation_id=organisation,
            operator__is_active=True,
            state__in=WORKS,
            due_at__gt=now,
            sound_heard_at__isnull=False,
        )
        return {each.operator_id: _secret(each) for each in live}


def secret_of(operator_id: int, *, organisation: int, now: datetime) -> str | None:
    """None: they are not on shift. Raises `CannotOpen`."""
    return telephones(organisation, now=now).get(operator_id)


def may_answer(key: str, *, operator: int, organisation: int) -> bool:
    """Only what rings them, of whoever they have taken: that press was their yes."""
    room = key.rpartition("-")[0]
    with as_organisation(organisation):
        row = Call.objects.filter(room=room, organisation_id=organisation).only("pk").first()
        leg = None if row is None else (call := load_call(row.pk).call).leg(key)
    if leg is None or leg.role is not Role.OPERATOR or leg.standing not in RINGS_OUT:
        return False
    return leg.who == operator == call.operator


def _secret(console: Console) -> str:
    """Of the second they came on, not of the beat: the whole shift has one."""
    _, key = own_keys().pepper()
    parts = (WHAT_FOR, console.organisation_id, console.operator_id, console.key)
    shift = "\n".join(map(str, (*parts, console.sound_heard_at)))
    return hmac.digest(key, shift.encode(), "sha256").hex()
