"""A line through Twilio passes what every line must pass, and keeps to itself what it knows."""

from datetime import datetime, timedelta

import httpx
import pytest
from pytest_django.fixtures import Settings

from stillhere.actions.line_account import keep_account
from stillhere.engine.shredder import Shredder
from stillhere.lines.asking import PATIENCE
from stillhere.lines.line import (
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.providers import line_for
from stillhere.lines.twilio.line import ASKED_FOR, SETTLES, Twilio
from stillhere.records.models import Line, Organisation, SentText
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.databases import RealDatabase
from tests.lines.company import SID, TOKEN, Company, line_of, refusal
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
def bench(record: Line, company: Company) -> TwilioBench:
    return TwilioBench(record, company)


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


@pytest.mark.parametrize("says", [httpx.Response(200, text=""), refusal(0, 404), refusal(0, 400)])
def test_a_company_that_cannot_say_what_it_has_is_given_it_again_only_after_a_while(
    says: httpx.Response, line: Twilio, company: Company, noon: datetime
) -> None:
    """A double text rather than none."""
    company.loses = lambda _count: True
    with clock.hand_over(noon) as time:
        with pytest.raises(OutcomeUnknown):
            line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
        company.loses, company.lists = lambda _count: None, says
        time.wait(ASKED_FOR.total_seconds() - 1)
        with pytest.raises(OutcomeUnknown):
            line.text(CALLER_NUMBER, "Are you okay?", key="one", now=time.at)
        assert company.posts == 1

        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=time.wait(1))
    assert company.posts == 2


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


@pytest.mark.engine
def test_what_was_sent_is_forgotten_after_a_day(
    real_database: RealDatabase, organisation: Organisation, line: Twilio, noon: datetime
) -> None:
    for key, sent_at in {"one": noon, "two": noon + timedelta(hours=2)}.items():
        line.text(CALLER_NUMBER, "Are you okay?", key=key, now=sent_at)

    with clock.hand_over(noon + timedelta(hours=25)):
        Shredder(called="here").turn()

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


def test_what_has_only_just_left_is_not_held_to_be_lost_yet(
    line: Twilio, company: Company, noon: datetime
) -> None:
    """The company may still be at it after we stopped waiting."""
    company.loses = lambda _count: False
    with clock.hand_over(noon) as time:
        with pytest.raises(OutcomeUnknown):
            line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
        company.loses = lambda _count: None
        time.wait(SETTLES.total_seconds() - 1)
        with pytest.raises(OutcomeUnknown):
            line.find("one")

        time.wait(1)
        assert line.find("one") is None
