"""A line with somebody at it, so that there is something to watch over."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from stillhere.actions.watch import begin_watch
from stillhere.care.pace import Route
from stillhere.records.models import Contact, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import a_contact, a_line, acting, an_operator

Begin = Callable[[datetime], int]


@pytest.fixture
def ana(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ana")


@pytest.fixture
def begin(organisation: Organisation, ana: Operator) -> Begin:
    """Ana watches one more person, who smoked: the first check-in is due two minutes later."""
    line = a_line(organisation)

    def begin(now: datetime) -> int:
        contact = a_contact(line, now=now, operator=ana)
        with as_organisation(organisation.pk, writing=True):
            Contact.objects.filter(pk=contact.pk).update(due_at=now + timedelta(days=1))
        return begin_watch(
            contact.pk,
            organisation=organisation.pk,
            by=acting(ana),
            route=Route.SMOKED,
            with_sedative=False,
            now=now,
        )

    return begin
