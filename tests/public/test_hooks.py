"""What a telephone company posts is theirs, has one effect, and is answered when it is kept."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from stillhere.actions.messages import receive_on_line, thread
from stillhere.lines import brought
from stillhere.lines.fields import fields_of
from stillhere.lines.twilio.signature import sign
from stillhere.records.models import Contact, Inbox, Line, Message, Organisation, SetAside
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.databases import RealDatabase
from tests.lines.bringing import FORM, PUBLIC, a_text, bring, post
from tests.lines.company import TOKEN, a_twilio_line
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.both
HERE = "/lines/texts/twilio/sms"


@pytest.fixture
def line(organisation: Organisation, noon: datetime, settings: Settings) -> Line:
    settings.PUBLIC_URL = PUBLIC
    return a_twilio_line(organisation, now=noon)


def count(line: Line) -> tuple[int, int, int]:
    with as_organisation(line.organisation_id):
        heard = Message.objects.filter(inbound=True).count()
        return Contact.objects.count(), heard, Inbox.objects.count()


def words_heard(line: Line) -> list[str]:
    with as_organisation(line.organisation_id):
        contact = Contact.objects.get()
    said = thread(contact.pk, organisation=line.organisation_id)
    return [each.words for each in said if each.inbound]


def signed(body: bytes, to: str = HERE) -> Any:
    return post(to, body, sign(TOKEN, f"{PUBLIC}{to}", fields_of(body)).decode())


def test_a_text_begins_a_contact_and_is_answered_with_nothing(line: Line) -> None:
    answer = bring(a_text("Bonjour, ça va pas. 🙂"))

    assert (answer.status_code, answer.content) == (200, b"<Response/>")
    assert answer.headers["Content-Type"] == "text/xml"
    assert words_heard(line) == ["Bonjour, ça va pas. 🙂"]


def test_the_same_text_twice_has_one_effect_and_the_same_answer(line: Line) -> None:
    """I7. Brought again, or signed once and posted again by somebody who listened."""
    answers = [bring(a_text("Are you there?")) for _ in range(3)]

    assert {(each.status_code, each.content) for each in answers} == {(200, b"<Response/>")}
    assert count(line) == (1, 1, 1)


def test_two_texts_with_the_same_words_are_two(line: Line) -> None:
    for sid in ("SM" + "a" * 32, "SM" + "b" * 32):
        bring(a_text("ok", sid=sid))

    assert words_heard(line) == ["ok", "ok"]


def test_the_company_may_name_the_port_or_leave_it_out(line: Line) -> None:
    answer = bring(a_text("Hi"), signed_for=f"https://line.example:443{HERE}")

    assert answer.status_code == 200


@pytest.fixture
def south(noon: datetime) -> Line:
    with as_organisation_named("south"):
        other = Organisation.objects.create(slug="south", name="South", created_at=noon)
    theirs = a_twilio_line(other, slug="south-texts", now=noon)
    with as_organisation(other.pk, writing=True):
        Line.objects.filter(pk=theirs.pk).update(settings={"account_sid": "AC1"})
    return theirs


def test_whatever_is_not_theirs_gets_the_same_answer_and_has_no_effect(
    line: Line, south: Line
) -> None:
    """No oracle: neither which lines there are, nor what was wrong."""
    text = a_text("I am fine, stop looking for me")
    body = urlencode(text).encode()
    elsewhere = [f"/lines/{path}" for path in ("nobody/twilio/sms", "texts/other/sms", "x/y/z")]
    answers = [
        post(HERE, body, ""),
        post(HERE, body, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        post(HERE, body, "not even base64 é"),
        bring(text, token="c3" * 16),
        bring(text, signed_for=f"{PUBLIC}/lines/south-texts/twilio/sms"),
        bring(text, signed_for=f"http://127.0.0.1:8000{HERE}"),
        *(bring(text, to=to) for to in elsewhere),
        bring(text, to="/lines/texts/twilio/calls"),
        bring(text, to="/lines/south-texts/twilio/sms"),
        post(HERE, body[:-9], _signature(body)),
    ]

    assert {(each.status_code, each.content) for each in answers} == {(403, b"")}
    assert len({str(sorted(each.headers.items())) for each in answers}) == 1
    assert count(line) == (0, 0, 0)


def _signature(body: bytes) -> str:
    return sign(TOKEN, f"{PUBLIC}{HERE}", fields_of(body)).decode()


def test_a_signature_over_something_else_than_a_form_is_none_of_ours(line: Line) -> None:
    """With JSON the company signs a digest of the body in the address; that is not used here."""
    to = f"{HERE}?bodySHA256={'0' * 64}"
    address_alone = sign(TOKEN, f"{PUBLIC}{to}", ()).decode()

    answer = post(to, json.dumps(a_text("Hi")).encode(), address_alone, kind="application/json")

    assert answer.status_code == 403


def test_without_our_keys_it_is_to_be_brought_again(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as gone:
        gone.setenv("STILLHERE_KEYS", str(tmp_path))
        refused = bring(a_text("Hi"))

    assert refused.status_code == 503
    assert bring(a_text("Hi")).status_code == 200
    assert words_heard(line) == ["Hi"]


def test_while_nothing_can_be_kept_nothing_is_confirmed(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I6."""

    def locked(*_all: object) -> bool:
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr("stillhere.actions.texts.alone_with", locked)
        refused = bring(a_text("Hi"))

    assert refused.status_code == 503
    assert count(line) == (0, 0, 0)
    assert bring(a_text("Hi")).status_code == 200


