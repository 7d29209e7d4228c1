"""Looking somebody or something up before its organisation is known, one named row at a time.

On PostgreSQL row-level security shows exactly what was asked for, to read and not to change,
until the transaction ends. What is found says the organisation; everything else happens
within `as_organisation`.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, transaction


def as_username(username: str) -> AbstractContextManager[None]:
    """Sees the operator of this name, in whatever case it was typed, and nobody else."""
    return _asking_for("username", username)


def as_operator(operator: int) -> AbstractContextManager[None]:
    """Sees the operator a signed-in browser claims to be."""
    return _asking_for("operator", str(operator))


def as_line(slug: str) -> AbstractContextManager[None]:
    """Sees the line whose public page or webhook this is."""
    return _asking_for("line", slug)


def as_invitation(digest: bytes) -> AbstractContextManager[None]:
    """Sees the invitation whose words were said, and no other."""
    return _asking_for("invitation", digest.hex())


def as_organisation_named(slug: str) -> AbstractContextManager[None]:
    """Sees the organisation of this name, and may found it where there is none."""
    return _asking_for("named", slug)


@contextmanager
def _asking_for(name: str, value: str) -> Iterator[None]:
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _swap(name, value)
        yield
        # After an error the savepoint takes the setting back, and no statement would run.
        if nested:
            _swap(name, before)


def _swap(name: str, value: str) -> str:
    if connection.vendor != "postgresql":
        return ""
    setting = f"stillhere.{name}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [setting])
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
    return before
