"""While nobody is on shift: phones ring by themselves, and who presses 1 has said yes (WA13)."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from stillhere.actions.duty import owe
from stillhere.actions.policy import present_policy
from stillhere.actions.ringing import people_to_ring
from stillhere.actions.seats import people_with, seats
from stillhere.care.cover import (
    Says,
    Yes,
    asked_on_call,
    fresh_yeses,
    must_be_told,
    who_holds,
)
from stillhere.care.duties import Kind, Lane, Person
from stillhere.care.policy import Policy
from stillhere.care.proof import Proof
from stillhere.care.roster import on_shift
from stillhere.records.models import Duty, Line, Operator
from stillhere.records.prepared import Prepared

DECIDES_WITHIN: Final = timedelta(minutes=3)
"""Whoever has not left by then has stayed, and counts as being there again."""


def policy_here(organisation: int) -> Policy:
    """Inside `as_organisation`: of the lines for real callers, where there are any."""
    return present_policy(organisation=organisation, practice=only_practices(organisation))


def only_practices(organisation: int) -> bool:
    return not Line.objects.filter(organisation_id=organisation, practice=False).exists()


def nobody_on(organisation: int, now: datetime, *, besides: int = 0) -> bool:
    """Inside `as_organisation`. `besides`: somebody who is about to leave."""
    here = seats(organisation)
    return not any(on_shift(seat, now) for seat in here if seat.id != besides)


def yeses(organisation: int, *, now: datetime, policy: Policy) -> tuple[Yes, ...]:
    """Inside `as_organisation`: everybody on call whose press still counts, the latest first."""
    since = now - policy.seconds("unattended_yes")
    return fresh_yeses(_presses(organisation, since), policy=policy, now=now)


def holder_now(organisation: int, *, now: datetime, policy: Policy) -> Yes | None:
    """Inside `as_organisation`: who would hold a watch without a person that begins now (WA12)."""
    if not nobody_on(organisation, now):
        return None
    said = yeses(organisation, now=now, policy=policy)
    held: Counter[int] = Counter()
    for (who, _channel), people in people_with(organisation).items():
        held[who] += people
    return who_holds(said, people_to_ring(organisation), held=held, policy=policy)


def ask_on_call(organisation: int, *, now: datetime, leaving: int = 0) -> Sequence[Person]:
    """Inside the transaction: everybody on call rings, unless a ring to them is owed already.

    `leaving`: who is about to go, and does not count as being there.
    """
    people = asked_on_call(people_to_ring(organisation))
    for person in people:
        if not _is_asked(organisation, person.id):
            _owe_ring(organisation, person.id, at=now, since=now, now=now, leaving=leaving)
    return people


def tell_supervisors(organisation: int, *, now: datetime, leaver: int) -> None:
    """Inside the transaction: nobody is on shift, and nobody on call has said yes."""
    for person in must_be_told(people_to_ring(organisation), leaver=leaver):
        owe(
            Kind.TEXT_PERSON,
            organisation=organisation,
            key=f"left:{person.id}:{_stamp(now)}",
            now=now,
            lane=Lane.CARE,
            operator=person.id,
            says=Says.COVER,
        )


def stay(organisation: int, *, now: datetime) -> None:
    """Inside the transaction: whoever was leaving stays, and no phone rings for that."""
    owed = Duty.objects.filter(organisation_id=organisation, state="owed", facts__says=Says.COVER)
    owed.filter(kind=Kind.RING_PERSON).update(state="not_wanted", ended_at=now)


def is_wanted(row: Duty, now: datetime) -> bool:
    """Until somebody comes on shift, or somebody on call has said yes since it began."""
    if not Operator.objects.filter(pk=row.operator_id or 0, is_active=True, on_call=True).exists():
        return False
    since = _time(row.facts["since"])
    deciding = now - since < DECIDES_WITHIN
    leaver = row.facts.get("leaving", 0) if deciding else 0
    if not nobody_on(row.organisation_id, now, besides=leaver):
        return False
    return not _presses(row.organisation_id, since)


def next_round(row: Duty, now: datetime) -> None:
    """This ring leaves now; the next is owed, and asked then whether it is still wanted."""
    again = now + policy_here(row.organisation_id).seconds("ring_again")
    _owe_ring(
        row.organisation_id,
        row.operator_id or 0,
        at=again,
        since=_time(row.facts["since"]),
        now=now,
        leaving=row.facts.get("leaving", 0),
    )


def _presses(organisation: int, since: datetime) -> list[Yes]:
    """By people who are on call now."""
    return [Yes(by=by, at=at) for by, at in _PRESSES.all(organisation, since) if by and at]


def _is_asked(organisation: int, operator: int) -> bool:
    rung = Duty.objects.filter(organisation_id=organisation, operator_id=operator, state="owed")
    return rung.filter(kind=Kind.RING_PERSON, facts__says=Says.COVER).exists()


def _owe_ring(
    organisation: int,
    operator: int,
    *,
    at: datetime,
    since: datetime,
    now: datetime,
    leaving: int,
) -> None:
    owe(
        Kind.RING_PERSON,
        organisation=organisation,
        key=f"cover:{operator}:{_stamp(at)}",
        now=now,
        lane=Lane.LIFE,
        operator=operator,
        not_before=at,
        says=Says.COVER,
        since=_stamp(since),
        leaving=leaving,
    )


def _stamp(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _time(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp / 1000, tz=UTC)


_PRESSES: Final = Prepared(
    lambda organisation, since: Duty.objects.filter(
        organisation_id=organisation,
        kind=Kind.RING_PERSON,
        reference=Proof.PERSON,
        ended_at__gte=since,
        operator__on_call=True,
        operator__is_active=True,
        facts__says__in=list(Says),
    ).values_list("operator_id", "ended_at")
)
