"""Questions asked over and over: their SQL is made once, not each time they are asked.

Django makes it anew for every question, which takes many times as long as a database takes to
find one row by its id. What is asked and what comes back stay the queryset's own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

Row = TypeVar("Row")
Asked = int | datetime | str | None
NO_ID: Final = 32_600
NO_YEAR: Final = 9000
NO_WORD: Final = "what is asked for, number"
"""In no question of ours does such a number, time or word stand: where one stands in the SQL,
what is asked for belongs. The number fits into the smallest of our columns, as PostgreSQL wants.
"""


class NotAsked(Exception):
    """A question that would have the same answer whatever is handed over."""


class NotMade(Exception):
    """A question whose rows are neither whole records nor plain values."""


class Prepared(Generic[Row]):
    """`about` says what to ask, once, of stand-ins; ids, times and words alone change afterwards.

    The rows are read anew each time. Inside `as_organisation`, as for any other question.
    """

    def __init__(self, about: Callable[..., QuerySet[Any, Row]]) -> None:
        self._about = about
        self._made: dict[tuple[str, int], _Made] = {}
        """By kind of database, and by how many things are asked for."""

    def one(self, *asked: Asked) -> Row | None:
        return next(self._rows(asked), None)

    def all(self, *asked: Asked) -> list[Row]:
        """None is nobody's id: nothing is found."""
        return list(self._rows(asked))

    def _rows(self, asked: tuple[Asked, ...]) -> Iterator[Any]:
        ours: Any = connections[DEFAULT_DB_ALIAS]
        made = self._made.get((ours.vendor, len(asked)))
        if made is None:
            made = self._made[ours.vendor, len(asked)] = _make(self._about, asked, ours)
        with ours.cursor() as cursor:
            cursor.execute(made.sql, made.where.values(asked, ours))
            found = cursor.fetchall()
        return map(made.build, made.converted_by(ours, found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What stands in the SQL for what is asked for, and what always stands there."""

    fixed: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    """Where in the SQL, and which of what is asked for."""

    def values(self, asked: tuple[Asked, ...], ours: Any) -> list[Any]:
        values = list(self.fixed)
        for place, which in self.places:
            values[place] = as_kept(asked[which], ours)
        return values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class _Made:
    sql: str
    where: Where
    columns: tuple[tuple[int, Any], ...]
    """Those that are not yet what they mean as the database gives them, and where."""
    build: Callable[[Any], Any]

    def converted_by(self, ours: Any, rows: Iterable[Any]) -> Iterable[Any]:
        if not self.columns:
            return rows
        return _converted(rows, self._converters(ours), ours)

    def _converters(self, ours: Any) -> "list[_Converter]":
        # With the connection, and over with it: another thread's are never used.
        kept = vars(ours).setdefault("converters_of_prepared", WeakKeyDictionary())
        found: list[_Converter] | None = kept.get(self)
        if found is None:
            found = kept[self] = [
                (place, column, ours.ops.get_db_converters(column) + column.get_db_converters(ours))
                for place, column in self.columns
            ]
        return found


_Converter = tuple[int, Any, list[Callable[[Any, Any, Any], Any]]]


def _converted(rows: Iterable[Any], by: list[_Converter], ours: Any) -> Iterator[list[Any]]:
    for row in rows:
        values = list(row)
        for place, column, converters in by:
            for convert in converters:
                values[place] = convert(values[place], column, ours)
        yield values


def _make(about: Callable[..., QuerySet[Any, Any]], like: tuple[Asked, ...], ours: Any) -> _Made:
    stand_ins = [stand_in(place, each) for place, each in enumerate(like)]
    question: Any = about(*stand_ins)
    compiler = question.query.get_compiler(using=ours.alias)
    sql, values = compiler.as_sql()
    columns = [column for column, *_ in compiler.select]
    return _Made(
        sql=sql,
        where=where(sql, values, stand_ins, ours),
        columns=tuple((place, of) for place, (_, of) in compiler.get_converters(columns).items()),
        build=_builder(vars(question)["_iterable_class"], compiler),
    )


def _builder(iterable: type, compiler: Any) -> Callable[[Any], Any]:
    """As Django's own iterables do it, without asking each time which column goes where."""
    if compiler.annotation_col_map and iterable is ModelIterable:
        raise NotMade(iterable)
    if iterable is ModelIterable:
        return _record(compiler)
    if iterable not in (ValuesListIterable, FlatValuesListIterable):
        raise NotMade(iterable)
    return tuple if iterable is ValuesListIterable else _first


_populators: Any = get_related_populators


def _record(compiler: Any) -> Callable[[Any], Any]:
    info, select, alias = compiler.klass_info, compiler.select, compiler.using
    fields = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in select[fields]]
    model, joined = info["model"], _populators(info, select, alias)

    def build(row: Any) -> Any:
        found = model.from_db(alias, names, row[fields])
        for each in joined:
            each.populate(row, found)
        return found

    return build


def _first(row: Any) -> Any:
    return row[0]


def where(sql: str, values: tuple[Any, ...], stand_ins: list[Asked], ours: Any) -> Where:
    """Raises `NotAsked`."""
    kept = [as_kept(each, ours) for each in stand_ins]
    if any(each not in values for each in kept):
        raise NotAsked(sql)
    places = [(place, kept.index(value)) for place, value in enumerate(values) if value in kept]
    return Where(fixed=tuple(values), places=tuple(places))


def stand_in(place: int, like: Asked) -> Asked:
    if isinstance(like, datetime):
        return datetime(NO_YEAR + place, 1, 1, tzinfo=UTC)
    if isinstance(like, str):
        return f"{NO_WORD} {place}"
    return NO_ID + place


def as_kept(asked: Asked, ours: Any) -> Any:
    if isinstance(asked, datetime):
        return ours.ops.adapt_datetimefield_value(asked)
    return str(asked) if isinstance(asked, str) else asked
