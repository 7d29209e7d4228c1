"""Migrating without the roles it needs says which lines a superuser has to run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from stillhere.records.migrations._row_security import NoRoles, make_roles


@dataclass
class Server:
    """A server as the one who migrates sees it, in the part of Django that a migration meets."""

    roles: list[str]
    may_make: bool
    said: list[str] = field(default_factory=list)

    @property
    def connection(self) -> Any:
        return SimpleNamespace(cursor=self._cursor)

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        yield SimpleNamespace(
            execute=lambda *_: None,
            fetchall=lambda: [(role,) for role in self.roles],
            fetchone=lambda: (self.may_make,),
        )

    def execute(self, statement: str) -> None:
        self.said.append(statement)


def test_without_roles_and_the_right_to_make_them_it_says_what_to_run() -> None:
    server: Any = Server(roles=["web"], may_make=False)

    with pytest.raises(NoRoles, match="CREATE ROLE engine LOGIN"):
        make_roles(server)


def test_missing_roles_are_made_where_that_is_allowed_and_cannot_log_in() -> None:
    server: Any = Server(roles=["web"], may_make=True)

    make_roles(server)

    assert server.said == ["CREATE ROLE engine NOLOGIN NOSUPERUSER NOBYPASSRLS"]


def test_roles_that_are_there_are_left_as_they_are() -> None:
    server: Any = Server(roles=["engine", "web"], may_make=False)

    make_roles(server)

    assert server.said == []
