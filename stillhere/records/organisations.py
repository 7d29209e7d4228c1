"""The organisations on this installation, their lines, and the fence between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

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

    @property
    def is_open(self) -> bool:
        """Somebody may come by it. One that is only for exercises has no page and no card."""
        return ONLY_EXERCISES not in self.settings


ONLY_EXERCISES: Final = "only_exercises"
"""In a line's settings: it was made for who practises, and nobody comes by it."""


def open_lines(organisation: int) -> models.QuerySet[Line]:
    """Inside `as_organisation`: those by which somebody may come."""
    ours = Line.objects.filter(organisation_id=organisation)
    return ours.filter(**{f"settings__{ONLY_EXERCISES}__isnull": True})


@contextmanager
def as_organisation(organisation: int, *, writing: bool = False) -> Iterator[None]:
    """One transaction that sees the rows of one organisation and no other's.

    On PostgreSQL row-level security reads a setting that ends with the transaction; on
    SQLite a writer takes the lock at once, so that it never has to give up half way.
    """
    ours: Any = connections[DEFAULT_DB_ALIAS]
    before = ours.in_atomic_block
    with _transaction(ours, writing=writing):
        previous = _set(ours, organisation)
        token = _current.set(organisation)
        try:
            yield
        finally:
            _current.reset(token)
        # After an error the savepoint takes the setting back, and no statement would run.
        if before and not ours.needs_rollback:
            _say(ours, previous)


def current_organisation() -> int:
    found = _current.get()
    if found is None:
        raise NoOrganisation
    return found


def _transaction(ours: Any, *, writing: bool) -> transaction.Atomic:
    if ours.vendor != "sqlite" or ours.in_atomic_block:
        return transaction.atomic()
    return _Begun("IMMEDIATE" if writing else None, ours)


class _Begun(transaction.Atomic):
    """The outermost transaction on SQLite, begun as who writes or as who only reads."""

    def __init__(self, mode: str | None, ours: Any) -> None:
        super().__init__(using=ours.alias, savepoint=True, durable=False)
        self._mode, self._ours = mode, ours

    def __enter__(self) -> None:
        self._ours.ensure_connection()  # a thread begins without one, and so without a mode
        before, self._ours.transaction_mode = self._ours.transaction_mode, self._mode
        try:
            super().__enter__()
        finally:
            self._ours.transaction_mode = before


def _set(ours: Any, organisation: int) -> str:
    if ours.vendor != "postgresql":
        return ""
    with ours.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('stillhere.organisation', true), '')")
        previous = str(cursor.fetchone()[0])
    _say(ours, str(organisation))
    return previous


def _say(ours: Any, organisation: str) -> None:
    if ours.vendor == "postgresql":
        with ours.cursor() as cursor:
            cursor.execute("SELECT set_config('stillhere.organisation', %s, true)", [organisation])
