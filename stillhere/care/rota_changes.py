"""
From a reminder to the note at the end: confirming, swapping, taking over now (RO2).

Each gives the rota as it is afterwards, or refuses and has changed nothing. Only one thing is
never refused for want of rest: taking over now, because somebody has to be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from stillhere.care.policy import Policy
from stillhere.care.refused import NotYours, Refused
from stillhere.care.rest import Tired, must_be_rested, tiring
from stillhere.care.roster import Seat, on_shift
from stillhere.care.rota import Shift, Span


class TooLate(Refused):
    """It has begun or is over: take it over now, or let it be."""


class NoSuchShift(Refused):
    """It was changed or taken meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Somebody asks a colleague to take their shift, perhaps against one of theirs."""

    give: int
    by: int
    to: int
    against: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    shifts: tuple[Shift, ...]
    tired: tuple[Tired, ...]
    """Told to them and to the coordinator; it hinders nobody."""


def reminder_due(shift: Shift, *, policy: Policy, now: datetime) -> datetime | None:
    """When to ask for a yes; none once it is given, or once it has begun."""
    if shift.confirmed or now >= shift.span.begins:
        return None
    return shift.span.begins - policy.seconds("shift_reminder")


def confirm(shifts: Iterable[Shift], id: int, *, by: int, now: datetime) -> tuple[Shift, ...]:
    """Their own yes, also after they were last counted on. Twice is once."""
    kept = tuple(shifts)
    shift = _theirs(kept, id, by)
    if now >= shift.span.ends:
        raise TooLate
    return _with(kept, replace(shift, confirmed=True))


def swap(
    shifts: Iterable[Shift], offer: Offer, *, yes_by: int, policy: Policy, now: datetime
) -> tuple[Shift, ...]:
    """Only the other's yes changes anything, and whoever takes hours must be rested with them.

    Giving hours away is never refused for want of rest. A yes to hours is their confirmation.
    Raises `NotYours`, `NoSuchShift`, `TooLate` or `NeedsRest`.
    """
    kept = tuple(shifts)
    if yes_by != offer.to:
        raise NotYours
    given = _not_begun(_theirs(kept, offer.give, offer.by), now)
    after = _with(kept, replace(given, who=offer.to, confirmed=True))
    takers = [offer.to]
    if offer.against is not None:
        got = _not_begun(_theirs(kept, offer.against, offer.to), now)
        after = _with(after, replace(got, who=offer.by, confirmed=True))
        takers.append(offer.by)
    for who in takers:
        must_be_rested(who, after, policy=policy)
    return after


def take_over(
    shifts: Iterable[Shift], id: int, *, by: int, new_id: int, policy: Policy, now: datetime
) -> TakenOver:
    """From now to its end; what was served until now stays whose it was."""
    kept = tuple(shifts)
    shift = next((each for each in kept if each.id == id), None)
    if shift is None or shift.who == by:
        raise NoSuchShift
    if now >= shift.span.ends:
        raise TooLate
    begins = max(now, shift.span.begins)
    rest = Span(begins=begins, ends=shift.span.ends)
    served = replace(shift, span=Span(begins=shift.span.begins, ends=begins))
    theirs = Shift(id=new_id, who=by, span=rest, confirmed=True)
    others = tuple(each for each in kept if each.id != id)
    before = (served,) if begins > shift.span.begins else ()
    after = (*others, *before, theirs)
    return TakenOver(shifts=after, tired=tiring(by, after, policy=policy))


def is_on_shift(seat: Seat, shifts: Iterable[Shift], *, reachable: bool, now: datetime) -> bool:
    """Rostered or on call, console live, sound heard, and reachable: all four (RO2)."""
    in_the_rota = any(each.who == seat.id and each.covers(now) for each in shifts)
    return in_the_rota and reachable and on_shift(seat, now)


def owes_note(shift: Shift, *, noted: bool, now: datetime) -> bool:
    """At the end a note for whoever comes next; "nothing to hand over" is one, saying nothing not.

    It hinders nobody from leaving: it stays owed, and is shown to whoever comes on.
    """
    return not shift.on_call and not noted and now >= shift.span.ends


def _theirs(shifts: tuple[Shift, ...], id: int, who: int) -> Shift:
    shift = next((each for each in shifts if each.id == id), None)
    if shift is None:
        raise NoSuchShift
    if shift.who != who:
        raise NotYours
    return shift


def _not_begun(shift: Shift, now: datetime) -> Shift:
    if now >= shift.span.begins:
        raise TooLate
    return shift


def _with(shifts: tuple[Shift, ...], changed: Shift) -> tuple[Shift, ...]:
    return tuple(changed if each.id == changed.id else each for each in shifts)
