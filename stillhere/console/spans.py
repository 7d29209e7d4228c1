"""A time as people write it: 90 s, 2 min, 1 h 30 min, 14 days. Never a number without its unit."""

import re
from typing import Final

from django.utils.translation import ngettext

UNITS: Final = (("h", 3600), ("min", 60), ("s", 1))
DAY: Final = 86400
A_WEEK: Final = 7 * DAY
"""Seconds. From here on days say more than hours."""
PART: Final = re.compile(r"(?P<number>\d+)\s*(?P<unit>[^\W\d_]+)")
SAID: Final[dict[str, int]] = {
    **dict.fromkeys(("s", "sec", "second", "seconds", "seconde", "secondes"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours", "heure", "heures"), 3600),
    **dict.fromkeys(("d", "day", "days", "j", "jour", "jours"), DAY),
}
LONGEST: Final = 40
"""Letters. Nobody needs more to write a time."""


def written(seconds: int) -> str:
    """In the largest unit that leaves nothing over, as it can be written back."""
    if seconds >= A_WEEK and seconds % DAY == 0:
        days = seconds // DAY
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    for unit, length in UNITS:
        if seconds > length and seconds % length == 0:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def seconds_in(text: str) -> int | None:
    """None where it cannot be read without guessing."""
    if len(text) > LONGEST or PART.sub("", text).strip():
        return None
    parts = [(int(each["number"]), SAID.get(each["unit"].lower())) for each in PART.finditer(text)]
    if not parts:
        return None
    known = [number * unit for number, unit in parts if unit is not None]
    return sum(known) if len(known) == len(parts) else None
