"""What the company tells us: somebody texted, or what became of a text of ours.

Whatever is signed is kept: a letter nobody can read becomes a question mark, and a picture,
which we do not fetch, a paper clip.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qs

from stillhere.actions.line_secret import has_secret, secret_of
from stillhere.actions.messages import receive_on_line
from stillhere.actions.reports import Became, report
from stillhere.actions.set_aside import Came
from stillhere.actions.taking_in import take_in
from stillhere.care.plain import plain
from stillhere.lines.fields import Field, fields_of
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.lines.twilio.refusals import AFTERWARDS
from stillhere.lines.twilio.signature import is_theirs
from stillhere.records.models import Line

ANSWER: Final = "<Response/>"
"""Nothing is said by this way: what we say goes out as any text, once."""
A_PICTURE: Final = "📎"
ID: Final = re.compile(r"[A-Za-z0-9-]{8,50}")
CODE: Final = re.compile(r"[0-9]{1,9}")
LOST_SOMEHOW: Final = "undelivered"
LONGEST_NUMBER: Final = 40
ARRIVED: Final = frozenset({"delivered", "read"})
LOST: Final = frozenset({"failed", "undelivered", "canceled"})


def hear(line: Line | None, posted: Posted, now: datetime) -> str:
    """What to answer, once it is kept. Raises `NotFromThem`; and `CannotOpen` without our keys."""
    fields = fields_of(posted.body)
    # A line that is not there, or has no token, is looked at like one that has, and says the same.
    line = line if line is not None and has_secret(line) else None
    token = secret_of(line)[0] if line is not None else secrets.token_hex(16)
    signed = is_theirs(token, posted.whole_address, fields, posted.signature)
    act = _TOLD.get(posted.what)
    if line is None or not signed or act is None:
        raise NotFromThem
    act(line, posted, _read(fields), now)
    return ANSWER


def _text(line: Line, posted: Posted, said: Mapping[str, str], now: datetime) -> None:
    key, number = _id(said, posted), said.get("From", "").strip()[:LONGEST_NUMBER]
    words = said.get("Body", "")
    if said.get("NumMedia", "0") not in ("", "0"):
        words = f"{words} {A_PICTURE}".strip()
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


def _report(line: Line, posted: Posted, said: Mapping[str, str], now: datetime) -> None:
    key, status = _id(said, posted), said.get("MessageStatus", "")[:12]
    number = said.get("To", "").strip()[:LONGEST_NUMBER]
    asked = parse_qs(posted.asked)
    how = _how(said.get("ErrorCode", ""))
    came = Came(line=line.pk, kind="report", key=f"{key}:{status}", number=number, at=now)
    take_in(
        came,
        lambda: report(
            line.pk,
            organisation=line.organisation_id,
            reference=key,
            said=status,
            became=_became(status),
            key=plain(asked.get("key", [""])[0]),
            how=how,
            now=now,
        ),
        organisation=line.organisation_id,
        now=now,
    )


def _became(status: str) -> Became:
    if status in ARRIVED:
        return Became.ARRIVED
    return Became.LOST if status in LOST else Became.UNDER_WAY


def _how(code: str) -> str:
    return AFTERWARDS.get(int(code), LOST_SOMEHOW) if CODE.fullmatch(code) else LOST_SOMEHOW


def _read(fields: Sequence[Field]) -> dict[str, str]:
    """The last of a name counts, as in any form."""
    return {_letters(name): _letters(value) for name, value in fields}


def _letters(said: bytes) -> str:
    return plain(said.decode("utf-8", "replace"))


def _id(said: Mapping[str, str], posted: Posted) -> str:
    """The company's own name for it; without one, the same post is the same event."""
    found = said.get("MessageSid") or said.get("SmsSid") or ""
    return found if ID.fullmatch(found) else sha256(posted.body).hexdigest()[:40]


_TOLD: Final[Mapping[str, Callable[[Line, Posted, Mapping[str, str], datetime], None]]] = {
    "sms": _text,
    "status": _report,
}
