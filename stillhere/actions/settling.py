"""What was set aside, on the boards: who rings the number back, and that it is settled."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.seats import seats
from stillhere.actions.words import opened
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.care.roster import on_shift
from stillhere.care.watch_state import Actor
from stillhere.records.models import SetAside as Row
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer
from stillhere.records.wake import wake

MOST: Final = 50
"""Shown at once, the oldest first."""


class NoSuchSetAside(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    id: int
    line: str
    kind: str
    came_at: datetime
    practice: bool
    taken_by: str
    """Who said that they ring back; empty: nobody yet."""
    mine: bool
    has_gone: bool
    """Who said so is not on shift any more."""
    may_take: bool
    """By who asks: nobody waits for one who has gone."""
    number: str | None = field(repr=False)
    """For who rings back alone. None: nobody can read it here any more."""
    words: str = field(default="", repr=False)
    """As they came, for who rings back alone. Empty: there were none, or they do not open here."""


def all_set_aside(*, organisation: int, by: Actor, now: datetime) -> list[SetAside]:
    """What nobody has settled yet. The number only for who rings it back."""
    with as_organisation(organisation):
        rows = list(_open(organisation).select_related("line", "taken_by").order_by("pk")[:MOST])
        sealers = {row.pk: Sealer(organisation, row.record_key) for row in rows}
        here = _who_is_here(organisation, now) if rows else frozenset()
    return [_shown(row, sealers[row.pk], by, here) for row in rows]


def ring_back(set_aside: int, *, organisation: int, by: Actor, now: datetime) -> None:
    """This one rings them back, and sees the number from now.

    Raises `NoSuchSetAside`, and `AlreadyDone` where a colleague does it. A supervisor may take
    it from them, and anybody may from one who is not on shift any more.
    """
    with as_organisation(organisation, writing=True):
        row = _find(set_aside, organisation)
        if row.taken_by_id != by.id and not _may_take(row, by, _who_is_here(organisation, now)):
            raise AlreadyDone
        if row.taken_by_id != by.id:
            _open(organisation).filter(pk=row.pk).update(taken_by=by.id)
            _write("SetAsideTaken", row, by, now)
            transaction.on_commit(wake)


def settle(set_aside: int, *, organisation: int, by: Actor, now: datetime) -> None:
    """Rung back, or there is nobody to ring. Raises `NoSuchSetAside`, `NotYours`."""
    with as_organisation(organisation, writing=True):
        row = _find(set_aside, organisation)
        if row.taken_by_id != by.id and not by.supervises:
            raise NotYours
        _open(organisation).filter(pk=row.pk).update(settled_at=now)
        _write("SetAsideSettled", row, by, now)
        transaction.on_commit(wake)


def _who_is_here(organisation: int, now: datetime) -> frozenset[int]:
    return frozenset(seat.id for seat in seats(organisation) if on_shift(seat, now))


def _may_take(row: Row, by: Actor, here: frozenset[int]) -> bool:
    return row.taken_by_id != by.id and (by.supervises or row.taken_by_id not in here)


def _open(organisation: int) -> QuerySet[Row]:
    ours = Row.objects.filter(organisation_id=organisation)
    return ours.filter(at__isnull=False, settled_at__isnull=True)


def _find(set_aside: int, organisation: int) -> Row:
    row = _open(organisation).filter(pk=set_aside).first()
    if row is None:
        raise NoSuchSetAside(set_aside)
    return row


def _write(what: str, row: Row, by: Actor, now: datetime) -> None:
    organisation = row.organisation_id
    ledger.write(
        what, organisation=organisation, now=now, operator=by.id, number=row.pk, kind=row.kind
    )


def _shown(row: Row, sealer: Sealer, by: Actor, here: frozenset[int]) -> SetAside:
    mine = row.taken_by_id == by.id
    number, words = None, None
    if mine and row.sealed_number is not None and row.record_key is not None:
        number = opened(sealer, "setaside", "number", row.sealed_number)
    if mine and row.sealed_words is not None and row.record_key is not None:
        words = opened(sealer, "setaside", "words", row.sealed_words)
    return SetAside(
        id=row.pk,
        line=row.line.name,
        kind=row.kind,
        came_at=row.came_at,
        practice=row.line.practice,
        taken_by=row.taken_by.name if row.taken_by else "",
        mine=mine,
        has_gone=row.taken_by_id is not None and row.taken_by_id not in here,
        may_take=_may_take(row, by, here),
        number=number,
        words=words or "",
    )
