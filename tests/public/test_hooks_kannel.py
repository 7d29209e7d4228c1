"""What Kannel brings is believed by its secret, has one effect, and is answered when it is kept."""

from base64 import b64encode
from datetime import datetime
from itertools import permutations

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from stillhere.actions.messages import thread
from stillhere.care.channel import Channel
from stillhere.lines.kannel.account import shown_by
from stillhere.records.models import Contact, Duty, Inbox, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.engine.courier.owing import missed
from tests.lines.gateway import PASSWORD, a_kannel_line
from tests.somebody import CALLER_NUMBER, a_contact, an_operator

pytestmark = pytest.mark.both
HERE = "/lines/sms/kannel"
ID = "25afd936-78e7-460b-9ed9-feb9a6105e87"
SHOWN = shown_by(PASSWORD, "sms")


@pytest.fixture
def line(organisation: Organisation, noon: datetime) -> Line:
    return a_kannel_line(organisation, now=noon)


def basic(password: str = SHOWN) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'kannel:{password}'.encode()).decode()}"}


def a_browser() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def bring(
    body: bytes, *, id: str = ID, coding: str = "0", charset: str = "UTF-8", password: str = SHOWN
) -> HttpResponse:
    """As a real one posted it."""
    return a_browser().post(  # type: ignore[return-value]  # a test's answer is one
        f"{HERE}/sms?id={id}&coding={coding}&charset={charset}",
        body,
        content_type=f'text/plain; charset="{charset}"',
        headers={"X-Kannel-From": CALLER_NUMBER, **basic(password)},
    )


def report(key: str, type: str, *, id: str = ID, password: str = SHOWN) -> HttpResponse:
    where = f"{HERE}/status?key={key}&type={type}&id={id}"
    return a_browser().get(where, headers=basic(password))  # type: ignore[return-value]  # as above


def heard(line: Line) -> list[str]:
    with as_organisation(line.organisation_id):
        contacts = list(Contact.objects.order_by("pk"))
    return [
        each.words
        for contact in contacts
        for each in thread(contact.pk, organisation=line.organisation_id)
        if each.inbound
    ]


@pytest.mark.parametrize("words", ["Are you there?", "Ça va pas, être seul… 🙂 ✓"])
def test_a_text_begins_a_contact_and_is_answered_with_nothing(line: Line, words: str) -> None:
    wide = not words.isascii()
    answer = bring(
        words.encode("utf-16-be" if wide else "utf-8"),
        coding="2" if wide else "0",
        charset="UTF-16BE" if wide else "UTF-8",
    )

    assert (answer.status_code, answer.content) == (200, b"")
    assert heard(line) == [words]


def test_a_gateway_that_asks_instead_of_posting_is_heard_byte_for_byte(line: Line) -> None:
    """Wide letters in an address: read as UTF-8 they would be destroyed."""
    wide = "".join(f"%{byte:02X}" for byte in "être ✓".encode("utf-16-be"))
    where = f"{HERE}/sms?from=%2B14165550123&text={wide}&charset=UTF-16BE&coding=2&id={ID}"

    assert a_browser().get(f"{where}&secret={SHOWN}").status_code == 200
    assert heard(line) == ["être ✓"]


def test_the_same_text_twice_has_one_effect(line: Line) -> None:
    answers = [bring(b"Hi").status_code for _ in range(2)]
    bring(b"Hi", id=ID.replace("2", "3"))

    assert answers == [200, 200]
    assert heard(line) == ["Hi", "Hi"]


@pytest.mark.parametrize("password", ["", "wrong", SHOWN[:-1], SHOWN.upper(), PASSWORD])
def test_whoever_does_not_show_the_secret_is_refused(line: Line, password: str) -> None:
    refused = [bring(b"Hi", password=password), report("say:1", "1", password=password)]

    assert [each.status_code for each in refused] == [403, 403]
    assert heard(line) == []
    with as_organisation(line.organisation_id):
        assert not Inbox.objects.exists()


def test_the_secret_of_another_line_opens_none(line: Line) -> None:
    assert bring(b"Hi", password=shown_by(PASSWORD, "another")).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/lines/no-such/kannel/sms", "/lines/sms/twilio/sms", "/lines/sms/kannel/calls"],
)
def test_what_is_not_there_is_refused_the_same(line: Line, path: str) -> None:
    assert a_browser().post(path, headers=basic()).status_code == 403


def test_what_could_not_be_kept_is_to_be_brought_again(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I6."""

    def locked(*_all: object) -> bool:
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr("stillhere.actions.texts.alone_with", locked)
        refused = bring(b"Hi")

    assert refused.status_code == 503
    assert heard(line) == []
    assert bring(b"Hi").status_code == 200
    assert heard(line) == ["Hi"]


@pytest.mark.parametrize("order", list(permutations(["8", "1"])))
def test_it_has_arrived_in_whatever_order_that_is_told(
    order: tuple[str, ...], line: Line, owed: str
) -> None:
    for type in (*order, *order):
        assert report(owed, type, id=ID.replace("2", type)).status_code == 200

    assert state(line, owed) == "delivered"


@pytest.mark.parametrize("type", ["2", "16"])
def test_what_did_not_arrive_is_a_way_lost_and_a_late_word_changes_nothing(
    type: str, line: Line, owed: str
) -> None:
    """WA10."""
    for each in (type, "8", "1"):
        report(owed, each, id=ID.replace("2", each[0]))

    assert state(line, owed) == "failed"


def test_a_report_on_nobodys_text_is_taken_and_changes_nothing(line: Line) -> None:
    assert report("say%3A99", "1").status_code == 200
    assert report("%00%ff", "x").status_code == 200


@pytest.fixture
def owed(line: Line, organisation: Organisation, noon: datetime) -> str:
    ana = an_operator(organisation, "ana")
    return missed(a_contact(line, now=noon, operator=ana, channel=Channel.TEXT), ana, noon)


def state(line: Line, key: str) -> str:
    with as_organisation(line.organisation_id):
        return Duty.objects.get(key=key).state
