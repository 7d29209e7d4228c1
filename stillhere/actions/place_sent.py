"""Where a phone said it is: under a key of its own, which goes with the watch and not later (IN2).

The words of a talk are kept for a while after it. This is not: it was sent so that help finds
somebody now, and nobody is looked for any more.
"""

import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.words import MOST_HEARD, PLACE, CannotKeep, opened, seal_in
from stillhere.care.plain import plain
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Message, RecordKey
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key

KEY_ID: Final = struct.Struct(">q")
"""A sealed place begins with the record key it was sealed under."""
GONE: Final = b""
"""What is left of one. Nothing at all stands where it could not be sealed when it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPlace:
    """Ready to be kept, with its key, in the transaction of its effect."""

    key: PreparedKey
    words: bytes = field(repr=False)


Kept = bytes | SealedPlace | None
"""What is kept of a message: sealed with their words, or a place, or nothing that could be."""


def seal_place_sent(organisation: int, words: str, *, key: str) -> SealedPlace | None:
    """Outside any transaction. None where it cannot be: a cry in it waits for no key."""
    try:
        own = prepare_record_key(organisation)
        sealed = seal_in(own.sealer, "message", "words", plain(words)[:MOST_HEARD], key=key)
    except (CannotOpen, CannotKeep):
        return None
    return SealedPlace(key=own, words=KEY_ID.pack(own.id) + sealed)


def place_sealer(message: Message) -> Sealer:
    """Inside `as_organisation`."""
    return Sealer(message.organisation_id, _key_of(message))


def place_in(message: Message, sealer: Sealer) -> str | None:
    """Empty where it is gone. None where it cannot be read here."""
    if is_gone(message) or message.sealed_words is None:
        return ""
    sealed = bytes(message.sealed_words)[KEY_ID.size :]
    return opened(sealer, "message", "words", sealed, key=message.key)


def is_gone(message: Message) -> bool:
    return message.kind == PLACE and message.sealed_words == GONE


def end_places(organisation: int, *, now: datetime, **whose: int) -> None:
    """From now nobody reads them. Inside the transaction in which the watch or contact ends.

    The key itself is overwritten here; its row is left for the shredder, which then cuts from
    the journal of the database what may stand there still.
    """
    for message in _kept(organisation, **whose):
        keys = RecordKey.objects.filter(pk=_key_of(message) or 0, organisation_id=organisation)
        keys.update(wrapped=b"", expires_at=now)
        Message.objects.filter(pk=message.pk).update(sealed_words=GONE)
        ledger.write("PlaceErased", organisation=organisation, now=now, contact=message.contact_id)


def _kept(organisation: int, **whose: int) -> QuerySet[Message]:
    sent = Message.objects.filter(organisation_id=organisation, kind=PLACE, **whose)
    return sent.exclude(sealed_words=None).exclude(sealed_words=GONE)


def _key_of(message: Message) -> int | None:
    sealed = bytes(message.sealed_words or b"")
    return KEY_ID.unpack_from(sealed)[0] if len(sealed) >= KEY_ID.size else None
