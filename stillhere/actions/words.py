"""People's words on their way in and out: sealed before a transaction, opened after one."""

from stillhere.care.refused import Refused
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Message
from stillhere.records.sealed import Sealer

MOST_SAID = 1_000
"""Characters of one message from us: several texts already."""
MOST_HEARD = 4_000
"""Of one message to us. What is longer is cut, never turned away."""


class CannotKeep(Refused):
    """These words cannot be sealed here, so they are not kept at all. Tell an administrator."""


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
        return seal_in(sealer, "message", "words", words[:MOST_HEARD], key=key)
    except CannotKeep:
        return None


def words_of(message: Message, sealer: Sealer) -> str | None:
    """What a person said in it; empty where no person did."""
    if message.sealed_words is None:
        return ""
    return opened(sealer, "message", "words", message.sealed_words, key=message.key)


def _row(sealer: Sealer, key: str) -> str | int:
    record = sealer.record_key or 0
    return f"{record}:{key}" if key else record
