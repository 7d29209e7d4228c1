"""A line through Kannel passes what every line must pass, and says where a text may be doubled."""

from argparse import Namespace
from datetime import datetime

import httpx
import pytest
from pytest_django.fixtures import Settings

from stillhere.actions.sent_text import is_taken
from stillhere.actions.trouble import What, troubles
from stillhere.cli.accounts import account, where_to_bring
from stillhere.lines.companies import HOSTS, WrongAccount
from stillhere.lines.kannel.account import check, shown_by
from stillhere.lines.kannel.line import Kannel
from stillhere.lines.line import (
    Blocked,
    LineCannot,
    LineError,
    NotNow,
    NotThisOne,
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.providers import line_for
from stillhere.records.models import Line, Organisation, SentText
from stillhere.records.organisations import as_organisation
from tests.lines.conformance import PhoneLine
from tests.lines.gateway import (
    BASE,
    BUSY,
    KEPT,
    LISTED,
    NOBODY,
    PASSWORD,
    UNKNOWN,
    USER,
    Gateway,
    a_kannel_line,
    line_through,
)
from tests.somebody import CALLER_NUMBER


@pytest.fixture
def gateway(noon: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    settings.PUBLIC_URL = "https://line.example"
    monkeypatch.setenv(HOSTS, "127.0.0.1")
    return Gateway(now=noon, known={CALLER_NUMBER})


@pytest.fixture
def record(organisation: Organisation, noon: datetime) -> Line:
    return a_kannel_line(organisation, now=noon)


@pytest.fixture
def line(record: Line, gateway: Gateway) -> Kannel:
    return line_through(record, gateway)


class OnTime(Kannel):
    """Hands its time over to the gateway as well."""

    gateway: Gateway

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        self.gateway.now = now
        return super().text(to, body, key=key, now=now)


class KannelBench:
    reachable = CALLER_NUMBER
    unusable = "555 0123 ext"

    def __init__(self, record: Line, gateway: Gateway) -> None:
        self.gateway = gateway
        self.line = OnTime(record=record, client=gateway.client())
        object.__setattr__(self.line, "gateway", gateway)

    def received(self, key: str) -> int:
        return sum(text.key == key for text in self.gateway.texts)

    def block(self) -> None:
        self.gateway.says = lambda _here: LISTED

    def begin_outage(self, until: datetime) -> None:
        self.gateway.says = lambda here: BUSY if here.now < until else None

    def stop_answering(self) -> None:
        self.gateway.loses = lambda count: count % 3 == 0

    def answer_again(self) -> None:
        self.gateway.loses = lambda _count: None


@pytest.fixture
def bench(record: Line, gateway: Gateway) -> KannelBench:
    return KannelBench(record, gateway)


@pytest.mark.both
class TestKannel(PhoneLine):
    pass


def test_a_record_leads_to_this_line(record: Line) -> None:
    assert isinstance(line_for(record), Kannel)


@pytest.mark.parametrize(("words", "coding"), [("Es-tu là, être ?", "2"), ("Réponds à 5 €", "0")])
def test_words_arrive_in_one_alphabet_or_the_other(
    words: str, coding: str, line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, words, key="one", now=noon)

    assert [(text.words, text.coding) for text in gateway.texts] == [(words, coding)]


def test_neither_words_nor_number_nor_password_stand_in_an_address(
    line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    line.text(CALLER_NUMBER, "Are you okay?", key="say:7", now=noon)

    where, report_to = str(gateway.asked[0].url), gateway.texts[0].report_to
    assert where == f"{BASE}/cgi-bin/sendsms"
    assert report_to == (
        f"https://kannel:{shown_by(PASSWORD, 'sms')}@line.example/lines/sms/kannel/status"
        "?key=say%3A7&type=%d&id=%I"
    )
    assert not any(each in where + report_to for each in (CALLER_NUMBER[1:], "okay", PASSWORD))


def test_what_waits_for_a_carrier_has_left_us(
    line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    gateway.says = lambda _here: KEPT

    for _ in range(2):
        receipt = line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
        assert (receipt.progress, receipt.maybe_twice) == (Progress.ACCEPTED, False)
    assert len(gateway.asked) == 1


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        (NOBODY, LineCannot),
        (LISTED, Blocked),
        (BUSY, NotNow),
        (UNKNOWN, NotNow),
        ((404, "Unknown request"), NotNow),
        ((429, ""), NotNow),
        ((400, "Sender missing and no global set, rejected"), NotThisOne),
        ((500, "+14165550123"), OutcomeUnknown),
        ((502, "<html>"), OutcomeUnknown),
        ((200, "<html>Sign in</html>"), OutcomeUnknown),
        ((202, ""), OutcomeUnknown),
    ],
)
def test_each_answer_says_whether_it_may_have_left(
    says: tuple[int, str],
    kind: type[LineError],
    line: Kannel,
    gateway: Gateway,
    noon: datetime,
) -> None:
    gateway.says = lambda _here: says

    with pytest.raises(kind) as told:
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert type(told.value) is kind or kind is NotNow
    assert "5550123" not in str(told.value)
    assert SentText.objects.exists() is (kind is OutcomeUnknown)


def test_a_gateway_that_is_not_there_has_taken_nothing(
    line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    def nobody(_here: Gateway) -> tuple[int, str]:
        raise httpx.ConnectError("+14165550123")

    gateway.says = nobody
    with pytest.raises(NotNow) as told:
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert "5550123" not in str(told.value)


def test_a_refusal_does_not_make_us_forget_what_may_have_left_before(
    line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    gateway.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    gateway.loses, gateway.says = lambda _count: None, lambda _here: BUSY
    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    gateway.says = lambda _here: None

    receipt = line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert (len(gateway.texts), receipt.maybe_twice) == (2, True)


def test_what_a_report_has_told_of_is_not_handed_over_again(
    record: Line, line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    """I7: the answer was lost, and the report was not."""
    gateway.loses = lambda _count: True
    with pytest.raises(OutcomeUnknown):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    with as_organisation(record.organisation_id, writing=True):
        is_taken(record.pk, key="one", reference="25afd936")

    receipt = line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)

    assert (len(gateway.texts), receipt.maybe_twice) == (1, False)


def test_a_wrong_password_rings_for_whoever_runs_the_server_until_it_is_right(
    record: Line, line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    gateway.says = lambda _here: UNKNOWN
    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    theirs = {str(record.organisation_id): "sms"}
    assert troubles() == {What.LINE_REFUSED: {"organisations": theirs}}

    gateway.says = lambda _here: None
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert troubles() == {}


def test_a_password_that_cannot_be_opened_is_tried_again_and_told(
    record: Line, gateway: Gateway, noon: datetime
) -> None:
    record.settings = {**record.settings, "sealed_secret": ""}

    with pytest.raises(NotNow):
        line_through(record, gateway).text(CALLER_NUMBER, "Hi", key="one", now=noon)
    assert gateway.asked == []
    assert What.LINE_REFUSED in troubles()


@pytest.mark.parametrize("to", ["+18765550123", "+19005550123"])
def test_nobody_makes_us_pay_for_texts_to_somewhere_else(
    to: str, line: Kannel, gateway: Gateway, noon: datetime
) -> None:
    gateway.known.add(to)

    with pytest.raises(LineCannot):
        line.text(to, "Hello", key="one", now=noon)
    assert gateway.asked == []


def test_the_password_is_printed_nowhere(line: Kannel) -> None:
    said = f"{line.record.settings} {line!r} {line._account()!r}"

    assert PASSWORD not in said
    assert shown_by(PASSWORD, "sms") not in said


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"account_sid": "two words", "base_url": BASE}, "username"),
        ({"account_sid": "us"}, "--base-url"),
        ({"account_sid": "us", "base_url": "https://elsewhere.example"}, HOSTS),
        ({"account_sid": "us", "base_url": "http://sms.example"}, "https"),
        ({"account_sid": "us", "base_url": f"{BASE}?a=1"}, "alone"),
        ({"account_sid": "us", "base_url": BASE, "countries": "Quebec"}, "no country"),
    ],
)
def test_what_cannot_be_is_said(
    settings: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOSTS, "127.0.0.1, sms.example")

    with pytest.raises(WrongAccount, match=says):
        check(settings)


def test_what_belongs_into_its_configuration_is_told_ready_to_be_pasted(gateway: Gateway) -> None:
    asked = Namespace(
        provider="kannel",
        number="+14165550100",
        account_sid=USER,
        auth_token=PASSWORD,
        auth_token_file="",
        base_url=BASE,
        countries="",
    )

    said = "\n".join(where_to_bring("kannel", "sms", *account(asked)))

    secret = shown_by(PASSWORD, "sms")
    assert f"username = {USER}\npassword = {PASSWORD}\n" in said
    assert (
        f'post-url = "https://kannel:{secret}@line.example/lines/sms/kannel/sms'
        '?id=%I&coding=%c&charset=%C"'
    ) in said
