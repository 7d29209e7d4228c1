"""A practice line with one phone on it, and a line that a telephone company carries."""

from datetime import datetime

import pytest
from pytest_django.fixtures import Settings

from stillhere.actions.practice import add_phone
from stillhere.lines.twilio.line import Twilio
from stillhere.records.models import Line, Organisation
from tests.lines.company import Company, a_twilio_line, line_of
from tests.somebody import CALLER_NUMBER, a_practice_line


@pytest.fixture
def practice_line(organisation: Organisation) -> Line:
    return a_practice_line(organisation, number="+14165550100")


@pytest.fixture
def phone(practice_line: Line, noon: datetime) -> int:
    return add_phone(
        practice_line.pk,
        organisation=practice_line.organisation_id,
        number=CALLER_NUMBER,
        name="Robin",
        now=noon,
    )


@pytest.fixture
def company(noon: datetime, settings: Settings) -> Company:
    settings.PUBLIC_URL = "https://line.example"
    return Company(now=noon, known={CALLER_NUMBER})


@pytest.fixture
def record(organisation: Organisation, noon: datetime) -> Line:
    return a_twilio_line(organisation, now=noon)


@pytest.fixture
def line(record: Line, company: Company) -> Twilio:
    return line_of(record, company)
