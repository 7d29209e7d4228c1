"""A question whose SQL is kept has the answer the queryset would have given, every time anew."""

import gc
from datetime import datetime, timedelta
from types import FunctionType, ModuleType

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Field, Model
from pytest_django import DjangoAssertNumQueries

from stillhere.records.models import DueWatch, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import NotAsked, NotMade, Prepared
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
    with as_organisation(here.pk):
        CLOCK.one(1, here.pk)

    held = all_held_by(CLOCK._made)
    assert any(issubclass(kind, Field) for kind in held)
    assert not any(issubclass(kind, BaseDatabaseWrapper) for kind in held)


def all_held_by(it: object) -> set[type]:
    """What kinds of things, and by what it holds, and so on; but for modules and classes."""
    seen: dict[int, object] = {}
    rest = [it]
    while rest:
        each = rest.pop()
        if id(each) not in seen and not issubclass(type(each), (ModuleType, type)):
            seen[id(each)] = each
            of_a_function = getattr(each, "__closure__", None) or ()
            is_function = type(each) is FunctionType
            rest += of_a_function if is_function else gc.get_referents(each)
    return {type(each) for each in seen.values()}


def test_a_row_that_is_more_than_its_record_is_refused(here: Organisation) -> None:
    counted = Prepared(lambda pk: Organisation.objects.filter(pk=pk).annotate(many=Count("lines")))

    with pytest.raises(NotMade):
        counted.one(here.pk)
