"""For tests of the courier: owing something, and looking at what became of it."""

from datetime import datetime, timedelta
from typing import Final

from stillhere.actions.duty import owe
from stillhere.actions.watch import begin_watch, happen
from stillhere.care.duties import Kind, Lane
from stillhere.care.pace import Route
from stillhere.care.watch_events import TimePassed
from stillhere.records.models import Contact, Duty, Operator
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

ANAS_NUMBER: Final = "+14165550140"
SECOND: Final = timedelta(seconds=1)


def missed(contact: Contact, ana: Operator, noon: datetime) -> str:
    """The key of the question that a missed check-in owes, two minutes after noon."""
    organisation = contact.organisation_id
    watch = begin_watch(
        contact.pk,
        organisation=organisation,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon,
    )
    decision = happen(watch, TimePassed(), organisation=organisation, now=due(noon))
    return f"ask:{watch}:{decision.watch.ask}"


def due(noon: datetime) -> datetime:
    return noon + timedelta(minutes=2)


def owe_ring(contact: Contact, operator: Operator, key: str, now: datetime) -> None:
    with as_organisation(contact.organisation_id, writing=True):
        owe(
            Kind.RING_PERSON,
            organisation=contact.organisation_id,
            key=key,
            now=now,
            lane=Lane.LIFE,
            contact=contact.pk,
            operator=operator.pk,
        )


def state(contact: Contact, key: str) -> str:
    with as_organisation(contact.organisation_id):
        return Duty.objects.get(key=key).state
