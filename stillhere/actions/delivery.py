"""What came of a duty, written down: it left, it failed, it arrived, nobody needed it any more.

Whoever was slower than the lease finds that `tries` is not theirs any more, and changes nothing.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from stillhere.actions import carriers, ledger, receipts
from stillhere.actions.channels import did_not_reach, met_if_not_told, reached_again
from stillhere.actions.claimed import (
    BY,
    DOWN_BY,
    FAILED_AT,
    FAILED_BY,
    LOST_BY,
    REFUSED_BY,
    UNKNOWN_BY,
    Claimed,
    as_claimed,
)
from stillhere.actions.saying_yes import said_yes
from stillhere.actions.watch import until_not_overtaken
from stillhere.care.cover import Says
from stillhere.care.duties import RINGS, Kind, wait_before
from stillhere.care.proof import Proof, proof
from stillhere.records.models import Contact, Duty, Message
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change
from stillhere.records.wake import wake

LOSABLE: Final = frozenset({Kind.TEXT_CALLER, Kind.RING_CALLER})
NO_RECEIPT: Final = carriers.NOT_HEARD_OF
LINES_KEPT: Final = 20
STILL_A_WAY: Final = frozenset({"unanswered", "nowhere"})
"""Nobody picked up, or there was nothing to bring: another time it may work."""


def sent(
    claimed: Claimed,
    *,
    now: datetime,
    reference: str = "",
    reported_by: int | None = None,
    by_line: int | None = None,
    maybe_twice: bool = False,
) -> None:
    """The provider has it. That is not yet on the phone.

    `reported_by`: the line, if it tells what becomes of a text; then a receipt is waited for.
    `by_line`: which line has it, where that need not be the person's own.
    `maybe_twice`: an earlier try may have left as well. Rather twice than never, and counted.
    """
    with as_organisation(claimed.organisation, writing=True):
        if _SENT.make(*_of(claimed), state="sent", ended_at=now, reference=reference[:64]):
            _mark(claimed.message, "sent")
            _note("DutySent", claimed, now=now)
            if by_line is not None:
                _is_by(Duty.objects.get(pk=claimed.id), by_line)
            if maybe_twice:
                _note("DutyMaybeTwice", claimed, now=now)
            if reported_by is not None:
                receipts.owe_a_look(claimed, by_line=reported_by, now=now)


def again(
    claimed: Claimed,
    *,
    now: datetime,
    how: str,
    line: int | None = None,
    never: bool = False,
    only_this: bool = False,
    maybe_taken: bool = False,
) -> None:
    """It did not work this time, by this line. Life duties never give up while they are wanted.

    `never`: the line said that it never will: for this one it has had its turn.
    `only_this`: the line will not have this one, and may take every other.
    `maybe_taken`: its answer was lost, and it may have it all the same.
    """
    failed = {} if line is None else {FAILED_BY: line, REFUSED_BY if only_this else DOWN_BY: line}
    if line is not None and maybe_taken:
        failed[UNKNOWN_BY] = line
    if line is not None and never:
        failed[LOST_BY] = line
    until_not_overtaken(lambda: _again(claimed, now=now, how=how, failed=failed))


def refused(claimed: Claimed, *, now: datetime, how: str) -> None:
    """It will never work by this way."""

    def act() -> None:
        with as_organisation(claimed.organisation, writing=True):
            give_up(claimed, now=now, how=how)

    until_not_overtaken(act)


def put_back(claimed: Claimed, *, now: datetime, wait: timedelta) -> None:
    """Claimed too early: its line has no hand free. Nobody has been asked for anything."""
    with as_organisation(claimed.organisation, writing=True):
        _mine(claimed).update(
            not_before=now + wait, leased_until=None, tries=max(claimed.tries - 1, 0)
        )


def arrived(key: str, *, organisation: int, now: datetime, by_line: int | None = None) -> None:
    """A provider reports that it is on the phone. Delivered is not answered (ES7).

    `by_line`: whose receipt it is, also of one that had it first and was given up.
    """

    def act() -> None:
        with as_organisation(organisation, writing=True):
            row = _reported(key, organisation)
            if row is not None and (_settle(row, "delivered", now=now) or _late(row, now)):
                _mark(row.facts.get("message"), "delivered")
                reached_again(row, now)
                if by_line is not None and BY in row.facts:
                    _is_by(row, by_line)

    until_not_overtaken(act)


def picked_up(key: str, *, organisation: int, now: datetime) -> None:
    """A ring was answered, by a person or by a machine: it proves nobody (CO5)."""
    with as_organisation(organisation, writing=True):
        row = _reported(key, organisation)
        if row is not None and _settle(row, "delivered", now=now, how=Proof.PICKED_UP):
            _note("DutyPickedUp", as_claimed(row), now=now)


def pressed(key: str, digit: str, *, organisation: int, now: datetime) -> bool:
    """A colleague pressed a key during a ring: whether that first proves a person (CO5)."""
    if proof(digit) is not Proof.PERSON:
        return False

    def act() -> bool:
        with as_organisation(organisation, writing=True):
            row = _reported(key, organisation)
            if row is None or row.kind != Kind.RING_PERSON or not _prove(row, now):
                return False
            _note("DutyHeard", as_claimed(row), now=now)
            if row.operator_id is not None and row.facts.get("says") in set(Says):
                said_yes(row.operator_id, organisation=organisation, now=now)
            return True

    return until_not_overtaken(act)


def not_arrived(
    key: str,
    *,
    organisation: int,
    now: datetime,
    how: str = "undelivered",
    by_line: int | None = None,
) -> None:
    """A provider reports that a text will not arrive, or that nobody picked up.

    `by_line`: whose news it is. Where a line has a second company it has its turn first (WA10).
    """

    def act() -> None:
        with as_organisation(organisation, writing=True):
            row = _reported(key, organisation)
            if row is None or carriers.is_of_before(row, by_line):
                return
            if carriers.has_gone_to_the_other(row, now=now, how=how, by_line=by_line):
                receipts.came(row, now)
            elif _settle(row, "failed", now=now, how=how):
                if by_line is not None and BY in row.facts:
                    _is_by(row, by_line)
                _failed(as_claimed(row), now=now, how=how)

    until_not_overtaken(act)


def no_receipt(key: str, *, organisation: int, now: datetime, by_line: int | None = None) -> None:
    """Its line reports what becomes of a text, and has not reported this one in time."""
    not_arrived(key, organisation=organisation, now=now, how=NO_RECEIPT, by_line=by_line)


def give_up(claimed: Claimed, *, now: datetime, how: str) -> None:
    """Inside the caller's transaction."""
    if _SENT.make(*_of(claimed), state="failed", ended_at=now, reference=how[:64]):
        _failed(claimed, now=now, how=how)


