"""One organisation with a line, two operators, a supervisor and a caller."""

from datetime import datetime

import pytest

from stillhere.actions.watch import begin_watch
from stillhere.care.pace import Route
from stillhere.records.models import Contact, Line, Operator, Organisation
from tests.somebody import a_contact, a_line, acting, an_operator


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation)


@pytest.fixture
def ana(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ana")


@pytest.fixture
def ben(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ben")


@pytest.fixture
def sam(organisation: Organisation) -> Operator:
    return an_operator(organisation, "sam", role="supervisor")


@pytest.fixture
def contact(line: Line, ana: Operator, noon: datetime) -> Contact:
    return a_contact(line, now=noon, operator=ana)


@pytest.fixture
def watch(contact: Contact, ana: Operator, noon: datetime) -> int:
    """Begun at noon by Ana, smoking: the first check-in is due at 12:02."""
    return begin_watch(
        contact.pk,
        organisation=contact.organisation_id,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon,
    )
