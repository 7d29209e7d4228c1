"""What Kannel brings: somebody texted, or what became of a text of ours.

It cannot sign. It shows a secret instead, in a header or in the address, and whoever shows it is
believed. Words are read as the bytes they came in: wide letters arrive as UTF-16, and a form read
as UTF-8 would have destroyed them before anybody looked.
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from stillhere.actions.reports import Became
from stillhere.care.plain import plain
from stillhere.lines.brought import (
    LONGEST_NUMBER,
    LONGEST_REPORT,
    name_of,
    take_report,
    take_text,
    with_secret,
)
from stillhere.lines.fields import fields_of
from stillhere.lines.kannel.account import shown_by
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.records.models import Line

ANSWER: Final = ""
"""Kannel would send on whatever stood here."""
UCS2: Final = "2"
CHARSETS: Final = {
    "UTF-16BE": "utf-16-be",
    "UCS-2": "utf-16-be",
    "ISO-8859-1": "latin-1",
    "WINDOWS-1252": "cp1252",
}
"""Whatever else it names is read as UTF-8, which Kannel sends unless it is told otherwise."""
BECAME: Final = {"1": Became.ARRIVED, "2": Became.LOST, "16": Became.LOST}
"""4 and 8: the carrier has it, and no more is known."""
Said = Mapping[bytes, bytes]


def hear(line: Line | None, posted: Posted, now: datetime) -> str:
    """What to answer, once it is kept. Raises `NotFromThem`; and `CannotOpen` without our keys."""
    said = dict(fields_of(posted.asked.encode("utf-8", "replace")))
    line, password = with_secret(line)
    right = shown_by(password, line.slug if line is not None else "")
    shown = is_shown(right, said, posted.headers.get("authorization", ""))
    act = _TOLD.get(posted.what)
    if line is None or not shown or act is None:
        raise NotFromThem
    act(line, posted, said, now)
    return ANSWER


def is_shown(right: str, said: Said, authorization: str) -> bool:
    """In the same time, whatever is wrong with it, and wherever it stands."""
    found = (_password(authorization), said.get(b"secret", b""))
    same = [hmac.compare_digest(each, right.encode()) for each in found]
    return any(same)


def words_of(raw: bytes, charset: str, coding: str) -> str:
    """Every letter that can be read; one that cannot becomes a mark."""
    name = CHARSETS.get(charset.strip(' "').upper(), "utf-8")
    return raw.decode("utf-16-be" if coding == UCS2 else name, "replace")


def _text(line: Line, posted: Posted, said: Said, now: datetime) -> None:
    raw = posted.body if posted.method == "POST" else said.get(b"text", b"")
    words = plain(words_of(raw, _letters(said, b"charset"), _letters(said, b"coding")))
    take_text(line, key=_id(said, posted), number=_number(posted, said), words=words, now=now)


def _report(line: Line, posted: Posted, said: Said, now: datetime) -> None:
    kind = _letters(said, b"type")[:LONGEST_REPORT]
    take_report(
        line,
        reference=_id(said, posted),
        said=kind,
        became=BECAME.get(kind, Became.UNDER_WAY),
        ours=_letters(said, b"key"),
        now=now,
    )


def _password(authorization: str) -> bytes:
    """Of `Basic`; nothing where it is anything else."""
    _, _, coded = authorization.partition(" ")
    try:
        whole = base64.b64decode(coded.strip(), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return whole.partition(b":")[2]


def _number(posted: Posted, said: Said) -> str:
    """In a header, or in the address where Kannel asks instead of posting."""
    named = posted.headers.get("x-kannel-from", "") or _letters(said, b"from")
    return plain(named).strip()[:LONGEST_NUMBER]


def _letters(said: Said, name: bytes) -> str:
    return plain(said.get(name, b"").decode("utf-8", "replace"))


def _id(said: Said, posted: Posted) -> str:
    whole = b"\n".join((posted.asked.encode("utf-8", "replace"), posted.body))
    return name_of(_letters(said, b"id"), whole)


_TOLD: Final[Mapping[str, Callable[[Line, Posted, Said, datetime], None]]] = {
    "sms": _text,
    "status": _report,
}
