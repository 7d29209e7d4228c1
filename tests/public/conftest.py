"""A line with a public page, and a browser that has no name."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from stillhere.actions.contact import take_contact
from stillhere.actions.messages import receive_on_line
from stillhere.actions.roster import come_on
from stillhere.actions.watch import begin_watch
from stillhere.records.models import Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.somebody import CALLER_NUMBER, a_line, acting, an_operator


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation, slug="front")


@pytest.fixture
def ana(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ana")


@pytest.fixture
def browser(line: Line, noon: datetime) -> Client:
    return Client(HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def chat(browser: Client, line: Line) -> Contact:
    browser.post("/line/front/chat/", {"need": "about_to_use"})
    with as_organisation(line.organisation_id):
        return Contact.objects.get()


@pytest.fixture
def time(noon: datetime) -> Iterator[HandedOver]:
    with clock.hand_over(noon) as handed_over:
        yield handed_over


@pytest.fixture
def texter(line: Line, ana: Operator, time: HandedOver) -> int:
    (contact,) = receive_on_line(
        line.pk,
        organisation=line.organisation_id,
        address=CALLER_NUMBER,
        words="hi",
        key="first",
        now=clock.now(),
    )
    organisation = line.organisation_id
    come_on(ana.pk, organisation=organisation, key="tab", sound_heard=True, now=clock.now())
    take_contact(contact, organisation=organisation, by=acting(ana), now=clock.now())
    return contact


@pytest.fixture
def texting_watch(texter: int, ana: Operator) -> int:
    return begin_watch(
        texter,
        organisation=ana.organisation_id,
        by=acting(ana),
        route=None,
        with_sedative=False,
        now=clock.now(),
    )
