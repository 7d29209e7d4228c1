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

from stillhere.actions import cover, ledger
from stillhere.actions.words import MOST_HEARD
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import RecordKey
from stillhere.records.models import SetAside as Row
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, prepare_record_key
from stillhere.records.wake import wake

TRIES: Final = 3
"""A lost race or a slow disk is over by then; what still fails will fail for ever."""
OF_THE_RECORDS: Final = (OperationalError, InterfaceError)
"""They cannot be reached: no fault of what came, so nothing of it is counted."""
REPORT: Final = "report"
"""A kind of what comes: of a text of ours, and nobody's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    key: PreparedKey | None = None
    number: bytes | None = None
    words: bytes | None = None


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
