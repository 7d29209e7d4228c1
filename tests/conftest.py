"""
What every test may ask for. `pytest` runs on SQLite; `--database=postgresql -m both` on the other.

Marks: `both` for a test that holds on either database, `postgresql` for what SQLite cannot do,
`engine` to connect as that role. Ask for `db` (rolled back, fast) or for `real_database`.
"""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from stillhere.locale.catalogues import compile_stale
from stillhere.records.keys import keys_folder, make_keys
from stillhere.records.organisations import Organisation
from tests import databases
from tests.databases import ENGINE, WEB, RealDatabase
from tools.postgres import Cluster, cluster
from tools.postgres_server import NoServer
from tools.recorder import Recorder

SERVER = "STILLHERE_TEST_POSTGRESQL"
_ROLE = pytest.StashKey[str]()
_until_the_end = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """One server for all workers, started by the process that starts them."""
    if hasattr(config, "workerinput"):
        return
    compile_stale()
    if os.environ.get("STILLHERE_TEST_RECORD"):
        config.pluginmanager.register(Recorder(Path(os.environ["STILLHERE_TEST_RECORD"])))
    if config.getoption("database") == "postgresql" and not config.getoption("collectonly"):
        try:
            found, _ = _until_the_end.enter_context(cluster())
        except NoServer as wrong:
            raise pytest.UsageError(str(wrong)) from wrong
        os.environ[SERVER] = str(found.folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _until_the_end.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL has counts as `both` there, and is left out, counted, elsewhere."""
    theirs = [item for item in items if item.get_closest_marker("postgresql")]
    if config.getoption("database") == "postgresql":
        for item in theirs:
            item.add_marker("both")
    elif theirs:
        items[:] = [item for item in items if item not in theirs]
        config.hook.pytest_deselected(items=theirs)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[_ROLE] = _role(item)
    databases.knock_as(_role(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say in the report what a failure was, so that an error is never taken for one."""
    report = yield
    if call.excinfo is not None:
        by_assertion = call.excinfo.errisinstance((AssertionError, pytest.fail.Exception))
        report.user_properties.append(("by_assertion", by_assertion and call.when == "call"))
    return report


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_keys(keys_folder())


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    worker_id: str,
) -> Iterator[None]:
    """One database for each worker, migrated once."""
    with django_db_blocker.unblock():
        if request.config.getoption("database") == "postgresql":
            role = request.config.stash[_ROLE]
            here = databases.on_postgresql(_cluster(), f"stillhere_{worker_id}", role=role)
        else:
            here = databases.in_memory()
        with here:
            yield


@pytest.fixture
def real_database(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    worker_id: str,
    tmp_path: Path,
) -> Iterator[RealDatabase]:
    """For locks, feeds, row security and other processes: nothing is rolled back in it."""
    with django_db_blocker.unblock():
        if request.config.getoption("database") == "postgresql":
            role = _role(request.node)
            here = databases.real_postgresql(_cluster(), worker_id, tmp_path, role=role)
        else:
            here = databases.real_file(tmp_path)
        with here as found:
            yield found


@pytest.fixture
def noon() -> datetime:
    return datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def organisation(request: pytest.FixtureRequest, noon: datetime) -> Organisation:
    if "real_database" not in request.fixturenames:
        request.getfixturevalue("db")
    return Organisation.objects.create(slug="north", name="North Line", created_at=noon)


def _role(item: pytest.Item) -> str:
    return ENGINE if item.get_closest_marker("engine") else WEB


def _cluster() -> Cluster:
    return Cluster(folder=Path(os.environ[SERVER]))
