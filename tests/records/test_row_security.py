"""On PostgreSQL another organisation's rows do not exist, for anybody who runs stillhere."""

from datetime import datetime

import pytest
from django.db import DatabaseError, Error, connection, transaction
from django.db.models import Model

from stillhere.records.models import EntryLink, Line, Message, Organisation, RecordKey
from stillhere.records.organisations import as_organisation
from tests.databases import RealDatabase
from tests.records.everything import FENCED, found, link_an_entry, one_of_each

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]
WEB_WRITES = [model for model in FENCED if model is not EntryLink]
EACH = pytest.mark.parametrize("model", WEB_WRITES, ids=lambda model: model.__name__)
TABLES_WITHOUT_A_FENCE = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid
            AND (attname = 'organisation_id' OR relname = 'records_organisation'))
AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
    SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'own_organisation'
    AND polcmd = '*' AND polqual IS NOT NULL AND polwithcheck IS NOT NULL))
"""
TABLES_CLOSED_TO_WEB = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
AND NOT has_table_privilege('web', oid, 'SELECT')
"""


@pytest.fixture
def north(noon: datetime) -> Organisation:
    return found("north", now=noon)


@pytest.fixture
def south(noon: datetime) -> Organisation:
    return found("south", now=noon)


@pytest.fixture
def theirs(north: Organisation, noon: datetime) -> list[Model]:
    """Everything of the other organisation."""
    return one_of_each(north, now=noon)


def names(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [str(row[0]) for row in cursor.fetchall()]


@EACH
def test_a_row_of_another_organisation_is_invisible(
    model: type[Model], theirs: list[Model], south: Organisation
) -> None:
    ids = [row.pk for row in theirs if isinstance(row, model)]

    with as_organisation(south.pk):
        seen = model._default_manager.filter(pk__in=ids).count()

    assert ids != []
    assert seen == 0


@EACH
def test_a_row_of_ones_own_organisation_is_visible_to_web(
    model: type[Model], theirs: list[Model], north: Organisation
) -> None:
    ids = {row.pk for row in theirs if isinstance(row, model)}

    with as_organisation(north.pk):
        seen = set(model._default_manager.values_list("pk", flat=True))

    assert seen == ids
    assert len(ids) == 1


@EACH
def test_nothing_is_visible_until_somebody_says_whose(
    model: type[Model], theirs: list[Model]
) -> None:
    assert model._default_manager.count() == 0


@EACH
def test_a_row_cannot_be_slipped_into_another_organisation(
    model: type[Model], theirs: list[Model], south: Organisation
) -> None:
    row = next(row for row in theirs if isinstance(row, model))
    if row._meta.auto_field:
        row.pk = None

    with pytest.raises(Error, match="row-level security"), as_organisation(south.pk, writing=True):
        row.save(force_insert=True)


def test_a_row_cannot_be_given_away(
    north: Organisation, south: Organisation, noon: datetime
) -> None:
    one_of_each(north, now=noon)

    with pytest.raises(Error, match="row-level security"), as_organisation(north.pk, writing=True):
        Message.objects.update(organisation=south)


def test_rows_of_another_organisation_cannot_be_changed(
    theirs: list[Model], north: Organisation, south: Organisation
) -> None:
    with as_organisation(south.pk, writing=True):
        changed = Message.objects.update(state="failed")
        shredded, _ = RecordKey.objects.all().delete()

    with as_organisation(north.pk):
        assert [message.state for message in Message.objects.all()] == ["kept"]
        assert RecordKey.objects.count() == 1
    assert (changed, shredded) == (0, 0)


def test_an_organisation_sees_itself_alone(north: Organisation, south: Organisation) -> None:
    with as_organisation(south.pk):
        assert list(Organisation.objects.all()) == [south]


def test_being_an_organisation_ends_with_its_block(
    theirs: list[Model], north: Organisation
) -> None:
    with as_organisation(north.pk):
        within = Message.objects.count()

    assert (within, Message.objects.count()) == (1, 0)


def test_an_organisation_within_another_gives_way_again(
    theirs: list[Model], north: Organisation, south: Organisation
) -> None:
    with as_organisation(north.pk):
        with as_organisation(south.pk):
            inside = Message.objects.count()

        assert (inside, Message.objects.count()) == (0, 1)


def test_after_an_error_inside_the_outer_organisation_is_back(
    theirs: list[Model], north: Organisation, south: Organisation
) -> None:
    with as_organisation(north.pk):
        with pytest.raises(DatabaseError, match="division by zero"), as_organisation(south.pk):
            names("SELECT 1 / 0")

        assert Message.objects.count() == 1


def test_nonsense_in_place_of_an_organisation_shows_nothing(theirs: list[Model]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('stillhere.organisation', 'all', true)")
        with pytest.raises(Error, match="invalid input syntax"):
            Line.objects.count()
        transaction.set_rollback(True)


def test_no_table_with_an_organisation_is_without_a_fence() -> None:
    assert names(TABLES_WITHOUT_A_FENCE) == []


def test_no_table_is_forgotten_when_rights_are_given() -> None:
    assert names(TABLES_CLOSED_TO_WEB) == []


@pytest.mark.engine
def test_a_link_of_another_organisation_is_as_invisible(
    theirs: list[Model], north: Organisation, south: Organisation
) -> None:
    link = link_an_entry(north.pk)
    link.organisation = south

    with pytest.raises(Error, match="row-level security"), as_organisation(north.pk, writing=True):
        link.save(force_insert=True)
    with as_organisation(south.pk):
        assert not EntryLink.objects.exists()


def test_the_owner_of_the_tables_is_fenced_too(real_database: RealDatabase, noon: datetime) -> None:
    one_of_each(found("north", now=noon), now=noon)

    with real_database.connected_as("owner"):
        seen = [model.__name__ for model in FENCED if model._default_manager.exists()]

    assert seen == []
