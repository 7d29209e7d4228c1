"""What `stillhere check` says of an address that tells, and of people nobody can ring."""

from datetime import datetime

import pytest
from pytest_django.fixtures import Settings

from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.checks.reaching import addresses, ringing
from stillhere.records.models import Operator, Organisation
from tests.somebody import a_line, an_operator

KIM = "+14165550177"


@pytest.fixture
def kim(organisation: Organisation, noon: datetime) -> Operator:
    """On call, with a number."""
    operator = an_operator(organisation, "kim")
    put_on_call(operator.pk, organisation=organisation.pk, on_call=True)
    keep_operator_number(operator.pk, KIM, organisation=organisation.pk, now=noon)
    return operator


@pytest.mark.parametrize("provider", ["simulated", "webchat", "twilio"])
def test_where_no_real_line_rings_it_is_said_to_ring_by_hand(
    organisation: Organisation, kim: Operator, provider: str
) -> None:
    a_line(organisation, provider=provider)

    (said,) = ringing()
    assert "cannot be rung by a machine yet" in said.what
    assert "who rings whom by hand" in said.fix


def test_where_nobody_waits_to_be_rung_nothing_is_said_of_it(
    organisation: Organisation, noon: datetime
) -> None:
    operator = an_operator(organisation, "kim")
    put_on_call(operator.pk, organisation=organisation.pk, on_call=True)

    assert list(ringing()) == []


def test_an_address_that_tells_is_found(organisation: Organisation, settings: Settings) -> None:
    """IN2."""
    settings.PUBLIC_URL = "https://line.example"
    a_line(organisation, slug="front")
    harmless = list(addresses())
    settings.PUBLIC_URL = "https://overdose.example"
    a_line(organisation, slug="safe-use")

    assert harmless == []
    assert [each.what.split()[2] for each in addresses()] == [
        "https://overdose.example",
        "…/safe-use/",
    ]
