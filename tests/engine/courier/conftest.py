"""A courier with glass lines, somebody to reach, and somebody to ring."""

from datetime import datetime
from threading import Event

import pytest

from stillhere.actions.numbers import keep_operator_number
from stillhere.care.channel import Channel
from stillhere.engine.courier import Courier
from stillhere.records.models import Contact, Line, Operator, Organisation
from tests.engine.courier.lines_of_glass import Lines
from tests.engine.courier.owing import ANAS_NUMBER
from tests.somebody import a_contact, a_line, an_operator


@pytest.fixture
def glass() -> Lines:
    return Lines()


@pytest.fixture
def courier(glass: Lines) -> Courier:
    return Courier(Event(), Event(), find_line=glass)


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation, slug="texts", provider="simulated")


@pytest.fixture
def ana(organisation: Organisation, noon: datetime) -> Operator:
    ana = an_operator(organisation, "ana")
    keep_operator_number(ana.pk, ANAS_NUMBER, organisation=organisation.pk, now=noon)
    return ana


@pytest.fixture
def contact(line: Line, ana: Operator, noon: datetime) -> Contact:
    return a_contact(line, now=noon, operator=ana, channel=Channel.TEXT)
