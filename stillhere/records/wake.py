"""Waking who waits for news: after a commit, never inside it."""

from typing import Final

from django.db import connection

CHANNEL: Final = "stillhere"


def wake() -> None:
    """PostgreSQL is told in a transaction of its own; SQLite's listeners watch the file itself.

    A NOTIFY inside an action's transaction would make all commits queue behind one lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
