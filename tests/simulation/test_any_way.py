"""Whatever happens on a line, in whatever order, on a real database: I1 to I7 and I10."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from stillhere.records import anchor
from tests import databases
from tests.simulation.machine import AnyWay
from tests.simulation.night import forgotten

Fresh = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """An empty database for each sequence: rolled back on SQLite, a new one on PostgreSQL."""
    if request.config.getoption("database") != "postgresql":
        request.getfixturevalue("db")
        return forgotten
    request.getfixturevalue("django_db_setup")
    cluster = request.getfixturevalue("postgresql")
    blocker = request.getfixturevalue("django_db_blocker")

    @contextmanager
    def another() -> Iterator[None]:
        with blocker.unblock(), databases.real_postgresql(cluster, tmp_path):
            yield

    return another


@pytest.fixture(autouse=True)
def one_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock is the machine's, as on one box."""
    monkeypatch.setattr(anchor, "_database_agrees", lambda _wall: True)


def goes_any_way(fresh: Fresh, *, which: int, sequences: int, steps: int) -> None:
    """`which` choice of sequences, the same in every run. One that breaks a promise is told as it
    was found: making it shorter takes minutes.
    """
    machine = seed(which)(type("AnyWay", (AnyWay,), {"database": staticmethod(fresh)}))
    how = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)


@pytest.mark.both
def test_whatever_happens_every_promise_is_kept(
    fresh: Fresh, request: pytest.FixtureRequest
) -> None:
    """I1, I2, I3, I4, I5, I6, I7, I10."""
    slower = request.config.getoption("database") == "postgresql"
    goes_any_way(fresh, which=0, sequences=5 if slower else 12, steps=30)


@pytest.mark.long
@pytest.mark.parametrize("which", range(1, 13))
def test_whatever_happens_for_long_every_promise_is_kept(fresh: Fresh, which: int) -> None:
    """I1, I2, I3, I4, I5, I6, I7, I10."""
    goes_any_way(fresh, which=which, sequences=12, steps=50)
