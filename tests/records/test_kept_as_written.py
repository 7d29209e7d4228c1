"""What has been written down and agreed is never edited, whoever asks."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError
from django.db.models import F, Model

from stillhere.records.models import Entry, EntryLink, Organisation, PlanVersion, Policy
from stillhere.records.organisations import as_organisation
from tests.databases import RealDatabase
from tests.records.everything import found, link_an_entry, one_of_each

pytestmark = [pytest.mark.both, pytest.mark.django_db]
KEPT_WORDS = "is kept as it was written"
WAYS = (KEPT_WORDS, "permission denied")
KEPT: list[type[Model]] = [Entry, EntryLink, Policy, PlanVersion]
Act = Callable[[type[Model]], object]


@pytest.fixture
def north(noon: datetime) -> Organisation:
    return found("north", now=noon)


@pytest.fixture
def written(north: Organisation, noon: datetime) -> None:
    one_of_each(north, now=noon)
    with as_organisation(north.pk, writing=True):
        PlanVersion.objects.update(agreed_at=noon)


def change(model: type[Model]) -> None:
    model._default_manager.update(organisation=F("organisation"))


def remove(model: type[Model]) -> None:
    model._default_manager.all()._raw_delete(using="default")


def refusals(organisation: Organisation, act: Act) -> dict[str, str]:
    """For each table that was to be kept, how the database refused."""
    return {model.__name__: _refusal(organisation, model, act) for model in KEPT}


def _refusal(organisation: Organisation, model: type[Model], act: Act) -> str:
    try:
        with as_organisation(organisation.pk, writing=True):
            act(model)
    except DatabaseError as error:
        return next((way for way in WAYS if way in str(error)), str(error))
    return "edited"


@pytest.mark.engine
@pytest.mark.parametrize("act", [change, remove])
def test_what_is_written_is_never_edited(act: Act, north: Organisation, written: None) -> None:
    link_an_entry(north.pk)

    assert set(refusals(north, act).values()) <= set(WAYS)


@pytest.mark.postgresql
@pytest.mark.parametrize("act", [change, remove])
def test_not_even_the_owner_of_the_tables_edits_what_is_written(
    act: Act, real_database: RealDatabase, north: Organisation, written: None
) -> None:
    with real_database.connected_as("engine"):
        link_an_entry(north.pk)

    with real_database.connected_as("owner"):
        assert set(refusals(north, act).values()) == {KEPT_WORDS}


def test_a_plan_that_is_being_made_can_be_changed_until_it_is_agreed(
    north: Organisation, noon: datetime
) -> None:
    one_of_each(north, now=noon)

    with as_organisation(north.pk, writing=True):
        made = PlanVersion.objects.update(terms={"helpers": 1})
        agreed = PlanVersion.objects.update(agreed_at=noon)

    assert (made, agreed) == (1, 1)
