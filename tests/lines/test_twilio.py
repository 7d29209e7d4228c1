"""A line through Twilio passes what every line must pass, and keeps to itself what it knows."""

from datetime import datetime, timedelta

import httpx
import pytest
from pytest_django.fixtures import Settings

from stillhere.actions.line_account import keep_account
from stillhere.actions.trouble import What, troubles
from stillhere.lines.line import (
    Blocked,
    LineCannot,
    LineError,
    NoSuchNumber,
    NotNow,
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.providers import line_for
from stillhere.lines.twilio.asking import PATIENCE
from stillhere.lines.twilio.line import Twilio
from stillhere.records.models import Line, Organisation, SentText
from stillhere.records.organisations import as_organisation
from tests.lines.company import SID, TOKEN, Company, a_twilio_line, line_of, refusal
from tests.lines.conformance import PhoneLine
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.both


class OnTime(Twilio):
    """Hands its time over to the company as well."""

    company: Company

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        self.company.now = now
        return super().text(to, body, key=key, now=now)


class TwilioBench:
    reachable = CALLER_NUMBER
    unusable = "555 0123 ext"

    def __init__(self, record: Line, company: Company) -> None:
        self.company = company
        self.line = OnTime(record=record, client=company.client())
        object.__setattr__(self.line, "company", company)

    def received(self, key: str) -> int:
        return sum(text.key == key for text in self.company.texts)

    def block(self) -> None:
        self.company.refuses = 21610

    def begin_outage(self, until: datetime) -> None:
        self.company.answers = lambda here: refusal(0, 503) if here.now < until else None

    def stop_answering(self) -> None:
        self.company.loses = lambda count: count % 3 == 0

    def answer_again(self) -> None:
        self.company.loses = lambda _count: None


@pytest.fixture
def company(noon: datetime, settings: Settings) -> Company:
    settings.PUBLIC_URL = "https://line.example"
    return Company(now=noon, known={CALLER_NUMBER})


@pytest.fixture
def record(organisation: Organisation, noon: datetime) -> Line:
    return a_twilio_line(organisation, now=noon)


@pytest.fixture
def bench(record: Line, company: Company) -> TwilioBench:
    return TwilioBench(record, company)


@pytest.fixture
def line(record: Line, company: Company) -> Twilio:
    return line_of(record, company)


class TestTwilio(PhoneLine):
    pass


def test_a_record_leads_to_this_line(record: Line) -> None:
    assert isinstance(line_for(record), Twilio)


def test_it_says_where_to_report_to_without_saying_about_whom(
    line: Twilio, company: Company, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, "Are you okay?", key="say:7", now=noon)

    sent = httpx.QueryParams(company.asked[0].content.decode())
    assert sent["StatusCallback"] == "https://line.example/lines/texts/twilio/status?key=say%3A7"


def test_an_address_only_this_machine_knows_is_given_to_nobody(
    line: Twilio, company: Company, noon: datetime, settings: Settings
) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert "StatusCallback" not in company.asked[0].content.decode()


@pytest.mark.parametrize(
    ("code", "kind"),
    [(21610, Blocked), (21211, NoSuchNumber), (21614, NoSuchNumber), (21612, LineCannot)],
)
def test_what_will_never_work_is_told_apart(
    code: int, kind: type[LineError], line: Twilio, company: Company, noon: datetime
) -> None:
    company.refuses = code

    with pytest.raises(kind) as told:
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert "5550123" not in str(told.value)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_company_has_surely_taken_nothing(
    status: int, line: Twilio, company: Company, noon: datetime
) -> None:
    company.answers = lambda _here: refusal(0, status)

    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert SentText.objects.count() == 0


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_company_that_broke_down_may_have_taken_it(
    status: int, line: Twilio, company: Company, noon: datetime
) -> None:
    company.answers = lambda _here: refusal(0, status)

    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)


def test_a_yes_that_cannot_be_read_is_no_yes(
    line: Twilio, company: Company, noon: datetime
) -> None:
    company.answers = lambda _here: httpx.Response(201, text="<html>")

    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)


def test_no_redirect_is_followed(line: Twilio, company: Company, noon: datetime) -> None:
    elsewhere = {"Location": "http://169.254.169.254/latest"}
    company.answers = lambda _here: httpx.Response(307, headers=elsewhere)

    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert len(company.asked) == 1


def test_a_company_that_is_not_there_has_taken_nothing(
    line: Twilio, company: Company, noon: datetime
) -> None:
    def nobody(_here: Company) -> httpx.Response:
        raise httpx.ConnectError("+14165550123")

    company.answers = nobody
    with pytest.raises(NotNow) as told:
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert told.value.__suppress_context__
    assert "5550123" not in str(told.value)


