"""What comes in and cannot be read: three tries, then it is set aside and people are told.

Whoever takes in what comes from outside calls `stumbled` each time one of it goes wrong, and
stops trying when that says so. Nothing is dropped: it stands on every console until somebody
has rung the number back, and where nobody is on shift the phones of those on call ring, unless
it was a report on a text of ours.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from stillhere.actions import cover, ledger
from stillhere.actions.seats import seats
from stillhere.actions.words import MOST_HEARD, opened
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.care.roster import on_shift
from stillhere.care.watch_state import Actor
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import RecordKey
from stillhere.records.models import SetAside as Row
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key
from stillhere.records.wake import wake

TRIES: Final = 3
"""A lost race or a slow disk is over by then; what still fails will fail for ever."""
OF_THE_RECORDS: Final = (OperationalError, InterfaceError)
"""They cannot be reached: no fault of what came, so nothing of it is counted."""
REPORT: Final = "report"
"""A kind of what comes: of a text of ours, and nobody's own words."""
MOST: Final = 50
"""Shown at once, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    key: PreparedKey | None = None
    number: bytes | None = None
    words: bytes | None = None


class NoSuchSetAside(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One thing from outside, before anybody could read it."""

    line: int
    kind: Literal["text", "call", "report"]
    key: str
    """The provider's own, the same at each try."""
    number: str = field(repr=False)
    at: datetime
    words: str = field(default="", repr=False)
    """What could not be read by us may be read by a person."""


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


def stumbled(came: Came, *, organisation: int, wrong: Exception, now: datetime) -> bool:
    """One more try went wrong. True: it is set aside, and must not be tried again."""
    if isinstance(wrong, OF_THE_RECORDS):
        return False
    sealed = _seal(organisation, came)
    key = sealed.key
    with as_organisation(organisation, writing=True):
        row, is_new = _row(organisation, came, sealed)
        if is_new and key is not None:
            key.save(now)
            _ends(row, organisation, now)
        if row.at is not None:
            return True
        row.tries += 1
        row.at = now if row.tries >= TRIES else None
        row.save(update_fields=["tries", "at"])
        if row.at is None:
            return False
        _tell(row, wrong, now)
    journal.cry("set_aside", wrong, kind=came.kind, organisation=organisation)
    return True


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


def _row(organisation: int, came: Came, sealed: _Sealed) -> tuple[Row, bool]:
    return Row.objects.get_or_create(
        line_id=came.line,
        key=came.key[:64],
        defaults={
            "organisation_id": organisation,
            "kind": came.kind,
            "came_at": came.at,
            "record_key": sealed.key.id if sealed.key else None,
            "sealed_number": sealed.number,
            "sealed_words": sealed.words,
        },
    )


def _tell(row: Row, wrong: Exception, now: datetime) -> None:
    """The row itself is what every console shows; phones ring where there is no console.

    By a report nobody waits: what became of a text is asked for by itself (WA10).
    """
    organisation = row.organisation_id
    ledger.write(
        "SetAside", organisation=organisation, now=now, kind=row.kind, how=type(wrong).__name__[:40]
    )
    if row.kind != REPORT and cover.nobody_on(organisation, now):
        cover.ask_on_call(organisation, now=now)
    transaction.on_commit(wake)


def _seal(organisation: int, came: Came) -> _Sealed:
    """Without the sealing key it is kept without either; what nobody can write down, without it."""
    try:
        key = prepare_record_key(organisation)
    except CannotOpen:
        return _Sealed()
    return _Sealed(
        key=key,
        number=_sealed(key, "number", came.number),
        words=_sealed(key, "words", came.words[:MOST_HEARD]) if came.words else None,
    )


def _sealed(key: PreparedKey, column: str, said: str) -> bytes | None:
    try:
        return key.sealer.seal("setaside", column, key.id, said)
    except (CannotOpen, UnicodeError):
        return None


def _ends(row: Row, organisation: int, now: datetime) -> None:
    """Like any number: not for longer than people's words are kept."""
    until = now + cover.policy_here(organisation).seconds("words_kept")
    RecordKey.objects.filter(pk=row.record_key or 0).update(expires_at=until)


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
