"""
A PostgreSQL server of our own for as long as it is needed: in a folder that goes, on no port.

`python -m tools.postgres COMMAND …` runs a command beside one, with STILLHERE_*_DATABASE_URL set.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from tools import programs
from tools.postgres_server import NoServer, Server, must

HERE = Path(__file__).resolve().parent.parent
# In memory where there is room: copying a database there is thirty times as quick. A socket's
# whole path may be 107 letters, so never $TMPDIR.
PLACES = (Path("/dev/shm"), Path("/tmp"))  # noqa: S108
ROOM = 2 * 1024**3  # bytes
PREFIX = "stillhere-postgresql-"
IN_USE = "in-use"
JUST_BEGUN = 60  # seconds in which a folder may not have its lock yet
TEMPLATE = "stillhere_migrated"
ROLES = ("owner", "web", "engine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The databases in a server, wherever it was started from."""

    folder: Path

    def url(self, *, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.folder), safe='')}"

    def environment(self, database: str) -> dict[str, str]:
        """What a process of stillhere needs to find `database`."""
        urls = {
            f"STILLHERE_{role.upper()}_DATABASE_URL": self.url(role=role, database=database)
            for role in ROLES
        }
        return {**urls, "STILLHERE_DATABASE_URL": self.url(role="web", database=database)}

    def copy(self, name: str) -> None:
        """A migrated database, empty. Copied as files: five times as quick as through the log."""
        words = "CREATE DATABASE {} TEMPLATE {} OWNER owner STRATEGY FILE_COPY"
        self.order(words, name, TEMPLATE)

    def drop(self, name: str) -> None:
        self.order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def order(self, words: str, *names: str, database: str = "postgres") -> None:
        """As the superuser that nobody else here ever is."""
        statement = sql.SQL(words).format(*map(sql.Identifier, names))
        url = self.url(role="postgres", database=database)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def cluster() -> Iterator[tuple[Cluster, Server]]:
    """A running server with the roles and one migrated database to copy from."""
    found = programs.postgresql()
    if found is None:
        raise NoServer("PostgreSQL's server is not installed. `make setup` brings it.")
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_place()))
    server = Server(folder=folder, programs=found)
    databases = Cluster(folder=folder)
    with (folder / IN_USE).open("w") as ours:
        fcntl.flock(ours, fcntl.LOCK_EX)  # held as long as we live, whatever else we are told
        try:
            server.lay_out()
            server.start()
            _give_roles(databases)
            _migrate(databases)
            yield databases, server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


def _give_roles(databases: Cluster) -> None:
    for role in ROLES:
        plain = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
        databases.order(f"CREATE ROLE {{}} {plain}", role)
    databases.order("CREATE DATABASE {} OWNER owner", TEMPLATE)


def _migrate(databases: Cluster) -> None:
    """The way an installation does it: as the owner, in a process of its own."""
    around = {
        **os.environ,
        **databases.environment(TEMPLATE),
        "STILLHERE_DATA": str(databases.folder / "migrating"),
        "STILLHERE_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "stillhere.settings",
        "PYTHONPATH": str(HERE),
    }
    for words in (
        ["migrate", "--no-input", "--verbosity=0", "--skip-checks"],
        ["createcachetable"],
    ):
        must([sys.executable, "-m", "django", *words], words[0], around)


def _place() -> Path:
    memory, disk = PLACES
    roomy = os.access(memory, os.W_OK | os.X_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if roomy else disk


def _sweep() -> None:
    """Folders left by a run that was killed; the server itself went with it.

    Asked by lock and not by process id: another container may share the folder, not the ids.
    """
    for folder in (left for place in PLACES for left in place.glob(f"{PREFIX}*")):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < JUST_BEGUN:
                continue
            with (folder / IN_USE).open() as theirs:
                fcntl.flock(theirs, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)


def main(words: list[str]) -> int:
    with cluster() as (databases, _):
        databases.copy("stillhere")
        around = {**os.environ, **databases.environment("stillhere")}
        return subprocess.run(words, env=around, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NoServer as wrong:
        sys.exit(str(wrong))
