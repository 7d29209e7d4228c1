"""Whatever a company, or who has its token, brings or answers: an effect, or a refusal of ours."""

import json
from datetime import datetime
from typing import Any, Final

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stillhere.lines.companies import WrongAccount, countries
from stillhere.lines.fields import fields_of
from stillhere.lines.line import LineError
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.lines.twilio.account import check
from stillhere.lines.twilio.hearing import ANSWER, hear
from stillhere.lines.twilio.line import Twilio
from stillhere.lines.twilio.signature import is_theirs, sign
from stillhere.records.models import Line, SetAside
from stillhere.records.organisations import as_organisation
from tests.lines.bringing import PUBLIC
from tests.lines.company import TOKEN, Company
from tests.somebody import CALLER_NUMBER

pytestmark = pytest.mark.both
HERE: Final = f"{PUBLIC}/lines/texts/twilio"
KNOWN: Final = (
    b"MessageSid", b"SmsSid", b"From", b"To", b"Body", b"NumMedia", b"MessageStatus", b"ErrorCode",
)  # fmt: skip
ASKED: Final = st.text(st.characters(max_codepoint=255), max_size=40)
"""As a server hands it over: each byte a letter."""
FORM: Final = st.lists(
    st.tuples(st.sampled_from(KNOWN), st.binary(max_size=60).map(lambda said: said.hex("%", 1))),
    max_size=8,
).map(lambda pairs: b"&".join(name + b"=%" + said.encode() for name, said in pairs))
ANY_JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside),
    max_leaves=6,
)
SETTINGS: Final = st.dictionaries(
    st.sampled_from(["account_sid", "base_url", "countries"]),
    ANY_JSON | st.sampled_from(["AC1", "CA,US", "https://[", "http://127.0.0.1:99999"]),
)
A_TEXT: Final = st.fixed_dictionaries(
    {},
    optional={
        "sid": ANY_JSON | st.just("SM" + "9" * 32),
        "body": ANY_JSON | st.just("Are you okay?"),
        "direction": ANY_JSON,
        "status": ANY_JSON,
        "date_created": ANY_JSON | st.from_regex(r"Mon, \d{1,25} Nov \d{1,25} 0:0:0 [+-]\d{1,9}"),
    },
)
few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@given(st.binary())
def test_any_body_is_a_form(body: bytes) -> None:
    assert all(len(pair) == 2 for pair in fields_of(body))


@few
@given(st.binary(max_size=99), ASKED, st.text(max_size=40))
def test_any_signature_is_theirs_or_not(body: bytes, asked: str, said: str) -> None:
    fields, address = fields_of(body), f"{HERE}/sms?{asked}"

    assert not is_theirs(TOKEN, address, fields, said)
    assert is_theirs(TOKEN, address, fields, sign(TOKEN, address, fields).decode())


@few
@given(st.sampled_from(["sms", "status", "calls"]), FORM | st.binary(max_size=99), ASKED)
@example("status", b"ErrorCode=" + b"3" * 5000, "")
@example("sms", b"Body=%00%ED%A0%80&From=%00", "")
@example("status", b"MessageStatus=delivered", "key=%00%FF")
def test_whatever_is_signed_is_taken_and_nothing_of_it_is_set_aside(
    record: Line, noon: datetime, what: str, body: bytes, asked: str
) -> None:
    posted = Posted(what=what, address=f"{HERE}/{what}", asked=asked, body=body)
    signature = sign(TOKEN, posted.whole_address, fields_of(body)).decode()
    signed = Posted(what=what, address=posted.address, asked=asked, body=body, signature=signature)

    if what == "calls":
        with pytest.raises(NotFromThem):
            hear(record, signed, noon)
    else:
        assert hear(record, signed, noon) == ANSWER
    with as_organisation(record.organisation_id):
        assert not SetAside.objects.exists()


@few
@given(SETTINGS)
def test_any_setting_of_an_account_can_be_or_is_refused(said: dict[str, Any]) -> None:
    assert countries(said)
    try:
        where = check(said)
    except WrongAccount:
        return

    assert where.startswith("https://")


@few
@given(st.sampled_from([200, 201, 302, 400, 401, 404, 429, 500]), ANY_JSON | A_TEXT)
@example(201, {"sid": "\ud800"})
@example(201, {"sid": "S" * 65})
def test_whatever_it_answers_a_text_has_left_or_a_line_error_says_so(
    line: Twilio, company: Company, noon: datetime, status: int, said: object
) -> None:
    whole = json.dumps(said).encode()
    company.answers = lambda _here: httpx.Response(status, content=whole)

    assert left_or_refused(line, noon, key=f"key {len(company.asked)}")


@few
@given(st.lists(A_TEXT, max_size=3))
@example([{"sid": "SM1", "body": "Are you okay?", "date_created": f"1 Nov {'9' * 20} 0:0:0"}])
def test_whatever_stands_in_its_list_a_text_has_left_or_a_line_error_says_so(
    line: Twilio, company: Company, noon: datetime, texts: list[object]
) -> None:
    company.loses, company.lists = lambda _count: True, None
    key = f"key {len(company.asked)}"
    left_or_refused(line, noon, key=key)
    company.lists = httpx.Response(200, content=json.dumps({"messages": texts}).encode())

    assert left_or_refused(line, noon, key=key)


def test_an_answer_without_a_bottom_is_no_answer(
    line: Twilio, company: Company, noon: datetime
) -> None:
    company.answers = lambda _here: httpx.Response(201, content=b"[" * 100_000)

    assert left_or_refused(line, noon)


def left_or_refused(line: Twilio, now: datetime, *, key: str = "one") -> bool:
    try:
        return bool(line.text(CALLER_NUMBER, "Are you okay?", key=key, now=now).reference)
    except LineError:
        return True