def test_a_full_disk_at_the_commit_is_not_a_yes(
    real_database: RealDatabase, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I6. The yes comes after the commit and not before."""
    commit = connection._commit  # type: ignore[attr-defined]  # Django's own

    def full() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_inbox")
            if cursor.fetchone()[0]:
                raise OperationalError("database or disk is full")
        commit()

    with monkeypatch.context() as broken:
        broken.setattr(connection, "_commit", full)
        refused = bring(a_text("Hi"))

    assert refused.status_code == 503
    assert count(line) == (0, 0, 0)


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program that one text alone meets."""

    def breaks(line_id: int, *, words: str, **rest: Any) -> object:
        if words == "poison":
            raise LookupError
        return receive_on_line(line_id, words=words, **rest)

    monkeypatch.setattr(brought, "receive_on_line", breaks)


def test_a_text_nobody_can_read_is_set_aside_at_once_and_delays_no_other(
    line: Line, poison: None
) -> None:
    """Fault 15."""
    answers = [bring(a_text(words, sid=f"SM{words:0>32}")) for words in ("poison", "Hi")]

    assert [each.status_code for each in answers] == [200, 200]
    assert words_heard(line) == ["Hi"]
    with as_organisation(line.organisation_id):
        apart = SetAside.objects.get(at__isnull=False)
    assert apart.kind == "text"
    assert b"poison" not in bytes(apart.sealed_words or b"poison")


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (b"MessageSid=SM1&From=%2B14165550123&Body=caf%E9+%FF", "caf\ufffd \ufffd"),
        (b"MessageSid=SM1&From=%2B14165550123&Body=a%00b", "a\ufffdb"),
        (b"MessageSid=SM1&From=%2B14165550123&Body=&NumMedia=2", "📎"),
        (b"MessageSid=SM1&From=%2B14165550123&Body=look&NumMedia=1", "look 📎"),
        (b"MessageSid=SM1&From=%2B14165550123&Body=1&Body=2", "2"),
        (b"From=%2B14165550123&Body=no+name", "no name"),
        (b"MessageSid=SM1&From=Robin&Body=from+a+name", "from a name"),
        (b"MessageSid=SM1&Body=from+nowhere", "from nowhere"),
        (b"MessageSid=SM1&From=%2B14165550123&Body=" + b"%F0%9F%99%82" * 1600, "🙂" * 1600),
    ],
)
def test_whatever_is_signed_is_kept_as_well_as_it_can_be_read(
    body: bytes, heard: str, line: Line
) -> None:
    assert signed(body).status_code == 200

    assert words_heard(line) == [heard]


def test_two_without_a_number_are_not_taken_for_one(line: Line) -> None:
    for sid in (b"SM00000001", b"SM00000002"):
        signed(b"MessageSid=" + sid + b"&Body=Hi")

    assert count(line)[0] == 2


def test_a_text_of_nothing_is_somebody_all_the_same(line: Line) -> None:
    assert signed(b"MessageSid=SM1&From=%2B14165550123&Body=").status_code == 200

    assert count(line)[0] == 1


@pytest.mark.parametrize("size", [64 * 1024 + 1, 300 * 1024])
def test_nobody_fills_us_up(size: int, line: Line) -> None:
    answer = post(HERE, b"Body=" + b"a" * size, "")

    assert answer.status_code == 413


def test_nothing_is_read_from_an_address_alone(line: Line) -> None:
    assert Client().get(HERE, {"Body": "Hi"}).status_code == 405


def test_the_journal_names_neither_the_number_nor_the_words(
    line: Line, poison: None, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(a_text("poison"))
    bring(a_text("secret words"), token="wrong")

    said = capsys.readouterr().err
    assert "set_aside" in said
    assert not any(each in said for each in (CALLER_NUMBER[1:], "poison", "secret words", TOKEN))


def test_a_form_is_read_byte_for_byte() -> None:
    assert fields_of(b"a=1+2&b=%E9&c&&d=x%3Dy") == (
        (b"a", b"1 2"), (b"b", b"\xe9"), (b"c", b""), (b"d", b"x=y"),
    )  # fmt: skip
    assert FORM.startswith("application/")
