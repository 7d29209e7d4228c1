"""What every telephone company brings, by whichever way: a text, or what became of one of ours."""

import re
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final

from stillhere.actions.line_secret import has_secret, secret_of
from stillhere.actions.messages import receive_on_line
from stillhere.actions.reports import Became, report
from stillhere.actions.set_aside import Came
from stillhere.actions.taking_in import take_in
from stillhere.records.models import Line

ID: Final = re.compile(r"[A-Za-z0-9-]{8,50}")
LONGEST_NUMBER: Final = 40
LONGEST_REPORT: Final = 12
LOST_SOMEHOW: Final = "undelivered"


def with_secret(line: Line | None) -> tuple[Line | None, str]:
    """A line that is not there, or has no secret, is looked at like one that has.

    Raises `CannotOpen` without our keys.
    """
    if line is None or not has_secret(line):
        return None, secrets.token_hex(16)
    return line, secret_of(line)[0]


def name_of(told: str, whole: bytes) -> str:
    """The company's own name for it; without one, the same bytes are the same event."""
    return told if ID.fullmatch(told) else sha256(whole).hexdigest()[:40]


def take_text(line: Line, *, key: str, number: str, words: str, now: datetime) -> None:
    """Once for each `key`."""
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


def take_report(
    line: Line,
    *,
    reference: str,
    said: str,
    became: Became,
    ours: str,
    now: datetime,
    number: str = "",
    how: str = LOST_SOMEHOW,
) -> None:
    """Once for each word about a text. `ours`: our own name of it, if they brought it back."""
    came = Came(line=line.pk, kind="report", key=f"{reference}:{said}", number=number, at=now)
    take_in(
        came,
        lambda: report(
            line.pk,
            organisation=line.organisation_id,
            reference=reference,
            said=said,
            became=became,
            key=ours,
            how=how,
            now=now,
        ),
        organisation=line.organisation_id,
        now=now,
    )
