"""For tests of duties: owing a ring, taking what is owed, looking at it again."""

from datetime import datetime, timedelta

from stillhere.actions.claimed import Claimed
from stillhere.actions.claiming import claim
from stillhere.actions.duty import owe
from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Duty, Operator, Organisation
from stillhere.records.organisations import as_organisation

SECOND = timedelta(seconds=1)


def owe_ring(
    operator: Operator, key: str, now: datetime, *, lane: Lane = Lane.LIFE, why: str = ""
) -> None:
    """Without a reason of a watch, so that no watch can make it unwanted."""
    facts = {"why": why} if why else {}
    with as_organisation(operator.organisation_id, writing=True):
        owe(
            Kind.RING_PERSON,
            organisation=operator.organisation_id,
            key=key,
            now=now,
            lane=lane,
            operator=operator.pk,
            not_before=now,
            not_after=now + timedelta(hours=1) if lane is Lane.CARE else None,
            contact=None,
            watch=None,
            episode=0,
            **facts,
        )


def take(organisation: Organisation, now: datetime, lane: Lane = Lane.LIFE) -> list[Claimed]:
    return claim(lane, organisation=organisation.pk, now=now)


def duty(organisation: Organisation, key: str) -> Duty:
    with as_organisation(organisation.pk):
        return Duty.objects.get(key=key)
