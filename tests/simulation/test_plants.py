"""A checker that has not been seen to catch a planted bug does not count."""

import pytest

from stillhere.care.watch import TRANSITIONS
from stillhere.engine.simulation.load import ROUGH, Load
from stillhere.engine.simulation.plants import PLANTS, Plant
from tests.simulation.conftest import Simulate

OTHER_NIGHTS = {"who-vanishes-lowers-the-alarm": 10}
"""By seed. A bug shows only where what it spoils happens: here a holder vanishes in an alarm."""


@pytest.mark.parametrize("plant", PLANTS.values(), ids=lambda plant: plant.name)
def test_a_planted_bug_is_caught_by_its_own_invariant(simulate: Simulate, plant: Plant) -> None:
    seed = OTHER_NIGHTS.get(plant.name, 1)
    run = simulate(Load(days=1, contacts_per_day=30, seed=seed, chances=ROUGH), plant=plant)

    assert plant.caught_by in {each.invariant for each in run.scene.tally.broken}


def test_a_planted_bug_is_gone_afterwards(simulate: Simulate) -> None:
    before = dict(TRANSITIONS)
    simulate(
        Load(days=0.05, contacts_per_day=40, seed=1, chances=ROUGH),
        plant=PLANTS["silence-ends-an-alarm"],
    )

    assert before == TRANSITIONS
