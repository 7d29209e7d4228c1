"""People's words, sealed: unreadable without the key folder, and for good once erased.

Each contact has a key of its own, kept in its `RecordKey` row and wrapped by the sealing key
that stays outside the database. A sealed value opens only in the place it was sealed for. An
action prepares before its transaction and saves within it:

    prepared = prepare_record_key(organisation)
    called = prepared.sealer.seal("contact", "called", prepared.id, "Sam")
    with as_organisation(organisation, writing=True):
        prepared.save(now)
        Contact.objects.create(record_key=prepared.id, sealed_called=called, ...)

The row named in a place is known beforehand: the record key's own id, or a message's key.
"""

import os
import secrets
import struct
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.db import models

from stillhere.records.keys import KEY_BYTES, CannotOpen, KeyGone, own_keys
from stillhere.records.organisations import Organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import put_in

FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12  # what GCM is made for
PADDED_TO: Final = 64  # bytes: the length of a name or a number tells nothing
OPENED_KEPT: Final = 512  # keys held open: more than the watches of a busy night


class NotOurWords(CannotOpen):
    """Damaged, or sealed for another table, column, row or organisation."""


class RecordKey(models.Model):
    """The key of one contact's sealed words, itself wrapped. Deleting the row erases the words."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where sealed words belong; moved anywhere else they do not open."""

    table: str
    column: str
    row: int | str
    organisation: int

    def as_bytes(self) -> bytes:
        parts = (self.table, self.column, str(self.row), str(self.organisation))
        return b"".join(_counted(part.encode()) for part in parts)


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A record's key, unwrapped. It never prints itself."""

    secret: bytes = field(repr=False)


class Sealer:
    """Seals and unseals the words of one record. Making one never fails; opening words may."""

    def __init__(
        self, organisation: int, record_key: int | None, *, wrapped: bytes | None = None
    ) -> None:
        """Without `wrapped` the row is read here, so be inside `as_organisation`."""
        self.organisation = organisation
        self.record_key = record_key
        self._wrapped = wrapped if wrapped is not None else _wrapped_of(record_key)

    def seal(self, table: str, column: str, row: int | str, words: str) -> bytes:
        return seal(self._key(), words, place=self._place(table, column, row))

    def unseal(self, table: str, column: str, row: int | str, sealed: bytes | memoryview) -> str:
        """Raises `CannotOpen`: say so, and let everything else go on."""
        return unseal(self._key(), sealed, place=self._place(table, column, row))

    def _place(self, table: str, column: str, row: int | str) -> Place:
        return Place(table=table, column=column, row=row, organisation=self.organisation)

    def _key(self) -> OpenKey:
        if self._wrapped is None:
            raise KeyGone("The key of this record has been erased, and with it its words.")
        return open_key(self._wrapped)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedKey:
    """A record key made before the transaction that will keep it."""

    id: int
    organisation: int
    wrapped: bytes = field(repr=False)

    @property
    def sealer(self) -> Sealer:
        return Sealer(self.organisation, self.id, wrapped=self.wrapped)

    def save(self, now: datetime) -> int:
        """Inside the writing transaction."""
        put_in(
            RecordKey(
                id=self.id, organisation_id=self.organisation, wrapped=self.wrapped, made_at=now
            )
        )
        return self.id


def prepare_record_key(organisation: int) -> PreparedKey:
    """Raises `KeyGone`. A contact must not fail for that: keep it with no key and no words."""
    version, outer = own_keys().sealing()
    return PreparedKey(
        id=secrets.randbelow(2**63 - 1) + 1,
        organisation=organisation,
        wrapped=_wrap(version, outer, secrets.token_bytes(KEY_BYTES)),
    )


def new_record_key(organisation: int, now: datetime) -> int:
    return prepare_record_key(organisation).save(now)


def open_sealer(record_key: int, wrapped: bytes | memoryview, organisation: int) -> Sealer:
    """For who has read `records_recordkey` without the models."""
    return Sealer(organisation, record_key, wrapped=bytes(wrapped))


def shred(record_key: int) -> bool:
    """Erase for good every word sealed with this key, here and in what is backed up from now."""
    erased, _ = RecordKey.objects.filter(id=record_key).delete()
    return bool(erased)


def rewrap(wrapped: bytes | memoryview) -> bytes:
    """The same record key under the current sealing key. What it sealed stays as it is."""
    version, outer = own_keys().sealing()
    return _wrap(version, outer, open_key(wrapped).secret)


def seal(key: OpenKey, words: str, *, place: Place) -> bytes:
    plain = _counted(words.encode())
    padded = plain + bytes(-len(plain) % PADDED_TO)
    nonce = os.urandom(NONCE_BYTES)
    bound = FORMAT + place.as_bytes()
    return FORMAT + nonce + AESGCM(key.secret).encrypt(nonce, padded, bound)


def unseal(key: OpenKey, sealed: bytes | memoryview, *, place: Place) -> str:
    whole = bytes(sealed)
    form, nonce, rest = whole[:1], whole[1 : 1 + NONCE_BYTES], whole[1 + NONCE_BYTES :]
    try:
        padded = AESGCM(key.secret).decrypt(nonce, rest, form + place.as_bytes())
    except (InvalidTag, ValueError):
        raise NotOurWords(f"Not sealed for {place.table}.{place.column}, or damaged.") from None
    (length,) = struct.unpack(">I", padded[:4])
    return padded[4 : 4 + length].decode()


def open_key(wrapped: bytes | memoryview) -> OpenKey:
    version, rest = bytes(wrapped[:1]), bytes(wrapped[1:])
    number, outer = own_keys().sealing(int.from_bytes(version, "big"))
    return _unwrap(number, outer, rest)


def _wrap(version: int, outer: bytes, secret: bytes) -> bytes:
    return bytes([version]) + aes_key_wrap(outer, secret)


@lru_cache(maxsize=OPENED_KEPT)
def _unwrap(version: int, outer: bytes, wrapped: bytes) -> OpenKey:
    try:
        return OpenKey(aes_key_unwrap(outer, wrapped))
    except InvalidUnwrap:
        raise KeyGone(
            f"sealing-{version}.key is not the key these words were sealed with. "
            "Copy the right one back from where the keys are kept."
        ) from None


def _wrapped_of(record_key: int | None) -> bytes | None:
    if record_key is None:
        return None
    found = _WRAPPED.one(record_key)
    return None if found is None else bytes(found)


_WRAPPED: Final = Prepared(
    lambda pk: RecordKey.objects.filter(id=pk).values_list("wrapped", flat=True)
)


def _counted(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part
