"""People's words on their way in and out: sealed before a transaction, opened after one."""

from datetime import datetime
from hashlib import sha256
from typing import Final

from stillhere.care.plain import plain
from stillhere.care.refused import Refused
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Message
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import put_in
from stillhere.records.sealed import Sealer

MOST_SAID: Final = 1_000
"""Characters of one message from us: several texts already."""
MOST_HEARD: Final = 4_000
"""Of one message to us. What is longer is cut, never turned away."""
WORDS: Final = "words"
"""A kind of message: what somebody said."""
NOTICE: Final = "notice"
"""A kind of message: what a machine says and nobody has to answer."""
PLACE: Final = "place"
"""A kind of message: where they are, sent by a link. It has a key of its own (`place_sent`)."""
LONGEST_KEY: Final = 64
"""What the column takes. A longer key is kept as its fingerprint."""


class CannotKeep(Refused):
    """These words cannot be sealed here, so they are not kept at all. Tell an administrator."""


def keep_notice(row: Contact, *, reading: str, key: str, now: datetime) -> Message:
    """Inside the caller's transaction. What it says is made when it is read: nothing to seal."""
    notice = Message(
        organisation_id=row.organisation_id,
        contact=row,
        at=now,
        inbound=False,
        kind=NOTICE,
        reading=reading,
        key=key,
    )
    put_in(notice)
    return notice


def sealer_of(row: Contact) -> Sealer:
    """Inside `as_organisation`; seal and unseal with it once outside."""
    return Sealer(row.organisation_id, row.record_key)


def seal_in(sealer: Sealer, table: str, column: str, words: str, *, key: str = "") -> bytes:
    """Raises `CannotKeep`."""
    try:
        return sealer.seal(table, column, _row(sealer, key), words)
    except CannotOpen:
        raise CannotKeep from None


def opened(
    sealer: Sealer, table: str, column: str, sealed: bytes | memoryview, *, key: str = ""
) -> str | None:
    """None where they cannot be read: say so, and let everything else go on."""
    try:
        return sealer.unseal(table, column, _row(sealer, key), sealed)
    except CannotOpen:
        return None


def seal_heard(sealer: Sealer, words: str, *, key: str) -> bytes | None:
    """What a caller said. None where it cannot be kept: its effect must not wait for a key."""
    try:
        return seal_in(sealer, "message", "words", plain(words)[:MOST_HEARD], key=key)
    except CannotKeep:
        return None


def words_of(message: Message, sealer: Sealer) -> str | None:
    """What a person said in it; empty where no person did."""
    if message.sealed_words is None:
        return ""
    return opened(sealer, "message", "words", message.sealed_words, key=message.key)


def theirs(key: str) -> str:
    """A key somebody outside chose: it can never be one of ours."""
    return _marked("in", key)


def ours(key: str) -> str:
    return _marked("out", key)


def _marked(side: str, key: str) -> str:
    whole = f"{side}:{key}"
    if len(whole) <= LONGEST_KEY:
        return whole
    return f"{side}:{sha256(key.encode()).hexdigest()[: LONGEST_KEY // 2]}"


def _row(sealer: Sealer, key: str) -> str | int:
    record = sealer.record_key or 0
    return f"{record}:{key}" if key else record


SAME_MESSAGE: Final = Prepared(
    lambda contact, key: Message.objects.filter(contact_id=contact, key=key)
)
"""What is in the thread under this key already: the same thing said once more."""
