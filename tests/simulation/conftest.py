"""Runs of the whole service, each in a database of its own in memory."""

from collections.abc import Callable

import pytest
from pytest_django.plugin import DjangoDbBlocker

from stillhere.engine.simulation.load import Load
from stillhere.engine.simulation.memory import in_memory
from stillhere.engine.simulation.plants import Plant, planted
from stillhere.engine.simulation.run import Run

Simulate = Callable[..., Run]


@pytest.fixture
def simulate(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Simulate:
    def simulate(load: Load, *, plant: Plant | None = None) -> Run:
        until_broken = plant.caught_by if plant else ""
        with django_db_blocker.unblock(), in_memory(), planted(plant):
            return Run(load, until_broken=until_broken).go()

    return simulate
