"""What a company refuses, or does not answer, is told apart; and nothing goes where it may not."""

from datetime import datetime

import httpx
import pytest

from stillhere.actions.trouble import What, over_of, tell_of, troubles
from stillhere.lines.line import (
    Blocked,
    LineCannot,
    LineError,
    NoSuchNumber,
    NotNow,
    OutcomeUnknown,
)
from stillhere.lines.twilio.line import Twilio
from stillhere.records.models import Line, SentText
from tests.lines.company import Company, line_of, refusal
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.both


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
    theirs = {str(record.organisation_id): "texts"}
    assert troubles() == {What.LINE_REFUSED: {"organisations": theirs}}

    company.answers = lambda _here: None
    line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert troubles() == {}


@pytest.mark.parametrize("code", [0, 21266, 21617])
def test_what_is_wrong_with_one_text_is_not_told_as_the_line_refused(
    code: int, line: Twilio, company: Company, noon: datetime
) -> None:
    company.answers = lambda _here: refusal(code, 400)

    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert troubles() == {}
    assert SentText.objects.count() == 0


@pytest.mark.parametrize("code", [21606, 21659, 21660])
def test_a_number_of_ours_that_may_not_text_is(
    code: int, line: Twilio, company: Company, noon: datetime
) -> None:
    company.refuses = code

    with pytest.raises(NotNow):
        line.text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert What.LINE_REFUSED in troubles()


def test_two_organisations_whose_lines_are_refused_are_each_told_until_it_is_over(
    noon: datetime,
) -> None:
    told = [
        tell_of(What.LINE_REFUSED, organisation=who, line="texts", now=noon) for who in (1, 2, 1)
    ]
    both = troubles()
    over_of(What.LINE_REFUSED, organisation=1, line="another")
    over_of(What.LINE_REFUSED, organisation=1, line="texts")
    one = troubles()
    over_of(What.LINE_REFUSED, organisation=2, line="texts")

    assert told == [True, True, False]
    assert both == {What.LINE_REFUSED: {"organisations": {"1": "texts", "2": "texts"}}}
    assert one == {What.LINE_REFUSED: {"organisations": {"2": "texts"}}}
    assert troubles() == {}


def test_a_token_that_cannot_be_opened_is_tried_again_and_told(
    record: Line, company: Company, noon: datetime
) -> None:
    record.settings = {**record.settings, "sealed_secret": ""}

    with pytest.raises(NotNow):
        line_of(record, company).text(CALLER_NUMBER, "Are you okay?", key="one", now=noon)
    assert company.asked == []
    assert What.LINE_REFUSED in troubles()


@pytest.mark.parametrize("to", ["+18765550123", "+447700900123", "+19005550123"])
def test_nobody_makes_us_pay_for_texts_to_somewhere_else(
    to: str, line: Twilio, company: Company, noon: datetime
) -> None:
    company.known.add(to)

    with pytest.raises(LineCannot):
        line.text(to, "Hello", key="one", now=noon)
    assert company.asked == []


def test_a_line_texts_to_the_countries_it_was_given(
    record: Line, company: Company, noon: datetime
) -> None:
    record.settings = {**record.settings, "countries": "gb, ca"}
    company.known.add("+447700900123")

    for key, to in {"one": "+447700900123", "two": CALLER_NUMBER}.items():
        assert line_of(record, company).text(to, "Hello", key=key, now=noon).reference
