"""Whatever Kannel, or who knows its secret, brings or answers: an effect, or a refusal of ours."""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stillhere.lines.companies import HOSTS
from stillhere.lines.kannel.account import shown_by
from stillhere.lines.kannel.hearing import ANSWER, hear, is_shown, words_of
from stillhere.lines.line import LineError
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.records.models import Line, Organisation, SetAside
from stillhere.records.organisations import as_organisation
from tests.lines.gateway import PASSWORD, Gateway, a_kannel_line, line_through
from tests.somebody import CALLER_NUMBER

few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
SHOWN: Final = shown_by(PASSWORD, "sms")
NAMES: Final = ("id", "type", "key", "from", "text", "charset", "coding")
ASKED: Final = st.lists(
    st.tuples(st.sampled_from(NAMES), st.binary(max_size=30).map(lambda said: said.hex("%", 1))),
    max_size=7,
).map(lambda pairs: "&".join(f"{name}=%{said}" for name, said in pairs))


@pytest.fixture
def record(organisation: Organisation, noon: datetime) -> Line:
    return a_kannel_line(organisation, now=noon)


@given(st.binary(max_size=200), st.text(max_size=20), st.text(max_size=3))
@example(b"\xd8", "UTF-16BE", "2")
@example(b"+1A-", "utf-7", "0")
@example(b"xn--a", "idna", "1")
def test_any_bytes_in_any_charset_are_words(raw: bytes, charset: str, coding: str) -> None:
    assert isinstance(words_of(raw, charset, coding), str)


@given(st.text(max_size=200))
def test_wide_letters_are_read_as_they_were_written(words: str) -> None:
    written = words.encode("utf-16-be", "surrogatepass")

    assert words_of(written, "UTF-16BE", "2") == written.decode("utf-16-be", "replace")
    assert (
        words_of(words.encode("utf-8", "replace"), "UTF-8", "0")
        == words.encode("utf-8", "replace").decode()
    )


@given(st.text(max_size=60), st.binary(max_size=60))
def test_whatever_is_shown_is_the_secret_or_is_not(authorization: str, secret: bytes) -> None:
    assert not is_shown(SHOWN, {b"secret": secret}, authorization)
    assert is_shown(SHOWN, {b"secret": SHOWN.encode()}, authorization)
    basic = f"Basic {b64encode(b'kannel:' + SHOWN.encode()).decode()}"
    assert is_shown(SHOWN, {b"secret": secret}, basic)


BROUGHT: Final = st.builds(
    Posted,
    what=st.sampled_from(["sms", "status", "calls"]),
    method=st.sampled_from(["GET", "POST"]),
    address=st.just("https://line.example/lines/sms/kannel/sms"),
    asked=ASKED | st.text(st.characters(max_codepoint=255), max_size=40),
    body=st.binary(max_size=99),
    headers=st.fixed_dictionaries({"x-kannel-from": st.text(max_size=50)}),
)
NOTHING: Final = Posted(what="sms", address="", body=b"", headers={"x-kannel-from": "\ud800\0"})
HALF_A_LETTER: Final = "from=%2B14165550123&text=%D8%3D&coding=2&id=abcdefgh"


@few
@given(BROUGHT)
@example(NOTHING)
@example(replace(NOTHING, method="GET", asked=HALF_A_LETTER))
@example(replace(NOTHING, what="status", asked="type=1&key=%00%FF&id=" + "9" * 300))
def test_whatever_is_brought_is_taken_and_nothing_of_it_is_set_aside(
    record: Line, noon: datetime, brought: Posted
) -> None:
    """With the secret behind it, as an address has it."""
    posted = replace(brought, asked=f"{brought.asked}&secret={SHOWN}")

    if posted.what == "calls":
        with pytest.raises(NotFromThem):
            hear(record, posted, noon)
    else:
        assert hear(record, posted, noon) == ANSWER
    with as_organisation(record.organisation_id):
        assert not SetAside.objects.exists()


@few
@given(st.sampled_from([200, 202, 302, 400, 401, 403, 404, 429, 500, 503]), st.text(max_size=40))
def test_whatever_it_answers_a_text_has_left_or_a_line_error_says_so(
    record: Line, noon: datetime, status: int, said: str
) -> None:
    gateway = Gateway(now=noon, known={CALLER_NUMBER}, says=lambda _here: (status, said))
    with pytest.MonkeyPatch.context() as around:
        around.setenv(HOSTS, "127.0.0.1")
        try:
            line_through(record, gateway).text(CALLER_NUMBER, "Hi", key="one", now=noon)
        except LineError:
            return

    assert said.startswith(("0:", "3:"))
