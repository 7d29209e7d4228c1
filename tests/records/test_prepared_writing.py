"""What is written by SQL that is kept is what Django would have written, on both databases."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import Model
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries

from stillhere.records.models import Duty, Entry, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import NotAsked
from stillhere.records.prepared_writing import Change, put_in, put_in_once
from tests.records.everything import found, one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.both]
COLUMNS = ("version", "state", "clocks", "due_at", "holder_id", "facts")
SAVE = Change(lambda pk, version: WatchClock.objects.filter(pk=pk, version=version), *COLUMNS)


@pytest.fixture
def here(noon: datetime) -> Organisation:
    organisation = found("north", now=noon)
    one_of_each(organisation, now=noon)
    return organisation


def kept(row: Model) -> dict[str, object]:
    again: Any = type(row)._default_manager.get(pk=row.pk)
    return {field.attname: getattr(again, field.attname) for field in row._meta.concrete_fields}


def after(now: datetime) -> dict[str, Any]:
    due = now + timedelta(minutes=2)
    facts = {"word": "café \N{ROMAN NUMERAL ONE}", "none": None, "list": [1, "two"]}
    clocks = {"check_in": due.isoformat()}
    kept: dict[str, Any] = {"version": 7, "state": "alarm", "holder_id": None}
    return {**kept, "clocks": clocks, "due_at": due, "facts": facts}


def an_entry(here: Organisation, now: datetime, **rest: Any) -> Entry:
    return Entry(organisation_id=here.pk, at=now, what="Beat", facts={"how": "é"}, **rest)


def a_duty(here: Organisation, now: datetime) -> Duty:
    return Duty(
        organisation_id=here.pk,
        lane="life",
        kind="ring_person",
        key="k",
        owed_at=now,
        not_before=now,
    )


def test_a_change_sets_what_an_update_sets(here: Organisation, noon: datetime) -> None:
    with as_organisation(here.pk, writing=True):
        clock = WatchClock.objects.get()
        WatchClock.objects.update(**after(noon))
        expected = kept(clock)
        WatchClock.objects.update(version=clock.version, facts={}, clocks={}, state="asking")

        changed = SAVE.make(clock.pk, clock.version, **after(noon))

        assert changed == 1
        assert kept(clock) == expected


def test_whoever_was_overtaken_changes_nothing(here: Organisation, noon: datetime) -> None:
    with as_organisation(here.pk, writing=True):
        clock = WatchClock.objects.get()
        before = kept(clock)

        assert SAVE.make(clock.pk, clock.version + 1, **after(noon)) == 0
        assert kept(clock) == before


def test_nothing_closed_comes_to_be_set_by_a_change(here: Organisation, noon: datetime) -> None:
    """The second time with no due time at all: NULL has a place in the SQL of the first."""
    with as_organisation(here.pk, writing=True):
        clock = WatchClock.objects.get()
        over = {**after(noon), "due_at": None, "state": "closed"}

        SAVE.make(clock.pk, clock.version, **after(noon))
        SAVE.make(clock.pk, 7, **over)

        assert kept(clock)["due_at"] is None


def test_a_change_of_every_row_is_refused(here: Organisation) -> None:
    everywhere = Change(lambda _pk: WatchClock.objects.all(), "state")

    with as_organisation(here.pk, writing=True), pytest.raises(NotAsked):
        everywhere.make(1, state="closed")


def test_a_column_that_is_not_of_the_change_is_refused(here: Organisation) -> None:
    state = Change(lambda pk: WatchClock.objects.filter(pk=pk), "state")

    with as_organisation(here.pk, writing=True), pytest.raises(TypeError):
        state.make(1, state="asking", rung=3)


def test_a_row_is_put_in_as_it_would_be_saved(here: Organisation, noon: datetime) -> None:
    with as_organisation(here.pk, writing=True):
        saved, ours = an_entry(here, noon, watch_id=3), an_entry(here, noon, watch_id=3)
        saved.save(force_insert=True)
        put_in(ours)

        assert ours.pk > saved.pk
        assert not ours._state.adding
        assert {**kept(ours), "id": 0} == {**kept(saved), "id": 0}


def test_several_rows_are_put_in_at_once(
    here: Organisation, noon: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with as_organisation(here.pk, writing=True):
        before = Entry.objects.count()
        with django_assert_num_queries(1):
            put_in(*(an_entry(here, noon, key=f"k{each}") for each in range(3)))
        put_in()

        assert Entry.objects.count() == before + 3


def test_what_cannot_be_put_in_spoils_its_transaction(here: Organisation, noon: datetime) -> None:
    """As after any failed save: nothing more is asked in it, and nothing of it is kept."""
    with as_organisation(here.pk, writing=True):
        put_in(a_duty(here, noon))
        with pytest.raises(IntegrityError):
            put_in(a_duty(here, noon))
        with pytest.raises(TransactionManagementError):
            Duty.objects.count()

    with as_organisation(here.pk):
        assert not Duty.objects.filter(key="k").exists()


def test_what_is_there_is_not_put_in_twice(here: Organisation, noon: datetime) -> None:
    def same() -> Duty | None:
        return Duty.objects.filter(key="k").first()

    with as_organisation(here.pk, writing=True):
        first, is_new = put_in_once(a_duty(here, noon), same)
        second, is_new_again = put_in_once(a_duty(here, noon), same)

    assert (is_new, is_new_again) == (True, False)
    assert first.pk == second.pk


def test_whoever_was_faster_is_found(here: Organisation, noon: datetime) -> None:
    looks: list[Duty | None] = [None]

    def nobody_at_first() -> Duty | None:
        return looks.pop() if looks else Duty.objects.filter(key="k").first()

    with as_organisation(here.pk, writing=True):
        put_in(a_duty(here, noon))
        theirs, is_new = put_in_once(a_duty(here, noon), nobody_at_first)

        assert not is_new
        assert theirs.key == "k"
