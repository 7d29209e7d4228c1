"""The tests meet the databases the way the product does, and as nobody more powerful."""

import pytest
from django.db import connection, transaction

from stillhere.records.engine import Lease
from tests.databases import RealDatabase

POWERS = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def who_am_i() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_test_connects_as_web() -> None:
    assert who_am_i() == "web"


@pytest.mark.postgresql
@pytest.mark.engine
@pytest.mark.django_db
def test_a_test_of_the_engine_connects_as_engine() -> None:
    assert who_am_i() == "engine"


@pytest.mark.postgresql
def test_one_test_may_knock_as_either_role(real_database: RealDatabase) -> None:
    before = who_am_i()
    with real_database.connected_as("engine"):
        within = who_am_i()

    assert (before, within, who_am_i()) == ("web", "engine", "web")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_nobody_who_runs_tests_sees_through_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(POWERS)

        assert cursor.fetchone() == (False,)


@pytest.mark.both
def test_a_real_transaction_really_ends(real_database: RealDatabase) -> None:
    endings: list[str] = []
    with transaction.atomic():
        transaction.on_commit(lambda: endings.append("kept"))

    assert not connection.in_atomic_block
    assert endings == ["kept"]


def keep_a_lease() -> int:
    """Returns how many there were before."""
    before = Lease.objects.count()
    Lease.objects.create(name="scribe")
    return before


@pytest.mark.both
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_real_database_begins_empty(time: str, real_database: RealDatabase) -> None:
    assert keep_a_lease() == 0


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_writes_is_rolled_back(time: str) -> None:
    assert keep_a_lease() == 0
