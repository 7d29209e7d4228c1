"""Before the organisation is known, exactly the row that was asked for can be read."""

from datetime import datetime

import pytest
from django.db import DatabaseError

from stillhere.records.models import Line, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import (
    as_line,
    as_operator,
    as_organisation_named,
    as_username,
)
from tests.records.everything import found, one_of_each

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two(noon: datetime) -> list[Organisation]:
    organisations = [found(slug, now=noon) for slug in ("north", "south")]
    for each in organisations:
        one_of_each(each, now=noon)
    return organisations


@pytest.mark.both
@pytest.mark.parametrize("typed", ["north-ana", "North-Ana"])
def test_an_operator_is_found_by_the_name_they_type(typed: str, two: list[Organisation]) -> None:
    with as_username(typed):
        ana = Operator.objects.get(username__iexact=typed)

    assert ana.organisation_id == two[0].pk


@pytest.mark.both
def test_an_operator_who_has_signed_in_is_found_again(two: list[Organisation]) -> None:
    with as_organisation(two[0].pk):
        before = Operator.objects.get(username="north-ana")

    with as_operator(before.pk):
        assert Operator.objects.get(pk=before.pk) == before


@pytest.mark.both
def test_a_line_is_found_by_the_address_of_its_page(two: list[Organisation]) -> None:
    with as_line("south-line"):
        assert Line.objects.get(slug="south-line").organisation_id == two[1].pk


@pytest.mark.both
def test_an_organisation_is_found_by_its_name(two: list[Organisation]) -> None:
    with as_organisation_named("south"):
        assert Organisation.objects.get(slug="south") == two[1]


@pytest.mark.postgresql
def test_nobody_else_is_seen_on_the_way_in() -> None:
    with as_username("north-ana"), as_line("south-line"), as_organisation_named("south"):
        seen = (Operator.objects.get(), Line.objects.get(), Organisation.objects.get())
        words = Message.objects.count()

    assert [seen[0].username, seen[1].slug, seen[2].slug] == ["north-ana", "south-line", "south"]
    assert words == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("nothing", ["", "%", "north-ana'--", "nobody"])
def test_asking_for_nothing_shows_nobody(nothing: str) -> None:
    with as_username(nothing), as_line(nothing), as_organisation_named(nothing):
        assert not Operator.objects.exists()
        assert not Line.objects.exists()
        assert not Organisation.objects.exists()


@pytest.mark.postgresql
def test_who_is_looked_up_cannot_be_changed_that_way() -> None:
    with as_username("north-ana"):
        assert Operator.objects.update(is_active=False) == 0


@pytest.mark.postgresql
def test_looking_somebody_up_ends_with_its_block() -> None:
    with as_username("north-ana"):
        within = Operator.objects.count()

    assert (within, Operator.objects.count()) == (1, 0)


@pytest.mark.postgresql
def test_nobody_founds_an_organisation_under_another_name(noon: datetime) -> None:
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        as_organisation_named("east"),
    ):
        Organisation.objects.create(slug="west", name="West", created_at=noon)
