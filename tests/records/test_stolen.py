"""Whoever carries off the database, without the key folder, carries off nothing about anyone."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from stillhere.records.digest import address_digest, word_digest
from stillhere.records.keys import KeyGone
from stillhere.records.models import Contact, Intake, Message, Organisation, PlanVersion, RecordKey
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key, shred
from tests.databases import RealDatabase
from tests.records.everything import found, one_of_each

NAME, NUMBER, WORD = "Zephyrine", "+14165550187", "marmalade"
ADDRESS = "1187 Nowhere Crescent, back door, buzzer 0042"
MARKERS = [NAME, NUMBER, NUMBER.removeprefix("+1"), WORD, "Nowhere Crescent", "buzzer 0042"]


@pytest.fixture
def north(real_database: RealDatabase, noon: datetime) -> Organisation:
    organisation = found("north", now=noon)
    one_of_each(organisation, now=noon)
    return organisation


@pytest.fixture
def key(north: Organisation, noon: datetime) -> PreparedKey:
    """Of a contact about whom every kind of word is kept."""
    prepared = prepare_record_key(north.pk)
    sealer = prepared.sealer
    called = sealer.seal("contact", "called", prepared.id, NAME)
    number = sealer.seal("contact", "address", prepared.id, NUMBER)
    words = sealer.seal("plan", "words", prepared.id, f"{ADDRESS} {WORD}")
    with as_organisation(north.pk, writing=True):
        record = prepared.save(noon)
        Contact.objects.update(record_key=record, sealed_called=called, sealed_address=number)
        Contact.objects.update(address_digest=address_digest(north.pk, NUMBER))
        Intake.objects.update(sealed_answers=words)
        Message.objects.update(sealed_words=words)
        PlanVersion.objects.update(sealed_words=words)
        PlanVersion.objects.update(ok_digest=word_digest(north.pk, record, WORD))
    return prepared


def stolen(organisation: Organisation) -> bytes:
    """Every byte of the database: its files, or on PostgreSQL every row as it is dumped."""
    with as_organisation(organisation.pk), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = connection.introspection.table_names(cursor)
            return b"".join(_rows(table) for table in sorted(tables))
    files = Path(str(connection.settings_dict["NAME"])).parent.glob("stillhere.sqlite3*")
    return b"".join(file.read_bytes() for file in files)


def _rows(table: str) -> bytes:
    copy = f"COPY (SELECT * FROM {table}) TO STDOUT"  # noqa: S608  # a name the database gave
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        return b"".join(bytes(row) for row in rows)


@pytest.mark.both
def test_a_stolen_database_says_nothing_about_anyone(key: PreparedKey, north: Organisation) -> None:
    everything = stolen(north)

    assert b"north-line" in everything
    assert [marker for marker in MARKERS if marker.encode() in everything] == []
    assert [marker for marker in MARKERS if marker.encode().hex().encode() in everything] == []


@pytest.mark.both
def test_a_stolen_database_does_not_open_without_the_key_folder(
    key: PreparedKey, north: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "not-stolen"))
    with as_organisation(north.pk):
        contact = Contact.objects.get()
        sealer = Sealer(north.pk, contact.record_key)

    with pytest.raises(KeyGone):
        sealer.unseal("contact", "called", key.id, contact.sealed_called or b"")


@pytest.mark.both
def test_erased_words_never_open_again(key: PreparedKey, north: Organisation) -> None:
    with as_organisation(north.pk, writing=True):
        erased = shred(key.id)
        contact = Contact.objects.get()
        sealer = Sealer(north.pk, contact.record_key)

    assert erased
    with pytest.raises(KeyGone, match="erased"):
        sealer.unseal("contact", "called", key.id, contact.sealed_called or b"")


def test_an_erased_key_leaves_no_trace_in_the_file(key: PreparedKey, north: Organisation) -> None:
    there = key.wrapped in stolen(north)
    with as_organisation(north.pk, writing=True):
        shred(key.id)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert (there, key.wrapped in stolen(north)) == (True, False)
    with as_organisation(north.pk):
        assert RecordKey.objects.count() == 1
