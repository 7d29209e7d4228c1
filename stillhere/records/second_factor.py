"""The secrets behind sign-in codes: a stolen database must not hold what makes the codes."""

import base64
import hmac
from typing import Final

from stillhere.records.keys import own_keys
from stillhere.records.sealed import OpenKey, Place, seal, unseal

PLACE: Final = Place(table="mfa_authenticator", column="data", row="secret", organisation=0)


def seal_secret(secret: str) -> str:
    version, outer = own_keys().sealing()
    sealed = seal(_key(outer), secret, place=PLACE)
    return base64.b64encode(bytes([version]) + sealed).decode()


def open_secret(sealed: str) -> str:
    """Raises `CannotOpen` where the key folder is not the one it was sealed with."""
    whole = base64.b64decode(sealed)
    _, outer = own_keys().sealing(whole[0])
    return unseal(_key(outer), whole[1:], place=PLACE)


def _key(outer: bytes) -> OpenKey:
    """One of its own: a key that wraps keys seals nothing else."""
    return OpenKey(hmac.digest(outer, b"second factor", "sha256"))
