"""Real processes, a real file, real kills. Every run prints its seed and its figures."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from stillhere.records.anchor import read_anchor
from stillhere.records.models import Organisation
from stillhere.records.steady import clock
from tests.databases import RealDatabase
from tests.faults.callers import Caller, Crowd
from tests.faults.house import House, a_house
from tests.faults.shift import ANSWERS, WATCHES, Shift

KILLS: Final = int(os.environ.get("STILLHERE_TEST_KILLS", "20"))
SEED: Final = int(os.environ.get("STILLHERE_TEST_SEED", "0")) or secrets.randbelow(1_000_000)


@pytest.fixture
def house(
    real_database: RealDatabase, organisation: Organisation, tmp_path: Path
) -> Iterator[House]:
    with a_house(tmp_path, real_database.environment) as house:
        read_anchor()
        yield house


@pytest.fixture
def shift(house: House, organisation: Organisation) -> Iterator[Shift]:
    shift = Shift(organisation)
    yield shift
    shift.end()


@pytest.fixture
def callers(house: House, shift: Shift) -> Iterator[list[Caller]]:
    """All watched over, and about to say that they are okay, except one in five."""
    line = shift.begin(clock.now())
    all_callers = [Caller(number, house.address, line.slug) for number in range(WATCHES)]
    for caller in all_callers:
        caller.call()
    shift.watch_everybody()
    yield all_callers
    for caller in all_callers:
        caller.browser.close()


@pytest.fixture
def crowd(callers: list[Caller]) -> Iterator[Crowd]:
    crowd = Crowd([caller for caller in callers if not caller.is_quiet], seed=SEED)
    crowd.start(pause=ANSWERS)
    yield crowd
    crowd.stop()
