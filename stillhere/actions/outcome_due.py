"""Somebody we sent help to, and nobody knows yet how it ended: supervisors are told, and again."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from stillhere.actions import ledger
from stillhere.actions.duty import owe
from stillhere.actions.exercise import is_exercise
from stillhere.actions.ringing import people_to_ring
from stillhere.care.aftercare import told_again, who_is_told
from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Duty, Outcome
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake

OUTCOME: Final = "outcome"
"""What such a text says: somebody has not been asked after yet."""


def outcome_due(outcome_id: int, *, organisation: int, now: datetime) -> bool:
    """For the clock. Whether it was still open and due: of two engines one tells (AF2)."""
    with as_organisation(organisation, writing=True):
        open_ = Outcome.objects.filter(pk=outcome_id, state="open", due_at__lte=now)
        if open_.update(due_at=told_again(now), version=F("version") + 1) != 1:
            return False
        outcome = Outcome.objects.get(pk=outcome_id)
        told = () if is_exercise(outcome.watch) else who_is_told(people_to_ring(organisation))
        for person in told:
            owe(
                Kind.TEXT_PERSON,
                organisation=organisation,
                key=f"{OUTCOME}:{outcome_id}:{person.id}:{outcome.version}",
                now=now,
                lane=Lane.CARE,
                watch=outcome.watch_id,
                operator=person.id,
                says=OUTCOME,
            )
        ledger.write("OutcomeDue", organisation=organisation, now=now, watch=outcome.watch_id)
        transaction.on_commit(wake)
    return True


def nobody_more_is_told(watch_id: int, *, now: datetime) -> None:
    """Inside the transaction: it is known now. What has not left yet would only disturb."""
    owed = Duty.objects.filter(watch_id=watch_id, state="owed", facts__says=OUTCOME)
    owed.update(state="not_wanted", ended_at=now)
