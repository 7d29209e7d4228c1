"""An entry may be linked only when nothing still running can come before it."""

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from django.db import connection, transaction

from stillhere.records.models import Entry, Organisation
from stillhere.records.narrow import UnlinkedEntry
from stillhere.records.organisations import as_organisation
from tests.databases import RealDatabase

pytestmark = pytest.mark.postgresql
RESTORED = "ALTER TABLE records_entry DISABLE TRIGGER number_entry"


@pytest.fixture
def another(real_database: RealDatabase) -> Iterator[psycopg.Connection]:
    """Somebody else's transaction, begun and not ended."""
    with psycopg.connect(**connection.get_connection_params()) as running:
        running.execute("SELECT pg_current_xact_id()")
        yield running
        running.rollback()


def write(organisation: Organisation, now: datetime) -> Entry:
    with as_organisation(organisation.pk, writing=True):
        return Entry.objects.create(organisation=organisation, at=now, what="tested", xact=1)


def is_past(real_database: RealDatabase) -> list[bool]:
    with real_database.connected_as("engine"):
        return list(UnlinkedEntry.objects.values_list("past", flat=True))


def test_an_entry_waits_for_a_transaction_that_began_before_it(
    real_database: RealDatabase,
    another: psycopg.Connection,
    organisation: Organisation,
    noon: datetime,
) -> None:
    write(organisation, noon)
    while_running = is_past(real_database)
    another.rollback()

    assert (while_running, is_past(real_database)) == ([False], [True])


def test_an_entry_from_before_a_restore_waits_for_nobody(
    real_database: RealDatabase,
    another: psycopg.Connection,
    organisation: Organisation,
    noon: datetime,
) -> None:
    with real_database.connected_as("owner"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(RESTORED)
        with as_organisation(organisation.pk):
            Entry.objects.create(organisation=organisation, at=noon, what="tested", xact=2**40)

    assert is_past(real_database) == [True]


@pytest.mark.django_db
def test_an_entry_bears_the_number_of_its_transaction_whatever_it_says(
    organisation: Organisation, noon: datetime
) -> None:
    entry = write(organisation, noon)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone()
    with as_organisation(organisation.pk):
        assert Entry.objects.get(pk=entry.pk).xact == number != 1
