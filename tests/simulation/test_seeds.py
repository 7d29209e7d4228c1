"""Whatever happens, in whatever order: a seed is a night, and every night stays true."""

from dataclasses import replace

import pytest

from stillhere.engine.simulation.load import ROUGH, Load
from stillhere.engine.simulation.report import figures
from tests.simulation.conftest import Simulate

SEEDS = range(1, 26)
ROUGH_HOURS = 3
A_DAY = 40.0
"""Contacts. With so many troubles each, a few hours meet more than a month does."""


def a_night(seed: int) -> Load:
    return Load(days=ROUGH_HOURS / 24, contacts_per_day=A_DAY, seed=seed, chances=ROUGH)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_invariant_holds_after_every_event(simulate: Simulate, seed: int) -> None:
    """I1 to I7 and I10."""
    run = simulate(a_night(seed))

    assert [str(each) for each in run.scene.tally.broken] == []
    assert (run.inspector.lost, run.inspector.doubled) == (0, 0)
    assert run.scene.sight.watches == {}
    assert run.scene.sight.contacts == {}


def test_the_same_seed_is_the_same_night(simulate: Simulate) -> None:
    first, second = (figures(simulate(a_night(3))) for _ in range(2))

    assert first == second
    assert first["events"] > 100


def test_another_seed_is_another_night(simulate: Simulate) -> None:
    first, second = (figures(simulate(a_night(seed))) for seed in (4, 5))

    assert first != second


def test_a_rough_night_meets_what_it_is_to_meet(simulate: Simulate) -> None:
    """A simulation in which nothing happens proves nothing."""
    run = simulate(Load(days=0.25, contacts_per_day=60, seed=1, chances=ROUGH))
    found = figures(run)

    assert found["alarms"] > 0
    assert found["dispatches"] > 0
    assert found["used_again"] > 0
    assert found["sent_again"] > 0
    assert found["lateness_ms"]["max"] is not None
    assert found["time_to_human_s"]["p50"] is not None


def test_a_night_with_nobody_on_shift_stays_true_as_well(simulate: Simulate) -> None:
    """Whoever is on call said yes at home, a machine asks, nobody is without a holder (WA12)."""
    alone = replace(ROUGH, gaps=0.5, written=0.9)
    run = simulate(Load(days=0.9, contacts_per_day=16, seed=4, chances=alone))

    assert [str(each) for each in run.scene.tally.broken] == []
    assert figures(run)["unattended"] > 0
