"""A card was gone through beside somebody: which, by whom, when; nothing else can be said (SU1)."""

from datetime import datetime

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.guides import version_of
from stillhere.care.access import may_open_plan
from stillhere.care.guides import Tick, tick
from stillhere.care.support import Guide
from stillhere.care.watch_state import Actor
from stillhere.records.models import GuideTick
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake


def tick_card(
    contact_id: int,
    *,
    organisation: int,
    guide: Guide,
    version: int,
    card: int,
    by: Actor,
    now: datetime,
) -> None:
    """Twice is once, whoever presses. Raises `NoSuchCard`, `NotYours` and `NoSuchContact`."""
    with as_organisation(organisation, writing=True):
        loaded = must(may_open_plan, contact_id, by)
        read = version_of(guide, version, organisation=organisation)
        before = _ticks(contact_id)
        if tick(before, read, card, by=by.id, now=now) == before:
            return
        _, is_new = GuideTick.objects.get_or_create(
            contact_id=contact_id,
            guide=guide,
            version=version,
            card=card,
            defaults={"organisation_id": organisation, "by_id": by.id, "at": now},
        )
        if is_new:
            ledger.write(
                "GuideTicked",
                organisation=organisation,
                now=now,
                contact=contact_id,
                watch=loaded.row.watch_id,
                operator=by.id,
                kind=guide,
                number=version,
                step=card,
            )
            transaction.on_commit(wake)


def ticks_of(contact_id: int, *, organisation: int) -> tuple[Tick, ...]:
    """In the order in which they were made."""
    with as_organisation(organisation):
        return _ticks(contact_id)


def _ticks(contact_id: int) -> tuple[Tick, ...]:
    return tuple(
        Tick(guide=Guide(row.guide), version=row.version, card=row.card, by=row.by_id, at=row.at)
        for row in GuideTick.objects.filter(contact_id=contact_id).order_by("pk")
    )
