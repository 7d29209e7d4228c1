"""Changes made over and over, and rows put in: their SQL is made once as well.

What is written goes through the fields, as everything that Django writes; the SQL is Django's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction
from django.db.models import Model, QuerySet, Value
from django.db.models.sql import InsertQuery, UpdateQuery

from stillhere.records.prepared import Asked, Where, stand_in, where

Row = TypeVar("Row", bound=Model)


class Change:
    """`which` says whose rows, once, of stand-ins; `names` are the columns that are set."""

    def __init__(self, which: Callable[..., QuerySet[Any, Any]], *names: str) -> None:
        self._which, self._names = which, names
        self._made: dict[str, _Change] = {}
        """By kind of database."""

    def make(self, *asked: Asked, **values: Any) -> int:
        """How many rows were changed. Inside `as_organisation`, as any other change."""
        ours: Any = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(ours.vendor)
        if made is None:
            made = self._made[ours.vendor] = self._make(asked, ours)
        written = [field.get_db_prep_save(values.pop(name), ours) for name, field in made.fields]
        if values:
            raise TypeError(f"{', '.join(values)}: not among what this change sets")
        with transaction.mark_for_rollback_on_error(), ours.cursor() as cursor:
            cursor.execute(made.sql, written + made.where.values(asked, ours))
            changed: int = cursor.rowcount
        return changed

    def _make(self, like: tuple[Asked, ...], ours: Any) -> "_Change":
        stand_ins = [stand_in(place, each) for place, each in enumerate(like)]
        query: Any = self._which(*stand_ins).query.chain(UpdateQuery)
        query.add_update_values({name: Value(name) for name in self._names})
        sql, values = query.get_compiler(using=ours.alias).as_sql()
        many = len(self._names)
        return _Change(
            sql=sql,
            fields=tuple((name, query.get_meta().get_field(name)) for name in self._names),
            where=where(sql, values[many:], stand_ins, ours),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    sql: str
    fields: tuple[tuple[str, Any], ...]
    where: Where


def put_in(*rows: Model) -> None:
    """New rows, as `save(force_insert=True)` puts them in; here nothing listens to a save."""
    if len(rows) > 1:
        table: Any = QuerySet(type(rows[0]))
        table.bulk_create(rows)
    for row in rows if len(rows) == 1 else ():
        _put_in(row)


def _put_in(row: Model) -> None:
    ours: Any = connections[DEFAULT_DB_ALIAS]
    asked = (ours.vendor, type(row), row.pk is not None)
    made = _INSERTS.get(asked)
    if made is None:
        made = _INSERTS[asked] = _insert(row, ours)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), ours) for field in made.fields]
    with transaction.mark_for_rollback_on_error(), ours.cursor() as cursor:
        cursor.execute(made.sql, values)
        if made.returned is not None:
            (id,) = cursor.fetchone()
            setattr(row, made.returned, id)
    row._state.adding, row._state.db = False, ours.alias  # noqa: SLF001  # as Django leaves it


def put_in_once(row: Row, find: Callable[[], Row | None]) -> tuple[Row, bool]:
    """What `find` finds there already, or else `row`; and whether that is new.

    As `get_or_create`: somebody who puts the same one in meanwhile is found after all.
    """
    there = find()
    if there is not None:
        return there, False
    try:
        with transaction.atomic():
            put_in(row)
    except IntegrityError:
        there = find()
        if there is None:
            raise
        return there, False
    return row, True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Insert:
    sql: str
    fields: tuple[Any, ...]
    returned: str | None
    """The column of an id that the database gave."""


_INSERTS: Final[dict[tuple[str, type[Model], bool], _Insert]] = {}
"""By kind of database, by table, and whether the id is given."""


def _insert(row: Model, ours: Any) -> _Insert:
    query: Any = InsertQuery(type(row))
    meta, given = query.get_meta(), row.pk is not None
    fields = [each for each in meta.local_concrete_fields if given or each is not meta.auto_field]
    query.insert_values(fields, [row])
    compiler: Any = query.get_compiler(using=ours.alias)
    compiler.returning_fields = meta.db_returning_fields
    ((sql, values),) = compiler.as_sql()
    assert len(values) == len(fields)
    (returned,) = meta.db_returning_fields or (None,)
    return _Insert(sql=sql, fields=tuple(fields), returned=getattr(returned, "attname", None))
