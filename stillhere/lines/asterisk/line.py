"""A line that rings: people are heard through `answer`, which keeps the calls of all lines.

What it owes as a `Line` beside that is nothing yet: it writes no text, and no machine speaks.
"""

from datetime import datetime
from typing import Final

from stillhere.lines.line import Capabilities, LineCannot, Receipt

CAPABILITIES: Final = Capabilities()


class AsteriskLine:
    capabilities = CAPABILITIES

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        del to, body, key, now
        raise LineCannot("A telephone line takes no texts; use one that does.")

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        """Whoever was on a call is rung on that call, by `answer`, never from here."""
        del to, say, key, now
        raise LineCannot("No machine speaks on this line; ring them by hand.")

    def find(self, key: str) -> Receipt | None:
        del key
        return None
