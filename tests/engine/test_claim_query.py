"""What is due is found by its index: the price of looking does not grow with the watches."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from stillhere.engine.claimer import Claimer
from stillhere.engine.clock import Watches

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
SECOND = timedelta(seconds=1)
BY_THE_INDEX = {"sqlite": "USING INDEX watch_due (due_at<?)", "postgresql": "Index Cond: (due_at"}


@pytest.fixture
def claimer() -> Claimer:
    return Watches().claimer


def explained(rows: QuerySet[Any]) -> str:
    sql, parameters = rows.query.sql_with_params()
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are read whole
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"{how} {sql}", list(parameters))
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("ahead", [0, 1])
def test_what_is_due_now_and_next_is_found_by_the_index(
    claimer: Claimer, ahead: int, noon: datetime
) -> None:
    plan = explained(claimer._oldest(noon + ahead * SECOND))

    assert "watch_due" in plan
    assert BY_THE_INDEX[connection.vendor] in plan


def test_the_claim_compares_with_a_time_handed_over(claimer: Claimer, noon: datetime) -> None:
    """A database's own clock keeps PostgreSQL off the index, and no test could hand it over."""
    sql, parameters = claimer._due_until(noon, noon).query.sql_with_params()

    assert len(parameters) == 1
    assert "now()" not in sql.lower()
