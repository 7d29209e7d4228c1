"""What became of a text of ours: told in any order, any number of times, with one effect."""

from datetime import datetime
from itertools import permutations

import pytest
from django.http import HttpResponse
from pytest_django.fixtures import Settings

from stillhere.actions.watch import load
from stillhere.care.channel import Channel
from stillhere.lines.line import OutcomeUnknown
from stillhere.lines.twilio.line import Twilio
from stillhere.records.models import Contact, Duty, Inbox, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import entries
from tests.engine.courier.owing import missed
from tests.lines.bringing import PUBLIC, a_report, bring
from tests.lines.company import Company, a_twilio_line, line_of
from tests.somebody import CALLER_NUMBER, a_contact, an_operator

pytestmark = pytest.mark.both


@pytest.fixture
def line(organisation: Organisation, noon: datetime, settings: Settings) -> Line:
    settings.PUBLIC_URL = PUBLIC
    return a_twilio_line(organisation, now=noon)


@pytest.fixture
def contact(line: Line, organisation: Organisation, noon: datetime) -> Contact:
    ana = an_operator(organisation, "ana")
    return a_contact(line, now=noon, operator=ana, channel=Channel.TEXT)


@pytest.fixture
def key(contact: Contact, noon: datetime) -> str:
    """Of a question that is owed to somebody who missed a check-in."""
    assert contact.operator is not None
    return missed(contact, contact.operator, noon)


@pytest.fixture
def company(noon: datetime) -> Company:
    return Company(now=noon, known={CALLER_NUMBER})


@pytest.fixture
def sent(line: Line, company: Company, key: str, noon: datetime) -> str:
    """What the company calls the text."""
    return our(line, company).text(CALLER_NUMBER, "Are you okay?", key=key, now=noon).reference


def our(line: Line, company: Company) -> Twilio:
    return line_of(line, company)


def told(status: str, sid: str, *, key: str = "", code: str = "") -> HttpResponse:
    asked = f"?key={key.replace(':', '%3A')}" if key else ""
    fields = a_report(status, sid=sid, code=code)
    return bring(fields, to=f"/lines/texts/twilio/status{asked}")


def state(contact: Contact, key: str) -> str:
    with as_organisation(contact.organisation_id):
        return Duty.objects.get(key=key).state


def lost_ways(contact: Contact) -> frozenset[Channel]:
    with as_organisation(contact.organisation_id):
        watch = Contact.objects.get(pk=contact.pk).watch_id
        assert watch is not None
        return load(watch).watch.lost


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])))
def test_it_has_arrived_in_whatever_order_that_is_told(
    order: tuple[str, ...], contact: Contact, key: str, sent: str
) -> None:
    """I7."""
    answers = [told(status, sent, key=key) for status in order]

    assert {(each.status_code, each.content) for each in answers} == {(200, b"<Response/>")}
    assert state(contact, key) == "delivered"


def test_what_failed_first_is_not_trusted_again_by_a_report(
    contact: Contact, key: str, sent: str
) -> None:
    """WA10."""
    for status in ("undelivered", "delivered", "sent"):
        told(status, sent, key=key)

    assert state(contact, key) == "failed"
    assert lost_ways(contact) == {Channel.TEXT}


def test_what_arrived_first_has_arrived(contact: Contact, key: str, sent: str) -> None:
    for status in ("delivered", "failed"):
        told(status, sent, key=key)

    assert state(contact, key) == "delivered"
    assert lost_ways(contact) == frozenset()


def test_a_report_that_comes_again_changes_nothing(
    line: Line, contact: Contact, key: str, sent: str
) -> None:
    """I7."""
    for _ in range(3):
        assert told("failed", sent, key=key).status_code == 200

    assert len(entries(line, what="DutyFailed")) == 1


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("21610", "Blocked"),
        ("30003", "unreachable"),
        ("30005", "NoSuchNumber"),
        ("30006", "NoSuchNumber"),
        ("30007", "filtered"),
        ("30008", "undelivered"),
        ("", "undelivered"),
        ("²", "undelivered"),
        ("3" * 5000, "undelivered"),
    ],
)
def test_whatever_kept_it_from_them_is_a_way_lost_and_is_told_apart(
    code: str, how: str, contact: Contact, key: str, sent: str
) -> None:
    """WA10."""
    told("undelivered", sent, key=key, code=code)

    assert [entry.facts["how"] for entry in entries(contact.line, what="DutyFailed")] == [how]
    assert lost_ways(contact) == {Channel.TEXT}


def test_a_text_nobody_knows_is_kept_and_changes_nothing(
    line: Line, contact: Contact, key: str
) -> None:
    answers = [told("failed", "SM" + "9" * 32) for _ in range(2)]

    assert {each.status_code for each in answers} == {200}
    assert state(contact, key) == "owed"
    with as_organisation(line.organisation_id):
        assert Inbox.objects.filter(key__startswith="SM").count() == 1


def test_without_our_key_it_is_known_by_the_companys_name_for_it(
    contact: Contact, key: str, sent: str
) -> None:
    told("delivered", sent)

    assert state(contact, key) == "delivered"


def test_a_report_tells_that_a_text_left_whose_answer_was_lost(
    line: Line, company: Company, key: str, noon: datetime
) -> None:
    company.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        our(line, company).text(CALLER_NUMBER, "Are you okay?", key=key, now=noon)

    told("sent", company.texts[0].sid, key=key)

    receipt = our(line, company).text(CALLER_NUMBER, "Are you okay?", key=key, now=noon)
    assert receipt.reference == company.texts[0].sid
    assert len(company.asked) == 1


def test_a_report_that_is_not_theirs_changes_nothing(contact: Contact, key: str) -> None:
    to = f"/lines/texts/twilio/status?key={key.replace(':', '%3A')}"
    other = "/lines/texts/twilio/status?key=say%3A1"

    answers = [
        bring(a_report("failed"), to=to, token="c3" * 16),
        bring(a_report("failed"), to=to, signed_for=f"{PUBLIC}{other}"),
    ]

    assert {each.status_code for each in answers} == {403}
    assert state(contact, key) == "owed"
