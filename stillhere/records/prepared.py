"""Questions asked over and over: their SQL is made once, not each time they are asked.

Django makes it anew for every question, which takes many times as long as a database takes to
find one row by its id. What is asked and what comes back stay the queryset's own.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar

from django.db import connection, connections
from django.db.models import QuerySet

Row = TypeVar("Row")
Asked = int | datetime | None
NO_ID: Final = 2**62
NO_YEAR: Final = 9000
"""No row has such an id or time: where one stands in the SQL, what is asked for belongs."""


class NotAsked(Exception):
    """A question that would have the same answer whatever is handed over."""


class Prepared(Generic[Row]):
    """`about` says what to ask, once, of stand-ins; ids and times alone change afterwards.

    The rows are read anew each time. Inside `as_organisation`, as for any other question.
    """

    def __init__(self, about: Callable[..., QuerySet[Any, Row]]) -> None:
        self._about = about
        self._made: dict[str, _Made] = {}
        """By kind of database."""

    def one(self, *asked: Asked) -> Row | None:
        return next(iter(self.all(*asked)), None)

    def all(self, *asked: Asked) -> list[Row]:
        """None is nobody's id: nothing is found."""
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = _make(self._about, asked)
        return list(made.iterable(_Question(made, asked)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    iterable: Any
    compiler: Any
    sql: str
    values: tuple[Any, ...]
    places: tuple[int | None, ...]
    """For each of the values: which of what is asked for stands there, if any."""
    converted: tuple[tuple[int, Any], ...]
    """The columns that are not yet what they mean as the database gives them, and where."""


class _Question:
    """What Django wants to know of a queryset where it makes rows into models or tuples."""

    _known_related_objects: Final[dict[Any, Any]] = {}

    def __init__(self, made: _Made, asked: tuple[Asked, ...]) -> None:
        self.db, self.query = connection.alias, self
        self._made, self._connection = made, connections[self.db]
        self._compiler = copy(made.compiler)
        values = [
            value if place is None else _as_kept(asked[place])
            for value, place in zip(made.values, made.places, strict=True)
        ]
        vars(self._compiler).update(
            connection=self._connection,
            as_sql=lambda: (made.sql, values),
            get_converters=self._converters,
        )

    def _converters(self, _columns: Any) -> dict[int, Any]:
        ours, ops = self._connection, self._connection.ops
        return {
            place: (ops.get_db_converters(column) + column.get_db_converters(ours), column)
            for place, column in self._made.converted
        }

    def get_compiler(self, using: str) -> Any:  # noqa: ARG002  # called as Django calls it
        return self._compiler


def _make(about: Callable[..., QuerySet[Any, Any]], like: tuple[Asked, ...]) -> _Made:
    stand_ins = [_stand_in(place, each) for place, each in enumerate(like)]
    question: Any = about(*stand_ins)
    compiler = question.query.get_compiler(using=connection.alias)
    sql, values = compiler.as_sql()
    columns = [column for column, *_ in compiler.select]
    converted = [(place, column) for place, (_, column) in compiler.get_converters(columns).items()]
    compiler.connection = None  # it is this thread's, which may be over tomorrow
    kept = [_as_kept(each) for each in stand_ins]
    if any(each not in values for each in kept):
        raise NotAsked(sql)
    return _Made(
        iterable=vars(question)["_iterable_class"],
        compiler=compiler,
        sql=sql,
        values=values,
        converted=tuple(converted),
        places=tuple(kept.index(value) if value in kept else None for value in values),
    )


def _stand_in(place: int, like: Asked) -> Asked:
    if isinstance(like, datetime):
        return datetime(NO_YEAR + place, 1, 1, tzinfo=UTC)
    return NO_ID + place


def _as_kept(asked: Asked) -> Any:
    if isinstance(asked, datetime):
        return connection.ops.adapt_datetimefield_value(asked)
    return asked
