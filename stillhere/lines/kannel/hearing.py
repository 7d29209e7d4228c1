"""What Kannel brings: somebody texted, or what became of a text of ours.

It cannot sign. It shows a secret instead, in a header or in the address, and whoever shows it is
believed. Words are read as the bytes they came in: wide letters arrive as UTF-16, and a form read
as UTF-8 would have destroyed them before anybody looked.
"""

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from stillhere.actions.line_secret import has_secret, secret_of
from stillhere.actions.messages import receive_on_line
from stillhere.actions.reports import Became, report
from stillhere.actions.set_aside import Came
from stillhere.actions.taking_in import take_in
from stillhere.care.plain import plain
from stillhere.lines.fields import fields_of
from stillhere.lines.kannel.account import shown_by
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.records.models import Line

ANSWER: Final = ""
"""Kannel would send on whatever stood here."""
ID: Final = re.compile(r"[A-Za-z0-9-]{8,50}")
LONGEST_NUMBER: Final = 40
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
LOST_SOMEHOW: Final = "undelivered"
Said = Mapping[bytes, bytes]


def hear(line: Line | None, posted: Posted, now: datetime) -> str:
    """What to answer, once it is kept. Raises `NotFromThem`; and `CannotOpen` without our keys."""
    said = dict(fields_of(posted.asked.encode("utf-8", "replace")))
    # A line that is not there, or has no password, is looked at like one that has.
    line = line if line is not None and has_secret(line) else None
    password = secret_of(line)[0] if line is not None else secrets.token_hex(16)
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
    key, number = _id(said, posted), _number(posted, said)
    raw = posted.body if posted.method == "POST" else said.get(b"text", b"")
    words = plain(words_of(raw, _letters(said, b"charset"), _letters(said, b"coding")))
    came = Came(line=line.pk, kind="text", key=key, number=number, at=now, words=words)
    take_in(
        came,
        lambda: receive_on_line(
            line.pk,
            organisation=line.organisation_id,
            address=number or f"?{key}",  # nobody is taken for another who has no number
            words=words,
            key=key,
            now=now,
        ),
        organisation=line.organisation_id,
        now=now,
    )


def _report(line: Line, posted: Posted, said: Said, now: datetime) -> None:
    key, kind = _id(said, posted), _letters(said, b"type")[:12]
    came = Came(line=line.pk, kind="report", key=f"{key}:{kind}", number="", at=now)
    take_in(
        came,
        lambda: report(
            line.pk,
            organisation=line.organisation_id,
            reference=key,
            said=kind,
            became=BECAME.get(kind, Became.UNDER_WAY),
            key=_letters(said, b"key"),
            how=LOST_SOMEHOW,
            now=now,
        ),
        organisation=line.organisation_id,
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
    """Kannel's own name for it; without one, the same bytes are the same event."""
    found = _letters(said, b"id")
    if ID.fullmatch(found):
        return found
    whole = b"\n".join((posted.asked.encode("utf-8", "replace"), posted.body))
    return sha256(whole).hexdigest()[:40]


_TOLD: Final[Mapping[str, Callable[[Line, Posted, Said, datetime], None]]] = {
    "sms": _text,
    "status": _report,
}
