"""A practice line, with one phone on it."""

from datetime import datetime

import pytest

from stillhere.actions.practice import add_phone
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import CALLER_NUMBER


@pytest.fixture
def practice_line(organisation: Organisation) -> Line:
    with as_organisation(organisation.pk, writing=True):
        return Line.objects.create(
            organisation=organisation,
            slug="practice",
            name="Practice line",
            provider="simulated",
            number="+14165550100",
            practice=True,
        )


@pytest.fixture
def phone(practice_line: Line, noon: datetime) -> int:
    return add_phone(
        practice_line.pk,
        organisation=practice_line.organisation_id,
        number=CALLER_NUMBER,
        name="Robin",
        now=noon,
    )
