"""Was this heard before? It is asked at every event, and the whole ledger is not read for it."""

import pytest
from django.db import connection

from stillhere.records.models import Entry, Organisation
from stillhere.records.organisations import as_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.mark.parametrize("whose", ["watch_id", "contact_id"])
def test_what_was_heard_before_is_found_by_its_key(organisation: Organisation, whose: str) -> None:
    heard = Entry.objects.filter(key="in:1", **{whose: 1})

    with as_organisation(organisation.pk):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # of a table with no rows it would read all of them
                cursor.execute("SET LOCAL enable_seqscan = off")
        assert "entry_key" in heard.explain()
