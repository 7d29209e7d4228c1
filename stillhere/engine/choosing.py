"""By which of our lines somebody is reached: theirs first, and for colleagues another if it fails.

A caller is written to by the line they know, or by its second company: an answer to either finds
them. A phone that rings may ring by any line: a company that is down is walked around (fault 11).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from stillhere.actions.carriers import left_lines
from stillhere.actions.claimed import Claimed
from stillhere.actions.parcel import Parcel
from stillhere.actions.second_line import second_of
from stillhere.care.carriers import asked_first, goes_by, has_another_turn
from stillhere.care.duties import Kind
from stillhere.lines.providers import UnknownProvider, provider
from stillhere.records.models import Line

OF_COLLEAGUES: Final = (Kind.RING_PERSON, Kind.TEXT_PERSON)
BY_ANY_LINE: Final = (*OF_COLLEAGUES, Kind.RING_CALLER)


def choose(claimed: Claimed, made: Parcel, *, now: datetime) -> Line | None:
    """The one that failed them least often; of several the first. None: no line of ours can."""
    able = _able(made)
    if claimed.kind in BY_ANY_LINE:
        return min(able, key=lambda line: claimed.failed_by.count(line.pk), default=None)
    two = _two(claimed, made)
    if len(two) < 2:
        return next(iter(able), None)
    by_id = {line.pk: line for line in two}
    chosen = goes_by(
        tuple(by_id),
        failed_by=claimed.failed_by,
        lost_by=claimed.lost_by,
        asked_first=asked_first(claimed.unknown_by, finds=_finds(by_id, claimed)),
        left=left_lines(claimed.organisation, tuple(by_id), now=now),
    )
    return by_id.get(chosen or 0)


def another_is_left(claimed: Claimed, made: Parcel, refused_by: Line, *, how: str) -> bool:
    """Whether a line that says never is not yet the end: for a colleague's own phone, and for a
    caller whose line has a second company, unless they want nothing from us. One that was only
    busy is left.
    """
    lost_by = {*claimed.lost_by, refused_by.pk}
    if claimed.kind in OF_COLLEAGUES:
        return any(line.pk not in lost_by for line in _able(made))
    second = next((line.pk for line in _two(claimed, made) if line.pk not in lost_by), None)
    return has_another_turn(second, lost_by=lost_by, how=how)


def went_around(claimed: Claimed, made: Parcel, by: Line) -> bool:
    """Whether which line has it must be written down: else it is their own, as everybody knows."""
    is_theirs = by.pk == next((line.pk for line in made.lines), None)
    return claimed.kind is Kind.TEXT_CALLER and bool(claimed.failed_by or not is_theirs)


def _two(claimed: Claimed, made: Parcel) -> tuple[Line, ...]:
    """Their own line and its second company, as far as each can; nothing for anything else."""
    if claimed.kind is not Kind.TEXT_CALLER or is_chat(made) or not made.lines:
        return ()
    own = made.lines[0]
    there = (own, second_of(own, made.lines))
    return tuple(line for line in there if line is not None and _can_do(line, made))


def _finds(lines: Mapping[int, Line], claimed: Claimed) -> bool:
    last = lines.get(claimed.unknown_by[-1]) if claimed.unknown_by else None
    return last is not None and provider(last.provider).capabilities.finds


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
