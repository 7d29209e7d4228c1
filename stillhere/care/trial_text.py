"""A test text of a line: whether it may leave now. Who is with us never gets one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from stillhere.care.refused import Refused

APART: Final = timedelta(minutes=1)
"""Between two of one organisation: time to see what came of the first."""
MOST_A_DAY: Final = 20
"""Of one organisation. Whoever sets a company up needs some; nobody needs more."""
DAY: Final = timedelta(days=1)


class NotThisNumber(Refused):
    """Somebody is with us from it, or it is a line of ours. Which of the two is never said."""


class TooManyTrials(Refused):
    """A test was sent just now, or very many today."""


class SaysNotPractice(Refused):
    """This line reaches practice phones alone, and nobody has said that this is what they want."""


def must_be_able_to_try(
    *,
    practice: bool,
    said_practice: bool,
    never_to: bool,
    before: Iterable[datetime],
    now: datetime,
) -> None:
    """`never_to`: a line of ours, somebody who is with us, or nobody can tell.

    `before`: when tests were sent. Raises `SaysNotPractice`, `TooManyTrials`, `NotThisNumber`.
    """
    if practice and not said_practice:
        raise SaysNotPractice
    today = [at for at in before if at > now - DAY]
    if len(today) >= MOST_A_DAY or any(at > now - APART for at in today):
        raise TooManyTrials
    if never_to:
        raise NotThisNumber
