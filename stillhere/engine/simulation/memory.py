"""A database and keys of the simulation's own: nobody's records are ever near it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.core.management import call_command
from django.db import connections

ALIAS = "default"


@contextmanager
def in_memory() -> Iterator[None]:
    """Until the end of this block the product's connection leads to an empty, migrated SQLite."""
    before, kept = connections.settings[ALIAS], connections[ALIAS]
    connections.settings[ALIAS] = {**before, **_DESCRIBED}
    del connections[ALIAS]
    try:
        connections[ALIAS].ensure_connection()
        empty().backup(connections[ALIAS].connection)
        yield
    finally:
        connections[ALIAS].close()
        connections.settings[ALIAS] = before
        connections[ALIAS] = kept


_DESCRIBED = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
    "OPTIONS": {},
}


@lru_cache(maxsize=1)
def empty() -> sqlite3.Connection:
    """Every table and no row. Copied for each run: bringing the tables up to date takes a second,
    a copy does not.
    """
    before, kept = connections.settings[ALIAS], connections[ALIAS]
    connections.settings[ALIAS] = {**before, **_DESCRIBED}
    del connections[ALIAS]
    try:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connections[ALIAS].connection.backup(copy)
        return copy
    finally:
        connections[ALIAS].close()
        connections.settings[ALIAS] = before
        connections[ALIAS] = kept
