"""How it ended: closing a watch, and finding out what became of somebody we sent help to."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.exercise import must_be_theirs_to_see
from stillhere.actions.outcome_due import nobody_more_is_told
from stillhere.actions.policy import as_policy
from stillhere.actions.watch import NoSuchWatch, happen_in_transaction, load, until_not_overtaken
from stillhere.care.aftercare import Finding, VerifiedWith, missing_to_verify
from stillhere.care.policy import Policy
from stillhere.care.refused import AlreadyDone, CannotCloseSo
from stillhere.care.watch_events import Closed, CloseReason
from stillhere.care.watch_state import Actor, Decision
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Outcome, Watch
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer
from stillhere.records.wake import wake


def close_watch(
    watch_id: int,
    *,
    organisation: int,
    by: Actor,
    reason: CloseReason,
    tried_words: str = "",
    source_words: str = "",
    now: datetime,
) -> Decision:
    """Raises `CannotCloseSo(missing)`, `NotYours`, `NoSuchWatch`."""
    event = Closed(
        by=by,
        reason=reason,
        tried=bool(tried_words.strip()),
        source=bool(source_words.strip()),
    )
    words = "\n".join(filter(None, (tried_words.strip(), source_words.strip())))
    sealed = seal_tried(watch_id, words, organisation=organisation)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            decision = happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )
            after_closing(watch_id, reason, tried=sealed, organisation=organisation, now=now)
            return decision

    return until_not_overtaken(act)


def after_closing(
    watch_id: int, reason: CloseReason, *, tried: bytes | None, organisation: int, now: datetime
) -> None:
    """Inside the caller's transaction. Where something was tried, we go on asking after them."""
    Watch.objects.filter(pk=watch_id).update(closed_at=now, close_reason=reason, sealed_tried=None)
    if tried is not None:
        open_outcome(watch_id, organisation=organisation, now=now)
        Outcome.objects.filter(watch_id=watch_id).update(sealed_tried=tried)


def open_outcome(watch_id: int, *, organisation: int, now: datetime) -> None:
    """Inside the caller's transaction. A watch has one outcome, however often help is sent."""
    Outcome.objects.get_or_create(
        watch_id=watch_id,
        defaults={
            "organisation_id": organisation,
            "opened_at": now,
            "due_at": now + _policy(watch_id).seconds("verify_outcome"),
        },
    )


def _policy(watch_id: int) -> Policy:
    """The version this watch began with."""
    return as_policy(load(watch_id).row.policy)


def verify_outcome(
    watch_id: int,
    *,
    organisation: int,
    by: Actor,
    findings: Iterable[Finding],
    verified_with: VerifiedWith,
    tried_words: str = "",
    now: datetime,
) -> None:
    """With the caller or the responders; "unknown" only by a supervisor, with what was tried (AF2).

    Raises `CannotCloseSo`, `AlreadyDone`, `NotYours`, `NoSuchWatch`.
    """
    sealed = seal_tried(watch_id, tried_words, organisation=organisation)
    found = sorted(set(findings))
    with as_organisation(organisation, writing=True):
        must_be_theirs_to_see(load(watch_id).row, by)
        missing = missing_to_verify(
            found,
            verified_with=verified_with,
            supervises=by.supervises,
            tried=bool(tried_words.strip()),
            look_until=_look_until(watch_id),
            now=now,
        )
        if missing:
            raise CannotCloseSo(missing)
        done = Outcome.objects.filter(watch_id=watch_id, state="open").update(
            state="unknown" if verified_with is VerifiedWith.NOBODY else "verified",
            findings=found,
            verified_with=verified_with,
            by_id=by.id,
            sealed_tried=sealed,
            due_at=None,
            ended_at=now,
        )
        if done != 1:
            raise AlreadyDone
        nobody_more_is_told(watch_id, now=now)
        ledger.write(
            "OutcomeVerified",
            organisation=organisation,
            now=now,
            watch=watch_id,
            operator=by.id,
            how=verified_with,
        )
        transaction.on_commit(wake)


def _look_until(watch_id: int) -> datetime:
    """Being told of it again puts that off no further."""
    outcome = Outcome.objects.filter(watch_id=watch_id).first()
    if outcome is None:
        raise NoSuchWatch(watch_id)
    return outcome.opened_at + _policy(watch_id).seconds("verify_outcome")


def open_outcomes(*, organisation: int) -> list[Outcome]:
    """What is still to be found out, the longest waiting first."""
    with as_organisation(organisation):
        found = Outcome.objects.filter(organisation_id=organisation, state="open")
        return list(found.select_related("watch", "watch__contact").order_by("opened_at"))


def seal_tried(watch_id: int, words: str, *, organisation: int) -> bytes | None:
    if not words.strip():
        return None
    with as_organisation(organisation):
        watch = Watch.objects.filter(pk=watch_id).select_related("contact").first()
        if watch is None:
            raise NoSuchWatch(watch_id)
        sealer = Sealer(organisation, watch.contact.record_key)
        place = watch.contact.record_key or watch_id
    try:
        return sealer.seal("outcome", "tried", place, words)
    except CannotOpen as wrong:
        # Nobody must stay watched over for ever because a key is missing.
        journal.cry("tried_not_kept", wrong)
        return None
