"""Keyed fingerprints: the same number, word or code is found again, and none can be read back.

Every digest begins with the version of the pepper it was made with. Digests are compared only
within one organisation: each takes part in them, but for an invitation's.
"""

import hashlib
import hmac
import secrets
import struct
import threading
from collections.abc import Sequence
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from stillhere.care.messages import normalised
from stillhere.records.keys import PEPPER, own_keys
from stillhere.records.organisations import NoOrganisation, current_organisation

SLOW_MEMORY: Final = 65_536  # KiB: two at once take an eighth of a small server's gigabyte
SLOW_PASSES: Final = 3  # 0.15 to 0.2 s on a small server; a caller waits for seven of them
SALT_BYTES: Final = 16
WORD_BITS: Final = 30  # three words of 1,024

LONGEST_WAIT: Final = 4.0
"""Seconds for one of the two places. A console gives up on an answer after ten."""

_two_at_once = threading.BoundedSemaphore(2)


class InsideATransaction(Exception):
    """A slow digest was asked for while a transaction of ours held others up."""


class TooManyAtOnce(Exception):
    """Others are making or looking for codes; nothing was done. Try again in a moment."""


def address_digest(organisation: int, address: str) -> bytes:
    """Of a number in E.164, or of a browser's ticket, exactly as `lines` gave it."""
    return _keyed(0, "address", str(organisation), address)


def address_digests(organisation: int, address: str) -> tuple[bytes, ...]:
    """Under every pepper still kept, the current one first: what to look an address up by."""
    versions = own_keys().versions(PEPPER) or (0,)
    return tuple(_keyed(each, "address", str(organisation), address) for each in versions)


def invitation_digests(words: str) -> tuple[bytes, ...]:
    """Of four words as `care.invitation.heard` gave them, under every pepper, the current first.

    The one digest without an organisation: whoever says the words is not known yet.
    """
    versions = own_keys().versions(PEPPER) or (0,)
    return tuple(_keyed(each, "invitation", words) for each in versions)


def word_digest(organisation: int, contact_key: int | str, whole_message: str) -> bytes:
    """Of an agreed word, for one contact only. A message with nothing in it matches nothing."""
    word = normalised(whole_message)
    if not word:
        # Two empty messages must never be the same word: "?" would clear an alarm.
        return secrets.token_bytes(1 + hashlib.sha256().digest_size)
    return _keyed(0, "word", str(organisation), str(contact_key), word)


def is_word(
    kept: bytes | memoryview | None, organisation: int, contact_key: int | str, message: str
) -> bool:
    """Whether the whole message is the word that was agreed; False where none was."""
    word = normalised(message)
    if not kept or not word:
        return False
    parts = ("word", str(organisation), str(contact_key), word)
    return hmac.compare_digest(bytes(kept), _keyed(bytes(kept)[0], *parts))


def code_digest(organisation: int, answers: Sequence[str], *, pepper: int = 0) -> bytes:
    """Of what `care.code.elements` made of the answers. Slow on purpose; never in a transaction.

    Raises `TooManyAtOnce`, as whatever is slow here does.
    """
    (slow,) = _slowly(organisation, [answers])
    return _keyed(pepper, "code", str(organisation), slow)


def code_digests(organisation: int, answers: Sequence[str]) -> tuple[bytes, ...]:
    """Under every pepper still kept, the current first, for the price of one."""
    (found,) = each_code_digests(organisation, [answers])
    return found


def each_code_digests(
    organisation: int, many: Sequence[Sequence[str]]
) -> tuple[tuple[bytes, ...], ...]:
    """`code_digests` of each, waiting for a place only once: it takes as long as they are many."""
    versions = own_keys().versions(PEPPER) or (0,)
    return tuple(
        tuple(_keyed(each, "code", str(organisation), slow) for each in versions)
        for slow in _slowly(organisation, many)
    )


def word_bits(digest: bytes) -> int:
    """The thirty bits that `care.code.say` turns into words."""
    return int.from_bytes(digest[1:5], "big") >> 32 - WORD_BITS


def _slowly(organisation: int, many: Sequence[Sequence[str]]) -> list[bytes]:
    _outside_a_transaction()
    salt = hashlib.sha256(_framed("stillhere code", str(organisation))).digest()[:SALT_BYTES]
    if not _two_at_once.acquire(timeout=LONGEST_WAIT):
        raise TooManyAtOnce
    try:
        return [_slow(_framed(*answers), salt) for answers in many]
    finally:
        _two_at_once.release()


def _slow(secret: bytes, salt: bytes) -> bytes:
    return hash_secret_raw(
        secret=secret,
        salt=salt,
        time_cost=SLOW_PASSES,
        memory_cost=SLOW_MEMORY,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )


def _outside_a_transaction() -> None:
    # Whoever is inside `as_organisation` may hold the one lock every watch is written under.
    try:
        current_organisation()
    except NoOrganisation:
        return
    raise InsideATransaction("Digest the code before `as_organisation` begins.")


def _keyed(version: int, *parts: str | bytes) -> bytes:
    number, pepper = own_keys().pepper(version)
    return bytes([number]) + hmac.digest(pepper, _framed(*parts), "sha256")


def _framed(*parts: str | bytes) -> bytes:
    """Each part with its length, so that no two lists of parts look the same."""
    whole = (part.encode() if isinstance(part, str) else part for part in parts)
    return b"".join(struct.pack(">I", len(part)) + part for part in whole)
