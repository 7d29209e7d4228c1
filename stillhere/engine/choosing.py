"""By which of our lines somebody is reached: theirs first, and for colleagues another if it fails.

A caller is written to by the line they know alone: their answer comes back to it. A phone that
rings may ring by any line, so a company that is down is walked around (fault 11).
"""

from collections.abc import Sequence
from typing import Final

from stillhere.actions.claimed import Claimed
from stillhere.actions.parcel import Parcel
from stillhere.care.duties import Kind
from stillhere.lines.providers import UnknownProvider, provider
from stillhere.records.models import Line

OF_COLLEAGUES: Final = (Kind.RING_PERSON, Kind.TEXT_PERSON)
BY_ANY_LINE: Final = (*OF_COLLEAGUES, Kind.RING_CALLER)


def choose(claimed: Claimed, made: Parcel) -> Line | None:
    """The one that failed them least often; of several the first. None: no line of ours can."""
    able = _able(made)
    if claimed.kind not in BY_ANY_LINE:
        return next(iter(able), None)
    return min(able, key=lambda line: claimed.failed_by.count(line.pk), default=None)


def another_is_left(claimed: Claimed, made: Parcel, refused_by: Line) -> bool:
    """Whether a line that says never is not yet the end: only for a colleague's own phone."""
    tried = {*claimed.failed_by, refused_by.pk}
    return claimed.kind in OF_COLLEAGUES and any(line.pk not in tried for line in _able(made))


def stays_owed(claimed: Claimed, made: Parcel) -> bool:
    """Whether it waits for a line that can: one may be added while a colleague is wanted.

    For a caller it is a way lost, at once; in practice nobody waits.
    """
    is_practice = all(line.practice for line in made.lines)
    return claimed.kind is Kind.RING_PERSON and not is_practice


def is_chat(made: Parcel) -> bool:
    return not made.to.startswith("+")


def reaches_numbers(line: Line) -> bool:
    """Whether a telephone company stands behind it, as far as this version knows."""
    try:
        return provider(line.provider).capabilities.by_number
    except UnknownProvider:
        return False


def _able(made: Parcel) -> Sequence[Line]:
    return [line for line in made.lines if _can_do(line, made)]


def _can_do(line: Line, made: Parcel) -> bool:
    if is_chat(made):
        return True  # a line with a number has a chat on its page as well
    if not reaches_numbers(line):
        return False
    able = provider(line.provider).capabilities
    return able.rings if made.rings else able.texts
