"""What the company tells us: somebody texted, or what became of a text of ours.

Whatever is signed is kept: a letter nobody can read becomes a question mark, and a picture,
which we do not fetch, a paper clip.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import parse_qs

from stillhere.actions.reports import Became
from stillhere.care.plain import plain
from stillhere.lines.brought import (
    LONGEST_NUMBER,
    LONGEST_REPORT,
    LOST_SOMEHOW,
    name_of,
    take_report,
    take_text,
    with_secret,
)
from stillhere.lines.fields import Field, fields_of
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.lines.twilio.refusals import AFTERWARDS
from stillhere.lines.twilio.signature import is_theirs
from stillhere.records.models import Line

ANSWER: Final = "<Response/>"
"""Nothing is said by this way: what we say goes out as any text, once."""
A_PICTURE: Final = "📎"
CODE: Final = re.compile(r"[0-9]{1,9}")
ARRIVED: Final = frozenset({"delivered", "read"})
LOST: Final = frozenset({"failed", "undelivered", "canceled"})


def hear(line: Line | None, posted: Posted, now: datetime) -> str:
    """What to answer, once it is kept. Raises `NotFromThem`; and `CannotOpen` without our keys."""
    fields = fields_of(posted.body)
    line, token = with_secret(line)
    signed = is_theirs(token, posted.whole_address, fields, posted.signature)
    act = _TOLD.get(posted.what)
    if line is None or not signed or act is None:
        raise NotFromThem
    act(line, posted, _read(fields), now)
    return ANSWER


def _text(line: Line, posted: Posted, said: Mapping[str, str], now: datetime) -> None:
    words = said.get("Body", "")
    if said.get("NumMedia", "0") not in ("", "0"):
        words = f"{words} {A_PICTURE}".strip()
    take_text(line, key=_id(said, posted), number=_number(said, "From"), words=words, now=now)


def _report(line: Line, posted: Posted, said: Mapping[str, str], now: datetime) -> None:
    status = said.get("MessageStatus", "")[:LONGEST_REPORT]
    take_report(
        line,
        reference=_id(said, posted),
        said=status,
        became=_became(status),
        ours=plain(parse_qs(posted.asked).get("key", [""])[0]),
        number=_number(said, "To"),
        how=_how(said.get("ErrorCode", "")),
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


def _number(said: Mapping[str, str], name: str) -> str:
    return said.get(name, "").strip()[:LONGEST_NUMBER]


def _id(said: Mapping[str, str], posted: Posted) -> str:
    return name_of(said.get("MessageSid") or said.get("SmsSid") or "", posted.body)


_TOLD: Final[Mapping[str, Callable[[Line, Posted, Mapping[str, str], datetime], None]]] = {
    "sms": _text,
    "status": _report,
}
