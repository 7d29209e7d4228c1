"""
The feed's own connections to the records: raw, read-only, never the ORM's.

Eight streams that each kept a connection of the ORM once took the whole pool, and the site
with it. A tap is one connection for a whole web process, however many consoles look.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, Protocol

from django.db import connections

from stillhere.records.wake import CHANNEL

Ask = Callable[..., list[tuple[Any, ...]]]
"""`ask("SELECT … WHERE id = %s", 3)` inside one consistent view of the records."""
FENCE: Final = "SELECT set_config('stillhere.organisation', %s, true)"


class Tap(Protocol):
    def wait(self, seconds: float) -> bool:
        """Whether something may have changed; answers after this many seconds at the latest."""

    def look(self, organisation: int | None = None) -> AbstractContextManager[Ask]:
        """One consistent view, of one organisation's rows and those that are nobody's."""

    def close(self) -> None: ...


def open_tap() -> Tap:
    described = connections.settings["default"]
    if described["ENGINE"].endswith("sqlite3"):
        return SQLiteTap(str(described["NAME"]))
    return PostgreSQLTap(described)


class SQLiteTap:
    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None, timeout=5)
        self._connection.execute("PRAGMA query_only = ON")
        self._seen = -1

    def wait(self, seconds: float) -> bool:
        time.sleep(seconds)
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        before, self._seen = self._seen, version
        return bool(version != before)

    @contextmanager
    def look(self, organisation: int | None = None) -> Iterator[Ask]:
        del organisation  # every query names it; SQLite has no fence of its own
        self._connection.execute("BEGIN")
        try:
            yield self._ask
        finally:
            self._connection.execute("ROLLBACK")

    def _ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql.replace("%s", "?"), values).fetchall()

    def close(self) -> None:
        self._connection.close()


class PostgreSQLTap:
    def __init__(self, described: dict[str, Any]) -> None:
        import psycopg  # noqa: PLC0415  # only production has it
        from psycopg.types.json import set_json_loads  # noqa: PLC0415  # as above

        self._connection = psycopg.connect(
            dbname=described["NAME"],
            user=described["USER"],
            password=described["PASSWORD"],
            host=described["HOST"],
            port=described["PORT"],
            connect_timeout=5,
            options="-c default_transaction_read_only=on -c statement_timeout=5000",
            autocommit=True,
        )
        set_json_loads(_unread, self._connection)
        self._connection.execute(f"LISTEN {CHANNEL}".encode())

    def wait(self, seconds: float) -> bool:
        return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))

    @contextmanager
    def look(self, organisation: int | None = None) -> Iterator[Ask]:
        with self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            if organisation is not None:
                self._ask(
                    "SELECT set_config('stillhere.organisation', %s, true)", str(organisation)
                )
            yield self._ask

    def _ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql.encode(), values or None).fetchall()

    def close(self) -> None:
        self._connection.close()


def _unread(written: str | bytes) -> str:
    """As SQLite gives it: text, which can be compared and kept as a key."""
    return written if isinstance(written, str) else written.decode()
