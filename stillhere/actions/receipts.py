"""A text without a receipt: looked for once, after a while, and never held to have been read.

Only a line that tells what becomes of its texts is asked; of any other nothing is assumed (WA10).
It waits in the lane of care, so that no question and no rung ever waits behind it.
"""

from datetime import datetime
from typing import Final

from stillhere.actions import contact_row
from stillhere.actions.claimed import Claimed
from stillhere.actions.duty import owe
from stillhere.actions.frozen_policy import policy_of
from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Duty
from stillhere.records.prepared_writing import Change


def owe_a_look(text: Claimed, *, by_line: int, now: datetime) -> None:
    """Inside the transaction that says it has left. A receipt that comes before makes it idle."""
    if text.kind is not Kind.TEXT_CALLER or text.contact is None:
        return
    owe(
        Kind.SEEK_RECEIPT,
        organisation=text.organisation,
        key=_key(text.id),
        now=now,
        lane=Lane.CARE,
        contact=text.contact,
        watch=text.watch,
        not_before=now + policy_of(contact_row.load(text.contact)).seconds("undelivered"),
        of=text.key,
        by_line=by_line,
    )


def came(text: Duty, now: datetime) -> None:
    """Inside the caller's transaction: there is a receipt, so that nobody has to look for one."""
    _LOOK.make(_key(text.pk), state="not_wanted", ended_at=now)


def _key(text: int) -> str:
    return f"receipt:{text}"


_LOOK: Final = Change(lambda key: Duty.objects.filter(key=key, state="owed"), "state", "ended_at")
