"""Somebody of every role, signed in, in one organisation; and a stranger in another."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client

from stillhere.care.access import Role
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.steady import HandedOver, clock
from stillhere.web.feed import Feed
from stillhere.web.tap import open_tap
from tests.databases import RealDatabase
from tests.somebody import a_line, an_operator
from tests.web.factors import has_a_second_factor
from tests.web.looking import Turning

SignIn = Callable[[Operator], Client]


@pytest.fixture
def time(noon: datetime) -> Iterator[HandedOver]:
    with clock.hand_over(noon) as handed_over:
        yield handed_over


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation)


@pytest.fixture
def people(line: Line) -> dict[Role, Operator]:
    """One of each role, each with a second factor."""
    found = {role: an_operator(line.organisation, f"{role}-1", role) for role in Role}
    for operator in found.values():
        has_a_second_factor(operator)
    return found


@pytest.fixture
def sign_in() -> SignIn:
    def as_this(operator: Operator) -> Client:
        client = Client(HTTP_ACCEPT="text/html")
        client.force_login(operator)
        return client

    return as_this


@pytest.fixture
def ana(line: Line) -> Operator:
    return an_operator(line.organisation, "ana")


@pytest.fixture
def feed(real_database: RealDatabase, time: HandedOver, noon: datetime) -> Iterator[Turning]:
    tap = open_tap()
    yield Turning(Feed(), tap, time, noon)
    tap.close()
