"""One text handed to Kannel: words and number in the body and in headers, never in an address."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

import httpx
from django.conf import settings

from stillhere.care.text_size import size
from stillhere.lines.asking import exchange
from stillhere.lines.kannel.account import Account

PLAIN, WIDE = "0", "2"
"""Kannel's numbers for seven-bit letters and for UCS-2."""
TELL_US: Final = "27"
"""Arrived (1), did not (2), with the carrier (8), refused by it (16)."""
LASTS: Final = "5"
"""Minutes for which a carrier may go on trying: later it would answer something else (H5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    said: str = field(repr=False)


def hand_over(
    account: Account, *, slug: str, to: str, body: str, key: str, client: httpx.Client
) -> Answer:
    """Raises `NotNow` where nothing has left, else `OutcomeUnknown`. Neither says to whom."""
    headers = {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Kannel-Username": account.user,
        "X-Kannel-Password": account.password,
        "X-Kannel-From": account.number,
        "X-Kannel-To": to,
        "X-Kannel-Coding": WIDE if size(body).wide else PLAIN,
        "X-Kannel-Validity": LASTS,
        "X-Kannel-DLR-Mask": TELL_US,
        "X-Kannel-DLR-URL": f"{hook(account.shows, slug, 'status')}?key={quote(key, safe='')}"
        "&type=%d&id=%I",
    }
    status, whole = exchange(client, "POST", account.where, content=body.encode(), headers=headers)
    return Answer(status=status, said=whole.decode("utf-8", "replace"))


def hook(shows: str, slug: str, what: str) -> str:
    """Kannel turns what stands before the @ into a header, so that no access log has it."""
    scheme, _, host = settings.PUBLIC_URL.partition("://")
    return f"{scheme}://kannel:{shows}@{host}/lines/{slug}/kannel/{what}"
