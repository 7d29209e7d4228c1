"""A line with a public page, and a browser that has no name."""

from datetime import datetime

import pytest
from django.test import Client

from stillhere.records.models import Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import a_line, an_operator


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