def not_wanted(claimed: Claimed, *, now: datetime) -> None:
    """Inside the caller's transaction: answered meanwhile, decided meanwhile, over."""
    if _ENDED.make(*_of(claimed), state="not_wanted", ended_at=now):
        _mark(claimed.message, "not_wanted")
        _note("DutyNotWanted", claimed, now=now)


def _again(claimed: Claimed, *, now: datetime, how: str, failed: dict[str, int]) -> None:
    next_try = now + wait_before(lane=claimed.lane, tries=claimed.tries)
    with as_organisation(claimed.organisation, writing=True):
        row = _mine(claimed).first()
        if row is None:
            return
        if row.not_after is not None and next_try > row.not_after:
            give_up(claimed, now=now, how="too_late")
        elif _newer_is_owed(row, now):
            _mine(claimed).update(state="replaced", ended_at=now)
        else:
            facts = {**row.facts, **_added(row, failed)}
            if failed:
                facts[FAILED_AT] = now.isoformat()
            _mine(claimed).update(not_before=next_try, leased_until=None, facts=facts)
            if claimed.tries == 1:
                _note("DutyDelayed", claimed, now=now, how=how)


def _added(row: Duty, failed: dict[str, int]) -> dict[str, list[int]]:
    """The latest ones are enough to choose the next line by."""
    return {how: [*row.facts.get(how, ()), line][-LINES_KEPT:] for how, line in failed.items()}


