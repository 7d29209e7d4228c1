"""A chat in a browser: what is kept is on the page, so there is nothing to send."""

from datetime import datetime
from typing import Final

from stillhere.lines.line import Capabilities, LineCannot, NoSuchNumber, Progress, Receipt

CAPABILITIES: Final = Capabilities(texts=True, by_number=False)


class WebChat:
    """The page reads the kept messages by itself. Accepted is all anybody knows: a page that
    sleeps is neither okay nor lost (WA10).
    """

    capabilities = CAPABILITIES

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        del body, now
        if not to.isdecimal():
            raise NoSuchNumber("A chat is addressed by the number of its contact.")
        return Receipt(key=key, progress=Progress.ACCEPTED)

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        del to, say, key, now
        raise LineCannot("A chat cannot ring; use a line with a number.")

    def find(self, key: str) -> Receipt | None:
        """Nothing was handed over, so nothing can be found; again is the same line once."""
        del key
        return None
