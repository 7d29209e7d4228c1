"""A text without a receipt: looked for once, after a while, and never held to have been read.

Only a line that tells what becomes of its texts is asked; of any other nothing is assumed (WA10).
It waits in the lane of care, so that no question and no rung ever waits behind it.
"""

from datetime import datetime
from typing import Final

from django.db.models import F

from stillhere.actions import contact_row
from stillhere.actions.claimed import Claimed
from stillhere.actions.duty import owe
from stillhere.actions.frozen_policy import policy_of
from stillhere.care.duties import CARE_LASTS, Kind, Lane
from stillhere.records.models import Duty
from stillhere.records.prepared_writing import Change


def owe_a_look(text: Claimed, *, by_line: int, now: datetime) -> None:
    """Inside the transaction that says it has left. A receipt that comes before makes it idle."""
    if text.kind is not Kind.TEXT_CALLER or text.contact is None:
        return
    look_at = now + policy_of(contact_row.load(text.contact)).seconds("undelivered")
    if text.failed_by and _looked_before(text, by_line=by_line, at=look_at):
        return
    owe(
        Kind.SEEK_RECEIPT,
        organisation=text.organisation,
        key=_key(text.id),
        now=now,
        lane=Lane.CARE,
        contact=text.contact,
        watch=text.watch,
        not_before=look_at,
        of=text.key,
        by_line=by_line,
    )


def _looked_before(text: Claimed, *, by_line: int, at: datetime) -> bool:
    """The look for the first company's receipt becomes one for the second's."""
    same = Duty.objects.filter(key=_key(text.id))
    return bool(
        same.update(
            state="owed",
            not_before=at,
            not_after=at + CARE_LASTS,
            leased_until=None,
            ended_at=None,
            tries=F("tries") + 1,
            facts={"of": text.key, "by_line": by_line},
        )
    )


def came(text: Duty, now: datetime) -> None:
    """Inside the caller's transaction: there is a receipt, so that nobody has to look for one."""
    _LOOK.make(_key(text.pk), state="not_wanted", ended_at=now)


def _key(text: int) -> str:
    return f"receipt:{text}"


_LOOK: Final = Change(lambda key: Duty.objects.filter(key=key, state="owed"), "state", "ended_at")
