"""
What every test may ask for. `pytest` runs on SQLite; `--database=postgresql -m both` on the other.

Ask for `db` (rolled back, fast) or for `real_database`. Marks: `both` for a test that holds on
either database, `postgresql` for what SQLite cannot do, `engine` for a test whose body, not its
fixtures, connects as that role; on PostgreSQL that is always in a real database.
"""

import os
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coverage import Coverage
from django.utils import timezone, translation
from pytest_django.plugin import DjangoDbBlocker

from stillhere.locale.catalogues import compile_stale
from stillhere.records import digest
from stillhere.records.keys import keys_folder, make_keys
from stillhere.records.organisations import Organisation
from stillhere.records.signing_in import as_organisation_named
from tests import databases
from tests.databases import ENGINE, WEB, RealDatabase
from tools import programs
from tools.postgres import Cluster, cluster
from tools.recorder import Recorder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Once, in the process that starts the others."""
    if hasattr(config, "workerinput"):
        return
    compile_stale()
    if os.environ.get("STILLHERE_TEST_RECORD"):
        config.pluginmanager.register(Recorder(Path(os.environ["STILLHERE_TEST_RECORD"])))
    if _on_postgresql(config) and programs.postgresql() is None:
        raise pytest.UsageError("PostgreSQL's server is not installed. `make setup` brings it.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL has counts as `both` there, and is left out, counted, elsewhere."""
    theirs = [item for item in items if item.get_closest_marker("postgresql")]
    if _on_postgresql(config):
        for item in theirs:
            item.add_marker("both")
    elif theirs:
        items[:] = [item for item in items if item not in theirs]
        config.hook.pytest_deselected(items=theirs)


def pytest_sessionfinish() -> None:
    """A worker that takes ten seconds to end, on a busy machine, is killed: what it has met is
    kept before it says that it is ready.
    """
    measuring = Coverage.current()
    if measuring is not None:
        measuring.save()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    if not _as_engine(item):
        return (yield)
    databases.knock_as(ENGINE)
    try:
        return (yield)
    finally:
        databases.knock_as(WEB)


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


@pytest.fixture(autouse=True)
def _nobodys_language_or_place() -> Iterator[None]:
    """A request sets its own and leaves it set; the next test begins with neither."""
    yield
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A server for each worker, so that nobody waits for another worker's transactions."""
    with cluster() as (found, _):
        yield found


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """One database for each worker, migrated once."""
    with django_db_blocker.unblock():
        if _on_postgresql(request.config):
            found: Cluster = request.getfixturevalue("postgresql")
            here = databases.on_postgresql(found, "stillhere")
        else:
            here = databases.in_memory()
        with here:
            yield


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """Rolled back; but the body of a test as engine needs what its fixtures committed."""
    request.getfixturevalue("real_database" if _as_engine(request.node) else "_django_db_helper")


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest) -> None:
    """In place of pytest-django's own, so that the mark and the fixture mean the same."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")


@pytest.fixture
def real_database(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
) -> Iterator[RealDatabase]:
    """For locks, feeds, row security and other processes: nothing is rolled back in it."""
    with django_db_blocker.unblock():
        if _on_postgresql(request.config):
            found: Cluster = request.getfixturevalue("postgresql")
            here = databases.real_postgresql(found, tmp_path)
        else:
            here = databases.real_file(tmp_path)
        with here as real:
            yield real


@pytest.fixture(scope="session")
def shared_database(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RealDatabase]:
    """For processes that tests share. It is met by `connected_as`; each test keeps to its own
    organisation there.
    """
    folder = tmp_path_factory.mktemp("shared")
    with django_db_blocker.unblock():
        if _on_postgresql(request.config):
            found: Cluster = request.getfixturevalue("postgresql")
            apart = databases.postgresql_apart(found, folder)
        else:
            apart = databases.file_apart(folder)
        with apart as shared:
            yield shared


@pytest.fixture
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is slow on purpose costs a test nothing; how slow it is has a test of its own."""
    monkeypatch.setattr(digest, "SLOW_MEMORY", 8)
    monkeypatch.setattr(digest, "SLOW_PASSES", 1)


@pytest.fixture
def noon() -> datetime:
    return datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def organisation(request: pytest.FixtureRequest, noon: datetime) -> Organisation:
    """In the real database where the test has one, else rolled back with it."""
    if "real_database" not in request.fixturenames:
        request.getfixturevalue("db")
    with as_organisation_named("north"):
        return Organisation.objects.create(slug="north", name="North Line", created_at=noon)


def _on_postgresql(config: pytest.Config) -> bool:
    return bool(config.getoption("database") == "postgresql")


def _as_engine(item: pytest.Item) -> bool:
    return _on_postgresql(item.config) and item.get_closest_marker("engine") is not None
