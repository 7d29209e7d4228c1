"""Operators at their consoles, signed in and on shift, and somebody who has written to the line."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from stillhere.actions.opening import open_contact
from stillhere.care.channel import Channel
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.signing_in import as_organisation_named
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, sit_down
from tests.somebody import a_line, an_operator
from tests.web.factors import has_a_second_factor


@pytest.fixture
def time(noon: datetime) -> Iterator[HandedOver]:
    """It stands still at noon until a test says `time.wait(seconds)`."""
    with clock.hand_over(noon) as handed_over:
        yield handed_over


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation)


@pytest.fixture
def ana(organisation: Organisation, time: HandedOver) -> Desk:
    return sit_down(an_operator(organisation, "ana"))


@pytest.fixture
def ben(organisation: Organisation, time: HandedOver) -> Desk:
    return sit_down(an_operator(organisation, "ben"))


@pytest.fixture
def sam(organisation: Organisation, time: HandedOver) -> Desk:
    operator = an_operator(organisation, "sam", role="supervisor")
    has_a_second_factor(operator)
    return sit_down(operator)


@pytest.fixture
def stranger(organisation: Organisation, noon: datetime, time: HandedOver) -> Desk:
    """An operator of another organisation on the same installation."""
    with as_organisation_named("south"):
        elsewhere = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    return sit_down(an_operator(elsewhere, "zoe"))


@pytest.fixture
def caller(line: Line, time: HandedOver) -> int:
    """A chat that began at noon: nobody has taken it yet."""
    return open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="a browser's ticket",
        language="en",
        key="first",
        words="hi, anyone there?",
        now=clock.now(),
    ).contact_id


@pytest.fixture
def taken(caller: int, ana: Desk) -> int:
    ana.press(f"/console/contacts/{caller}/take")
    return caller


@pytest.fixture
def watched(taken: int, ana: Desk) -> int:
    """Ana's watch, begun at noon: the first check-in is due at 12:02."""
    ana.press(f"/console/contacts/{taken}/begin", route="smoked")
    return ana.watch_of(taken)


@pytest.fixture
def on_call(organisation: Organisation) -> Operator:
    return an_operator(organisation, "kim")
