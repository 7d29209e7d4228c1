"""What a telephone company knows us by: kept sealed beside the line, opened only to be used."""

import base64
import binascii
import struct
from dataclasses import dataclass, field
from typing import Any, Final

from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key

SETTING: Final = "sealed_secret"
KEY_ID: Final = struct.Struct(">q")
"""A sealed secret begins with the record key it was sealed under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Ready to be kept, in the transaction that opens the line."""

    key: PreparedKey
    setting: str = field(repr=False)


def seal_secret(organisation: int, secret: str) -> Sealed:
    """Outside any transaction. Raises `CannotOpen` where there is no sealing key."""
    key = prepare_record_key(organisation)
    sealed = KEY_ID.pack(key.id) + key.sealer.seal("line", "secret", key.id, secret)
    return Sealed(key=key, setting=base64.b64encode(sealed).decode())


def secret_of(line: Line) -> tuple[str, Sealer]:
    """With the sealer of what this line keeps for itself. Raises `CannotOpen`."""
    key, sealed = _apart(line.settings)
    with as_organisation(line.organisation_id):
        sealer = Sealer(line.organisation_id, key)
    return sealer.unseal("line", "secret", key, sealed), sealer


def has_secret(line: Line) -> bool:
    """Whether one was ever kept; whether it opens here is another question."""
    try:
        _apart(line.settings)
    except CannotOpen:
        return False
    return True


def _apart(settings: dict[str, Any]) -> tuple[int, bytes]:
    try:
        whole = base64.b64decode(str(settings.get(SETTING, "")), validate=True)
        (key,) = KEY_ID.unpack_from(whole)
    except (binascii.Error, struct.error):
        raise CannotOpen("This line has no secret for its telephone company.") from None
    return int(key), whole[KEY_ID.size :]