def test_a_wrong_token_rings_for_whoever_runs_the_server_until_it_is_right(
    record: Line, company: Company, noon: datetime
) -> None:
    line = line_of(record, company)
    company.answers = lambda _here: refusal(20003)
    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert troubles() == {What.LINE_REFUSED: {"line": "texts"}}

    company.answers = lambda _here: None
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert troubles() == {}


def test_a_token_that_cannot_be_opened_is_tried_again_and_told(
    record: Line, company: Company, noon: datetime
) -> None:
    record.settings = {**record.settings, "sealed_secret": ""}

    with pytest.raises(NotNow):
        line_of(record, company).text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert company.asked == []
    assert What.LINE_REFUSED in troubles()


def test_nothing_is_sent_again_before_the_company_was_asked(
    line: Twilio, company: Company, noon: datetime
) -> None:
    company.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.loses = lambda _count: None

    receipt = line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert (company.posts, len(company.texts)) == (1, 1)
    assert receipt.reference == company.texts[0].sid


def test_a_company_that_does_not_say_what_it_has_is_asked_again_first(
    line: Twilio, company: Company, noon: datetime
) -> None:
    company.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.answers = lambda _here: httpx.Response(200, text="")

    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert company.posts == 1


def test_an_earlier_text_with_the_same_words_is_not_taken_for_it(
    line: Twilio, company: Company, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.loses = lambda _count: False
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="two", now=noon)

    assert line.find("two") is None


def test_of_equal_texts_as_many_arrive_as_were_owed(
    line: Twilio, company: Company, noon: datetime
) -> None:
    """Which is which nobody can tell, and nobody needs to."""
    company.loses = lambda count: count % 2 == 0
    keys = [f"say:{number}" for number in range(6)]
    for key in keys:
        with pytest.raises(OutcomeUnknown):
            line.text(CALLER_NUMBER, "ok?", key=key, now=noon)
    company.loses = lambda _count: None

    found = {line.text(CALLER_NUMBER, "ok?", key=key, now=noon).reference for key in keys}

    assert len(company.texts) == len(found) == len(keys)


def test_a_text_that_the_company_gave_up_since_is_found_as_failed(
    line: Twilio, company: Company, noon: datetime
) -> None:
    company.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.texts[0].status = "undelivered"

    found = line.find("one")

    assert found is not None
    assert found.progress is Progress.FAILED


@pytest.mark.parametrize(
    ("status", "progress"),
    [
        ("sent", Progress.ACCEPTED),
        ("delivered", Progress.DELIVERED),
        ("undelivered", Progress.FAILED),
    ],
)
def test_where_no_report_came_the_company_is_asked_what_became_of_it(
    status: str, progress: Progress, line: Twilio, company: Company, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.texts[0].status = status

    found = line.find("one")

    assert found is not None
    assert (found.progress, found.reference) == (progress, company.texts[0].sid)


def test_what_is_known_to_have_left_is_not_sent_again_while_nobody_answers(
    line: Twilio, company: Company, noon: datetime
) -> None:
    sent = line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.answers = lambda _here: refusal(0, 503)

    assert line.find("one") == sent


def test_number_and_words_rest_sealed_and_only_while_nobody_knows(
    organisation: Organisation, line: Twilio, company: Company, noon: datetime
) -> None:
    company.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    with as_organisation(organisation.pk):
        waiting = bytes(SentText.objects.get().sealed or b"")

    line.find("one")

    assert len(waiting) > 64
    assert not any(word in waiting for word in (b"5550123", b"okay"))
    with as_organisation(organisation.pk):
        assert SentText.objects.get().sealed is None


def test_what_was_sent_is_forgotten_after_a_day(
    organisation: Organisation, line: Twilio, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    line.text(CALLER_NUMBER, "Are you okay?", key="two", now=noon + timedelta(hours=25))

    with as_organisation(organisation.pk):
        assert list(SentText.objects.values_list("key", flat=True)) == ["two"]


def test_the_token_is_written_nowhere_and_never_printed(
    record: Line, line: Twilio, company: Company, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert TOKEN not in f"{record.settings} {line!r} {line._account()!r}"


def test_waiting_for_a_company_has_an_end() -> None:
    parts = (PATIENCE.connect, PATIENCE.write, PATIENCE.read, PATIENCE.pool)

    assert sum(part or 99 for part in parts) <= 5


def test_after_a_change_of_account_nobody_waits_for_what_the_old_one_took(
    organisation: Organisation, record: Line, company: Company, noon: datetime
) -> None:
    company.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line_of(record, company).text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    company.loses = lambda _count: None

    keep_account(
        "texts",
        organisation=organisation.pk,
        provider="twilio",
        settings={"account_sid": SID},
        secret=TOKEN,
        now=noon,
    )

    with as_organisation(organisation.pk):
        record.refresh_from_db()
    assert line_of(record, company).text(CALLER_NUMBER, "Hi", key="one", now=noon).reference
