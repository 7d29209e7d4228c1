"""What Kannel's answers mean for somebody who waits for a text.

Its words are those of Kannel 1.4.5, as a real one answered; nothing they quote gets any further.
"""

from typing import Final

from stillhere.lines.kannel.asking import Answer
from stillhere.lines.line import (
    Blocked,
    LineCannot,
    LineError,
    NotNow,
    NotThisOne,
    OutcomeUnknown,
)

TAKEN: Final = ("0:", "3:")
"""Handed on, or kept because no carrier is bound just now. Only a report says that it arrived."""
ON_A_LIST: Final = "black-lists"
NOT_ROUTABLE: Final = "Not routable"


class NotUs(NotNow):
    """It does not know our user and password: an administrator has to look."""


def refusal(answer: Answer) -> LineError | None:
    """None: it was taken."""
    if 200 <= answer.status < 300:
        if answer.said.startswith(TAKEN):
            return None
        return OutcomeUnknown("The gateway did not say what it made of it.")
    if answer.status == 400:
        return _of_this_one(answer.said)
    if answer.status in {429, 503}:
        return NotNow("The gateway cannot take it just now.")
    if answer.status >= 500:
        return OutcomeUnknown("The gateway broke down over it.")
    return NotUs("The gateway does not know our user and password, or is no gateway.")


def _of_this_one(said: str) -> LineError:
    if ON_A_LIST in said:
        return Blocked("The gateway's own list keeps texts from this number.")
    if NOT_ROUTABLE in said:
        return LineCannot("No carrier of the gateway's sends to this number.")
    return NotThisOne("The gateway did not understand this one, or does not do it.")
