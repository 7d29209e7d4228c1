"""Whoever answers tells the exchange, at every look, whose browsers are telephones."""

from collections.abc import Mapping

import pytest

from stillhere.actions.telephones import telephones
from stillhere.engine.answer import Answering
from stillhere.lines.line import OutcomeUnknown
from stillhere.lines.simulated_exchange import SimulatedExchange
from stillhere.records.models import Operator, Organisation
from stillhere.records.steady import clock
from tests.actions.ringing_in import on_shift
from tests.somebody import a_line, an_operator

pytestmark = pytest.mark.django_db


class WithBrowsers(SimulatedExchange):
    told: Mapping[int, str] | None = None
    broken = False

    def let_register(self, telephones: Mapping[int, str]) -> None:
        if self.broken:
            raise OutcomeUnknown("It did not answer in time.")
        self.told = telephones


def look(exchange: WithBrowsers, organisation: Organisation) -> None:
    line = a_line(organisation)
    Answering(called="here", exchanges={}).look(exchange, [line])


@pytest.fixture
def ana(organisation: Organisation) -> Operator:
    return on_shift(an_operator(organisation, "ana"), now=clock.now())


def test_it_is_told_of_everybody_on_shift_and_of_nobody_else(
    ana: Operator, organisation: Organisation
) -> None:
    an_operator(organisation, "ben")
    exchange = WithBrowsers()
    look(exchange, organisation)

    assert exchange.told == telephones(organisation.pk, now=clock.now())
    assert set(exchange.told) == {ana.pk}


def test_what_it_was_not_told_keeps_nobody_from_being_heard(
    ana: Operator, organisation: Organisation
) -> None:
    exchange = WithBrowsers()
    exchange.broken = True
    exchange.somebody_rings("+14165550123")
    look(exchange, organisation)

    assert exchange.look(clock.now()).legs
