"""Whether the company sent this: HMAC-SHA1 over our public address and every field, as it came.

Its SHA-1 is Twilio's choice; as an HMAC it is not broken. The signature has no time in it, so a
message that is posted again is known by its number and not here.
"""

import base64
import hmac
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from stillhere.lines.fields import Field

PORTS: Final = {"https": 443, "http": 80}


def is_theirs(token: str, address: str, fields: Sequence[Field], signature: str) -> bool:
    """In the same time, whatever is wrong with it."""
    said = signature.encode("utf-8", "replace")
    right = [hmac.compare_digest(said, sign(token, each, fields)) for each in _spellings(address)]
    return any(right)


def sign(token: str, address: str, fields: Sequence[Field]) -> bytes:
    whole = address.encode() + b"".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.digest(token.encode(), whole, "sha1"))


def _spellings(address: str) -> Iterator[str]:
    """The company may or may not name the port that everybody leaves out."""
    yield address
    there = urlsplit(address)
    port = PORTS.get(there.scheme)
    host, _, named = there.netloc.partition(":")
    if named == str(port):
        yield there._replace(netloc=host).geturl()
    elif not named:
        yield there._replace(netloc=f"{host}:{port}").geturl()
