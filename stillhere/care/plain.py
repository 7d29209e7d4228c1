"""Words from outside, made plain to read: nothing that turns a line around or hides in it.

A sign that reverses what follows could make an address read wrongly to whoever sends help there.
"""

import re
from typing import Final

MARK: Final = "\ufffd"
"""Stands where something was that cannot be shown."""
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # embeds, overrides and isolates a direction
    "\u2028\u2029\ufff9-\ufffb"  # ends a line, or writes between lines
    "\ud800-\udfff]"  # half a character: it cannot even be written down
)


def plain(words: str) -> str:
    """As long as before; each harmful sign is one mark. Twice is as good as once."""
    return _HARMFUL.sub(MARK, words)
