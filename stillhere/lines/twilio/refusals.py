"""What the company's numbers of errors mean for somebody who waits for a text.

The numbers are Twilio's, from its published list; whoever speaks like it uses the same.
"""

from collections.abc import Mapping
from typing import Final

from stillhere.lines.line import (
    Blocked,
    LineCannot,
    LineError,
    NoSuchNumber,
    NotNow,
    NotThisOne,
    OutcomeUnknown,
)
from stillhere.lines.twilio.asking import Answer

REFUSED: Final[Mapping[int, tuple[type[LineError], str]]] = {
    21610: (Blocked, "They told their carrier to stop texts from this line."),
    21211: (NoSuchNumber, "The company says that this is no number."),
    21214: (NoSuchNumber, "The company says that nobody can be reached by this number."),
    21217: (NoSuchNumber, "The company says that this is no number."),
    21614: (NoSuchNumber, "The company says that this number takes no texts."),
    21408: (LineCannot, "The company may not send texts to that country for us."),
    21612: (LineCannot, "The company cannot send texts from our number to theirs."),
}
NOT_US: Final = frozenset({20003, 20005, 20006, 20404, 21601, 21606, 21659, 21660})
"""The account, the token, our number or the right to send: for an administrator."""
AFTERWARDS: Final[Mapping[int, str]] = {
    21610: "Blocked",
    30004: "Blocked",
    30005: "NoSuchNumber",
    30006: "NoSuchNumber",
    30003: "unreachable",
    30007: "filtered",
}
"""Said of a text that was taken first. Whatever it is called, a way to them is lost (WA10)."""


class NotUs(NotNow):
    """It does not take us for its customer: an administrator has to look."""


def refusal(answer: Answer) -> LineError | None:
    """None: it was taken, or answered."""
    if answer.status < 300:
        return None
    if answer.code in REFUSED:
        kind, why = REFUSED[answer.code]
        return kind(why)
    if answer.status in {429, 503}:
        return NotNow("The company is busy.")
    if answer.status >= 500:
        return OutcomeUnknown("The company broke down over it.")
    if answer.status in (401, 403, 404) or answer.code in NOT_US:
        return NotUs("The company does not take us for its customer.")
    if answer.status == 400:
        return NotThisOne("The company did not understand this one, or does not do it.")
    return NotUs("The company did not understand us, or does not do this for us.")
