"""Two telephone companies for one line: by which a text goes, and when the other has it (WA10).

One is left after its texts did not arrive, and taken back by itself: by a text that arrives after
all, or by being tried again after a while. Nobody has to remember to turn anything back.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LOOKED_BACK: Final = timedelta(minutes=30)
"""What was before says nothing about now."""
SURE_OF: Final = 2
"""People whose texts did not arrive: with one it may be a phone without a signal."""
SURE_AFTER: Final = 3
"""Texts of one person: on a quiet night there may be nobody else to know it by."""
TRIED_AGAIN: Final = timedelta(minutes=5)
"""Then the next text goes by it once more. Each failure begins the time anew."""
ASKED_FIRST: Final = 4
"""Unknown results of a company that can be asked: some ten seconds, in which its own answer is
worth more than a second text."""
NEVER_AROUND: Final = frozenset({"Blocked", "nowhere"})
"""Whoever texted STOP, or whose carrier did it for them, is not written to from another number of
ours; and where there is nothing to say, no company helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One text by one company, and what came of it as far as anybody knows."""

    line: int
    person: int | None
    at: datetime
    arrived: bool


def left_at(line: int, tried: Iterable[Tried], now: datetime) -> datetime | None:
    """When its last text failed, while texts go by the other; None: it is used."""
    failed = _failed_since_it_worked(line, tried)
    people = {each.person for each in failed}
    if len(people) < SURE_OF and len(failed) < SURE_AFTER:
        return None
    last = max(each.at for each in failed)
    return last if now - last < TRIED_AGAIN else None


def goes_by(
    lines: Sequence[int],
    *,
    failed_by: Sequence[int],
    lost_by: Collection[int],
    asked_first: int | None = None,
    left: Collection[int],
) -> int | None:
    """The line for the next try: `lines` are the person's own and its second, in this order.

    Who has not lost this text, nor ever will have it (`lost_by`); then who failed it least often,
    then who is not left, then their own. `asked_first`: the company that may have it and can be
    asked.
    """
    if asked_first in lines and asked_first not in lost_by:
        return asked_first
    order = sorted(lines, key=lambda line: (line in lost_by, failed_by.count(line), line in left))
    return next(iter(order), None)


def asked_first(unknown_by: Sequence[int], *, finds: bool) -> int | None:
    """Which company is asked before the other is given the text; None: the other has its turn.

    `unknown_by`: who did not say whether it took it, in order. `finds`: the last of them can say.
    """
    if not unknown_by or not finds:
        return None
    last = unknown_by[-1]
    return last if unknown_by.count(last) < ASKED_FIRST else None


def has_another_turn(second: int | None, *, lost_by: Collection[int], how: str) -> bool:
    """Whether a text that did not arrive goes by the second company before the way counts as lost
    (WA10). One that was only busy has not had its turn.
    """
    return second is not None and second not in lost_by and how not in NEVER_AROUND


def may_be_two(line: int, unknown_by: Collection[int]) -> bool:
    """Whether another company may have brought what this one has just taken."""
    return any(each != line for each in unknown_by)


def _failed_since_it_worked(line: int, tried: Iterable[Tried]) -> tuple[Tried, ...]:
    ours = sorted((each for each in tried if each.line == line), key=lambda each: each.at)
    worked = max((each.at for each in ours if each.arrived), default=None)
    return tuple(each for each in ours if not each.arrived and (worked is None or each.at > worked))
