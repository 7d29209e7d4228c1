"""The engine sees what is due everywhere: ids, states and times, and not a word."""

from datetime import datetime

import pytest
from django.db import Error, connection
from django.db.models import Model

from stillhere.records.models import Contact, Invitation, Organisation, SignIn, Watch, WatchClock
from stillhere.records.narrow import (
    NARROW,
    DueContact,
    DueWatch,
    UnlinkedEntry,
    is_blind,
)
from stillhere.records.organisations import as_organisation
from tests.records.everything import FENCED, found, link_an_entry, one_of_each

EACH_VIEW = pytest.mark.parametrize("view", NARROW, ids=lambda view: view.__name__)
HARMLESS = {
    "organisation_id", "watch_id", "contact_id", "console_id", "outcome_id", "duty_id",
    "phone_id", "delivery_id", "record_key_id", "entry_id", "operator_id", "holder_id",
    "state", "rung", "lane", "kind", "tries", "version", "past",
    "at", "due_at", "beat_at", "owed_at", "not_before", "not_after", "leased_until",
    "deliver_at", "expires_at",
}  # fmt: skip

CLOSED = [Invitation, SignIn]
"""Words to sign in with, and who has signed in: matters of pages alone."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(noon: datetime) -> set[int]:
    organisations = [found(slug, now=noon) for slug in ("north", "south")]
    for each in organisations:
        one_of_each(each, now=noon)
    return {each.pk for each in organisations}


@pytest.mark.both
@pytest.mark.engine
def test_the_engine_sees_what_is_due_in_every_organisation(two: set[int]) -> None:
    seen = {
        view.__name__: set(view._default_manager.values_list("organisation_id", flat=True))
        for view in NARROW
    }

    assert seen == {view.__name__: two for view in NARROW}


@pytest.mark.postgresql
@pytest.mark.engine
def test_the_engine_sees_the_rows_themselves_only_within_an_organisation(two: set[int]) -> None:
    for organisation in two:
        link_an_entry(organisation)

    theirs = [model for model in FENCED if model not in CLOSED]

    assert [model.__name__ for model in theirs if model._default_manager.exists()] == []


@pytest.mark.postgresql
@pytest.mark.engine
@pytest.mark.parametrize("model", CLOSED)
def test_the_engine_has_no_business_with_some_rows_at_all(
    model: type[Model], two: set[int]
) -> None:
    for organisation in two:
        with pytest.raises(Error, match="permission denied"), as_organisation(organisation):
            model._default_manager.exists()


@pytest.mark.postgresql
@EACH_VIEW
def test_nobody_but_the_engine_reads_the_views(view: type[Model], two: set[int]) -> None:
    with pytest.raises(Error, match="permission denied"):
        view._default_manager.exists()


@EACH_VIEW
def test_a_view_shows_nothing_about_anyone(view: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {view._meta.db_table}")  # noqa: S608  # our own name
        columns = {column[0] for column in cursor.description}

    assert columns == {field.column for field in view._meta.fields}
    assert columns <= HARMLESS


@pytest.mark.both
@pytest.mark.engine
def test_what_is_over_is_not_due(two: set[int]) -> None:
    for organisation in two:
        with as_organisation(organisation, writing=True):
            WatchClock.objects.update(state="closed", due_at=None)
            Contact.objects.update(state="ended", due_at=None)

    assert not DueWatch.objects.exists()
    assert not DueContact.objects.exists()


@pytest.mark.both
@pytest.mark.engine
def test_a_due_watch_carries_what_the_clock_claims(two: set[int], noon: datetime) -> None:
    due = DueWatch.objects.get(due_at__lte=noon, organisation_id=min(two))

    with as_organisation(due.organisation_id):
        assert Watch.objects.get(organisation_id=min(two)).pk == due.watch_id
    assert (due.state, due.rung, due.holder_id, due.version) == ("listening", -1, None, 0)


@pytest.mark.both
@pytest.mark.engine
def test_an_engine_that_sees_no_organisation_knows_it_is_blind() -> None:
    assert is_blind()


@pytest.mark.both
@pytest.mark.engine
def test_an_engine_that_sees_one_is_not_blind(organisation: Organisation) -> None:
    assert not is_blind()


@pytest.mark.both
@pytest.mark.engine
def test_an_entry_is_unlinked_until_it_is_linked(two: set[int]) -> None:
    link = link_an_entry(min(two))

    left = UnlinkedEntry.objects.get()

    assert left.organisation_id == max(two)
    assert left.entry_id != link.entry_id
    assert left.past
