"""Owing: what somebody must be told, written down in the transaction that made it so."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from stillhere.care.duties import CARE_LASTS, RINGS, Kind, Lane
from stillhere.records.models import Duty
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import put_in_once


def owe(
    kind: Kind,
    *,
    organisation: int,
    key: str,
    now: datetime,
    lane: Lane,
    contact: int | None = None,
    watch: int | None = None,
    operator: int | None = None,
    episode: int = 0,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    **facts: int | str,
) -> None:
    """Inside the caller's transaction. The same `key` twice is one duty.

    A newer ring replaces one of the same watch, person and kind that has not gone out yet.
    """
    if lane is Lane.CARE and not_after is None:
        not_after = now + CARE_LASTS
    new = Duty(
        key=key,
        organisation_id=organisation,
        kind=kind,
        lane=lane,
        contact_id=contact,
        watch_id=watch,
        operator_id=operator,
        episode=episode,
        facts=facts,
        owed_at=now,
        not_before=not_before or now,
        not_after=not_after,
    )
    duty, is_new = put_in_once(new, lambda: _SAME.one(key))
    if is_new and kind in RINGS and watch is not None:
        _replace_older(duty, now)


def _replace_older(newer: Duty, now: datetime) -> None:
    # One that is just being delivered is left alone: its outcome is about to be written.
    idle = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    to_whom = Q(operator_id__isnull=True)
    if newer.operator_id is not None:
        to_whom = Q(operator_id=newer.operator_id)
    same = Duty.objects.filter(idle, to_whom, kind=newer.kind, watch=newer.watch, state="owed")
    same.exclude(pk=newer.pk).update(state="replaced", ended_at=now)


_SAME: Final = Prepared(lambda key: Duty.objects.filter(key=key))
