"""A form, or what stands behind a question mark, byte for byte as it came."""

from urllib.parse import unquote_to_bytes

Field = tuple[bytes, bytes]


def fields_of(body: bytes) -> tuple[Field, ...]:
    """So that no wrong encoding is mended before it was looked at."""
    pairs = (part.partition(b"=") for part in body.split(b"&") if part)
    return tuple((_plain(name), _plain(value)) for name, _, value in pairs)


def _plain(part: bytes) -> bytes:
    return unquote_to_bytes(part.replace(b"+", b" "))
