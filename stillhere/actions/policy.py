"""Which policy is in force for something that begins now, and putting a name under another."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from django.db.models import Count

from stillhere.actions import ledger
from stillhere.actions.signing import keep_version, signer
from stillhere.care.policy import Policy
from stillhere.care.watch_state import State
from stillhere.records.models import Policy as PolicyRow
from stillhere.records.models import WatchClock
from stillhere.records.prepared import Prepared


class SignedMeanwhile(Exception):
    """Somebody put another version in force since this one was looked at."""

    def __init__(self, newest: PolicyRow) -> None:
        super().__init__(newest.number)
        self.newest = newest


def policy_in_force(*, organisation: int, practice: bool, now: datetime) -> PolicyRow:
    """Inside `as_organisation`. Without a signed policy: the defaults, approved by nobody."""
    return _newest(organisation, practice=practice) or _defaults(
        organisation, practice=practice, now=now
    )


def sign_policy(
    policy: Policy, *, organisation: int, practice: bool, seen: int, by: int, now: datetime
) -> PolicyRow:
    """A new version under somebody's name, in force for what begins from now on.

    `seen`: the number they had before them, 0 where there was none. The same again is one
    signature. Raises `OutOfRange`, `OutOfOrder`, `NotYours` or `SignedMeanwhile`.
    """
    Policy.from_values(policy.as_values(), practice=practice)
    act = partial(_sign, policy, practice=practice, seen=seen, by=by, now=now)
    return keep_version(act, organisation=organisation)


def keep_policy(
    policy: Policy, *, organisation: int, practice: bool, signed_by: str, now: datetime
) -> PolicyRow:
    """Inside `as_organisation`. A new version; live watches keep the one they began with.

    Raises `OutOfRange`, `OutOfOrder`.
    """
    Policy.from_values(policy.as_values(), practice=practice)
    newest = _newest(organisation, practice=practice)
    return _new_version(
        policy,
        organisation=organisation,
        practice=practice,
        number=newest.number + 1 if newest else 1,
        signed_by=signed_by,
        now=now,
    )


def present_policy(*, organisation: int, practice: bool) -> Policy:
    """Inside `as_organisation`, for a page: what would be in force, without writing anything."""
    newest = _newest(organisation, practice=practice)
    return Policy() if newest is None else as_policy(newest)


def versions(*, organisation: int, practice: bool) -> Sequence[PolicyRow]:
    """Inside `as_organisation`: the one in force first, then all before it."""
    kept = PolicyRow.objects.filter(organisation_id=organisation, practice=practice)
    return list(kept.order_by("-number"))


def open_watches_by_version(*, practice: bool) -> dict[int, int]:
    """Inside `as_organisation`: how many people are being watched by which version."""
    going_on = WatchClock.objects.exclude(state=State.CLOSED).filter(watch__practice=practice)
    counted = going_on.values("policy__number").annotate(people=Count("pk"))
    return {each["policy__number"]: each["people"] for each in counted}


def as_policy(row: PolicyRow) -> Policy:
    return Policy.as_kept(row.values)


def _newest(organisation: int, *, practice: bool) -> PolicyRow | None:
    return _NEWEST[practice].one(organisation)


def _defaults(organisation: int, *, practice: bool, now: datetime) -> PolicyRow:
    """Two first callers at once may both come here; one row is kept."""
    row = PolicyRow(
        organisation_id=organisation,
        number=1,
        practice=practice,
        values=Policy().as_values(),
        created_at=now,
    )
    PolicyRow.objects.bulk_create([row], ignore_conflicts=True)
    return PolicyRow.objects.get(organisation_id=organisation, practice=practice, number=1)


def _new_version(
    policy: Policy,
    *,
    organisation: int,
    practice: bool,
    number: int,
    signed_by: str,
    now: datetime,
) -> PolicyRow:
    return PolicyRow.objects.create(
        organisation_id=organisation,
        number=number,
        practice=practice,
        values=policy.as_values(),
        signed_by=signed_by,
        signed_at=now if signed_by else None,
        created_at=now,
    )


def _sign(
    policy: Policy, organisation: int, *, practice: bool, seen: int, by: int, now: datetime
) -> PolicyRow:
    name = signer(by).name
    newest = _newest(organisation, practice=practice)
    number = newest.number if newest else 0
    if newest and number != seen and not _only_defaults(newest, seen):
        if _is_the_same(newest, policy, name):
            return newest
        raise SignedMeanwhile(newest)
    row = _new_version(
        policy,
        organisation=organisation,
        practice=practice,
        number=number + 1,
        signed_by=name,
        now=now,
    )
    _write_down(row, by=by, now=now)
    return row


def _write_down(row: PolicyRow, *, by: int, now: datetime) -> None:
    ledger.write(
        "PolicySigned",
        organisation=row.organisation_id,
        now=now,
        operator=by,
        policy=row.number,
        kind="practice" if row.practice else "line",
    )


def _only_defaults(newest: PolicyRow, seen: int) -> bool:
    """The first caller brought the shipped defaults in force: nobody chose anything meanwhile."""
    return seen == 0 and newest.number == 1 and not newest.signed_by


def _is_the_same(newest: PolicyRow, policy: Policy, name: str) -> bool:
    """Their own signature under the same values: a button pressed twice."""
    return newest.signed_by == name and as_policy(newest) == policy


def _newest_first(*, practice: bool) -> Prepared[PolicyRow]:
    return Prepared(
        lambda organisation: PolicyRow.objects.filter(
            organisation_id=organisation, practice=practice
        ).order_by("-number")[:1]
    )


_NEWEST: Final = {practice: _newest_first(practice=practice) for practice in (True, False)}
