"""The organisations on this installation, their lines, and the fence between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction

_current: ContextVar[int | None] = ContextVar("organisation", default=None)


class NoOrganisation(Exception):
    """Somebody reached for records without saying whose."""


class Organisation(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=40, default="America/Toronto")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lines")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    provider = models.CharField(max_length=20)
    number = models.CharField(max_length=20, blank=True)
    """The organisation's own published number in E.164; never a caller's."""
    language = models.CharField(max_length=8, default="en")
    practice = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


@contextmanager
def as_organisation(organisation: int, *, writing: bool = False) -> Iterator[None]:
    """One transaction that sees the rows of one organisation and no other's.

    On PostgreSQL row-level security reads a setting that ends with the transaction; on
    SQLite a writer takes the lock at once, so that it never has to give up half way.
    """
    before = connection.in_atomic_block
    with _transaction(writing=writing):
        previous = _set(organisation)
        token = _current.set(organisation)
        try:
            yield
        finally:
            _current.reset(token)
        # After an error the savepoint takes the setting back, and no statement would run.
        if before and not connection.needs_rollback:
            _say(previous)


def current_organisation() -> int:
    found = _current.get()
    if found is None:
        raise NoOrganisation
    return found


@contextmanager
def _transaction(*, writing: bool) -> Iterator[None]:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()  # a thread begins without one, and so without a mode
    mode = connection.transaction_mode  # type: ignore[attr-defined]  # SQLite's own attribute
    connection.transaction_mode = "IMMEDIATE" if writing else None  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            connection.transaction_mode = mode  # type: ignore[attr-defined]
            yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]


def _set(organisation: int) -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('stillhere.organisation', true), '')")
        previous = str(cursor.fetchone()[0])
    _say(str(organisation))
    return previous


def _say(organisation: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('stillhere.organisation', %s, true)", [organisation])
