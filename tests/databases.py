"""Which database a test meets, and as whom it knocks."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases

from stillhere.records.keys import keys_folder
from stillhere.surroundings import Surroundings, database
from tools.postgres import Cluster

ALIAS = "default"
WEB, ENGINE = "web", "engine"
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealDatabase:
    """A database of its own, where a transaction really ends and other processes may look in."""

    environment: dict[str, str]
    """For a process of stillhere that is to find the same records and keys."""
    connected_as: Callable[[str], AbstractContextManager[None]]
    """`with real_database.connected_as("engine"):` as the roles differ on PostgreSQL."""


@contextmanager
def in_memory() -> Iterator[None]:
    """SQLite for a whole worker; each test's changes are rolled back."""
    before = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(before, verbosity=0)


@contextmanager
def on_postgresql(cluster: Cluster, name: str) -> Iterator[None]:
    """An empty, migrated database of this name, for as long as the block lasts."""
    cluster.copy(name)
    try:
        with _meet(_described(url=cluster.url(role=WEB, database=name))):
            yield
    finally:
        cluster.drop(name)


@contextmanager
def real_file(folder: Path) -> Iterator[RealDatabase]:
    @contextmanager
    def as_anybody(_role: str) -> Iterator[None]:
        yield  # SQLite knows no roles

    with file_apart(folder) as apart, apart.connected_as(WEB):
        yield replace(apart, connected_as=as_anybody)


@contextmanager
def file_apart(folder: Path) -> Iterator[RealDatabase]:
    """Copied from a migrated one: what is true in memory need not be true on a disk."""
    shutil.copy(_migrated_file(), folder / "stillhere.sqlite3")

    def connected_as(_role: str) -> AbstractContextManager[None]:
        return _meet(_described(folder))

    yield RealDatabase(environment=_environment(folder), connected_as=connected_as)


@contextmanager
def real_postgresql(cluster: Cluster, folder: Path) -> Iterator[RealDatabase]:
    with postgresql_apart(cluster, folder) as apart, apart.connected_as(WEB):
        yield apart


@contextmanager
def postgresql_apart(cluster: Cluster, folder: Path) -> Iterator[RealDatabase]:
    name = f"stillhere_{next(_numbers)}"

    def connected_as(role: str) -> AbstractContextManager[None]:
        return _meet(_described(url=cluster.url(role=role, database=name)))

    cluster.copy(name)
    try:
        here = {**_environment(folder), **cluster.environment(name)}
        yield RealDatabase(environment=here, connected_as=connected_as)
    finally:
        cluster.drop(name)


def knock_as(role: str) -> None:
    """The next statement connects as this role. SQLite knows none."""
    if connection.vendor == "postgresql" and connection.settings_dict["USER"] != role:
        connection.close()
        connection.settings_dict["USER"] = role


@contextmanager
def _meet(described: dict[str, Any]) -> Iterator[None]:
    """Until the end of this block, the product's own connection leads there instead.

    The one before is put aside and not closed: a database in memory would be gone.
    """
    before, kept = connections.settings[ALIAS], connections[ALIAS]
    connections.settings[ALIAS] = connections.configure_settings({ALIAS: described})[ALIAS]
    del connections[ALIAS]
    try:
        yield
    finally:
        connections[ALIAS].close()
        connections.settings[ALIAS] = before
        connections[ALIAS] = kept


def _described(folder: Path = Path(), url: str = "") -> dict[str, Any]:
    """As the product itself would describe it."""
    around = Surroundings(data=folder, database_url=url, public_url="", secret_key="")
    return database(around)


def _environment(folder: Path) -> dict[str, str]:
    return {"STILLHERE_DATA": str(folder), "STILLHERE_KEYS": str(keys_folder())}


@lru_cache(maxsize=1)
def _migrated_file() -> Path:
    """Called while the worker's own database is still as its migrations left it."""
    file = Path(settings.AROUND.data) / "migrated.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    return file