def _failed(claimed: Claimed, *, now: datetime, how: str) -> None:
    _mark(claimed.message, "failed")
    _note("DutyFailed", claimed, now=now, how=how)
    # Whoever has them is looking at words that did not arrive: their page must hear of it.
    Contact.objects.filter(pk=claimed.contact or 0).update(version=F("version") + 1)
    transaction.on_commit(wake)
    row = Duty.objects.get(pk=claimed.id)
    met_if_not_told(row, now)
    if claimed.kind in LOSABLE and claimed.contact is not None and how not in STILL_A_WAY:
        did_not_reach(row, now)


def _of(claimed: Claimed) -> tuple[int, int]:
    return claimed.id, claimed.tries


def _owed(pk: int, tries: int) -> QuerySet[Duty]:
    return Duty.objects.filter(pk=pk, state="owed", tries=tries)


def _mine(claimed: Claimed) -> QuerySet[Duty]:
    return _owed(*_of(claimed))


def _reported(key: str, organisation: int) -> Duty | None:
    return _REPORTED.one(key, organisation)


def _settle(row: Duty, state: str, *, now: datetime, how: str = "") -> bool:
    # Reports overtake our own record of the sending, and come twice: the first one counts.
    receipts.came(row, now)
    reference = how or row.reference
    return bool(_SETTLED.make(row.pk, state=state, ended_at=now, reference=reference))


def _is_by(row: Duty, line: int) -> None:
    Duty.objects.filter(pk=row.pk).update(facts={**row.facts, BY: line})


def _late(row: Duty, now: datetime) -> bool:
    """A receipt that comes after all, for a text that was given up only for want of one."""
    given_up = Duty.objects.filter(pk=row.pk, state="failed", reference=NO_RECEIPT)
    return bool(given_up.update(state="delivered", ended_at=now, reference=""))


def _prove(row: Duty, now: datetime) -> bool:
    # The key may be reported before the pick-up is, and after the ring was given up.
    unproved = Duty.objects.filter(pk=row.pk).exclude(reference=Proof.PERSON)
    return bool(unproved.update(state="delivered", ended_at=now, reference=Proof.PERSON))


def _newer_is_owed(row: Duty, now: datetime) -> bool:
    if Kind(row.kind) not in RINGS:
        return False
    same = Duty.objects.filter(organisation_id=row.organisation_id, kind=row.kind, state="owed")
    if row.watch_id is not None:
        same = same.filter(watch_id=row.watch_id)
    elif row.facts.get("says") == Says.COVER:  # of no watch: its rounds follow each other
        same = same.filter(facts__says=Says.COVER, not_before__lte=now)
    else:
        return False
    if row.operator_id is not None:
        same = same.filter(operator_id=row.operator_id)
    return same.filter(pk__gt=row.pk).exists()


def _mark(message: int | None, state: str) -> None:
    if message is not None:
        _MARKED.make(message, state=state)


def _note(what: str, claimed: Claimed, *, now: datetime, how: str | None = None) -> None:
    ledger.write(
        what,
        organisation=claimed.organisation,
        now=now,
        contact=claimed.contact,
        watch=claimed.watch,
        operator=claimed.operator,
        kind=claimed.kind,
        how=how,
        late_ms=int((now - claimed.owed_at).total_seconds() * 1000),
    )


_REPORTED: Final = Prepared(
    lambda key, organisation: Duty.objects.filter(key=key, organisation_id=organisation)
)
_SENT: Final = Change(_owed, "state", "ended_at", "reference")
_ENDED: Final = Change(_owed, "state", "ended_at")
_SETTLED: Final = Change(
    lambda pk: Duty.objects.filter(pk=pk, state__in=("owed", "sent")),
    *("state", "ended_at", "reference"),
)
_MARKED: Final = Change(lambda pk: Message.objects.filter(pk=pk), "state")
