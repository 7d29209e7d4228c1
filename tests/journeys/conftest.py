"""Who is there in every journey: two lines, two callers, two operators, a supervisor."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

import pytest

from stillhere.actions.numbers import keep_operator_number
from stillhere.records.models import Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.console.desk import sit_down
from tests.journeys.callers import Chatter, Ringer, Texter
from tests.journeys.peers import Peer
from tests.journeys.way import Night
from tests.somebody import a_line, an_operator
from tests.web.factors import has_a_second_factor

KIMS_NUMBER = "+14165550155"


class Later(Protocol):
    def __call__(self, *, minutes: float = 0, seconds: float = 0) -> None: ...


@pytest.fixture
def house(request: pytest.FixtureRequest) -> None:
    """On PostgreSQL the engine knocks as itself, and sees only what was really kept."""
    on_postgresql = request.config.getoption("database") == "postgresql"
    request.getfixturevalue("real_database" if on_postgresql else "db")


@pytest.fixture
def night(house: None, organisation: Organisation, noon: datetime) -> Iterator[Night]:
    """Begins at noon, as every test does."""
    with clock.hand_over(noon) as time:
        front, texts = (
            a_line(organisation, slug="front"),
            a_line(organisation, slug="texts", provider="simulated"),
        )
        yield Night(front, texts, time)


@pytest.fixture
def later(night: Night) -> Later:
    return night.later


@pytest.fixture
def sam(night: Night) -> Chatter:
    """A caller with a browser."""
    return Chatter(night)


@pytest.fixture
def tess(night: Night) -> Texter:
    """A caller with a phone that texts."""
    return Texter(night)


@pytest.fixture
def ray(night: Night) -> Ringer:
    """A caller on the telephone."""
    return Ringer(night)


@pytest.fixture
def ana(night: Night) -> Peer:
    return comes_on(night, an_operator(night.front.organisation, "ana"))


@pytest.fixture
def ben(night: Night) -> Peer:
    return comes_on(night, an_operator(night.front.organisation, "ben"))


@pytest.fixture
def sue(night: Night) -> Peer:
    """A supervisor at her console."""
    operator = an_operator(night.front.organisation, "sue", role="supervisor")
    has_a_second_factor(operator)
    return comes_on(night, operator)


@pytest.fixture
def kim(night: Night) -> Operator:
    """At home, on call: her phone is what rings."""
    kim = an_operator(night.front.organisation, "kim")
    with as_organisation(night.organisation, writing=True):
        Operator.objects.filter(pk=kim.pk).update(on_call=True)
    keep_operator_number(kim.pk, KIMS_NUMBER, organisation=night.organisation, now=night.now)
    return kim


def comes_on(night: Night, operator: Operator) -> Peer:
    """Signed in, the sound heard, on shift, and beating from now."""
    desk = sit_down(operator)
    peer = Peer(desk.operator, desk.browser)
    night.peers.append(peer)
    return peer
