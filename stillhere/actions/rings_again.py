"""Who rings us after their line dropped comes to the operator who had them, if they are there."""

from collections.abc import Collection
from datetime import datetime

from stillhere.actions.seats import seats
from stillhere.care.call_state import State
from stillhere.care.roster import on_shift
from stillhere.records.models import Call


def who_had(organisation: int, digests: Collection[bytes], now: datetime) -> tuple[int, ...]:
    """Inside `as_organisation`. Their hands are free for this one, and for nobody else (WA13).

    The same number is perhaps the same person: it says who is rung first, and no more (CO8).
    """
    dropped = Call.objects.filter(
        organisation_id=organisation,
        state=State.DROPPED,
        contact__ended_at__isnull=True,
        contact__address_digest__in=[each for each in digests if each],
    )
    had = dict.fromkeys(dropped.order_by("-dropped_at").values_list("operator_id", flat=True))
    here = {seat.id for seat in seats(organisation) if on_shift(seat, now)} if had else set()
    return tuple(each for each in had if each in here)
