"""A question whose SQL is kept has the answer the queryset would have given, every time anew."""

from datetime import datetime, timedelta

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from stillhere.records.models import DueWatch, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import NotAsked, Prepared
from tests.records.everything import found, one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CLOCK = Prepared(
    lambda pk, organisation: WatchClock.objects.filter(
        pk=pk, organisation_id=organisation
    ).select_related("watch__contact", "policy", "plan")
)
SLUGS = Prepared(lambda pk: Organisation.objects.filter(pk=pk).values_list("slug", flat=True))


@pytest.fixture
def here(noon: datetime) -> Organisation:
    organisation = found("north", now=noon)
    one_of_each(organisation, now=noon)
    return organisation


def kept(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def slug_of(each: Organisation) -> str | None:
    with as_organisation(each.pk):
        return SLUGS.one(each.pk)


def test_every_column_is_what_the_queryset_gives(here: Organisation) -> None:
    with as_organisation(here.pk):
        (same,) = WatchClock.objects.select_related("watch__contact", "policy", "plan")
        row = CLOCK.one(same.pk, here.pk)

    assert row is not None
    assert kept(row) == kept(same)
    assert kept(row.watch) == kept(same.watch)
    assert kept(row.watch.contact) == kept(same.watch.contact)
    assert kept(row.policy) == kept(same.policy)


def test_what_is_joined_is_not_asked_for_again(
    here: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with as_organisation(here.pk):
        ids = [*WatchClock.objects.values_list("pk", flat=True)]
        with django_assert_num_queries(1):
            (row,) = CLOCK.all(ids[0], here.pk)
            assert row.watch.contact.organisation_id == here.pk


def test_the_same_question_is_asked_of_each_id(here: Organisation, noon: datetime) -> None:
    other = found("south", now=noon)

    assert [slug_of(each) for each in (here, other, here)] == ["north", "south", "north"]


def test_nobody_has_the_id_of_nobody(here: Organisation) -> None:
    with as_organisation(here.pk):
        assert SLUGS.one(None) is None
        assert SLUGS.all(here.pk + 1_000) == []


def test_what_was_changed_meanwhile_is_seen(here: Organisation) -> None:
    before = slug_of(here)
    with as_organisation(here.pk, writing=True):
        Organisation.objects.filter(pk=here.pk).update(slug="moved")

    assert (before, slug_of(here)) == ("north", "moved")


@pytest.mark.engine
def test_a_time_can_be_asked_for_as_well(here: Organisation, noon: datetime) -> None:
    due = Prepared(
        lambda by: DueWatch.objects.filter(due_at__lte=by).values_list("organisation_id", flat=True)
    )
    when = DueWatch.objects.values_list("due_at", flat=True).get()
    assert when is not None

    assert due.all(when - timedelta(milliseconds=1)) == []
    assert due.all(when) == [here.pk]


def test_a_question_deaf_to_what_is_asked_is_refused(here: Organisation) -> None:
    deaf = Prepared(lambda _id: Organisation.objects.all())

    with pytest.raises(NotAsked):
        deaf.one(here.pk)


def test_it_keeps_nobodys_connection(here: Organisation) -> None:
    """Or a thread that is over would hold one of the database's for ever."""
    asked = Prepared(lambda pk: Organisation.objects.filter(pk=pk))
    asked.one(here.pk)

    assert [made.compiler.connection for made in asked._made.values()] == [None]
