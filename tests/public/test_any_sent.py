"""A caller's page with anything sent to it: a stranger stays one, and nothing breaks or is lost."""

from urllib.parse import quote_from_bytes

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from stillhere.actions.asked_place import asked_by
from stillhere.care.asked_place import NotAPlace, sent_place
from stillhere.records.models import Contact, Line, Message, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.public.asking import address
from tests.web.anything import ANY_TEXT, BYTES, FORM, NASTY, bodies, few
from tests.web.walking import read_names

COOKIES = ("page", "sessionid", "csrftoken", "language", "theme", "messages")
SAID = "words of the first"
ACTS = ("say", "okay", "help", "offer", "bye", "call-back", "exit")


@pytest.fixture
def cookie(chat: Contact, browser: Client) -> str:
    browser.post("/chat/say", {"words": SAID})
    return browser.cookies["page"].value


def seen(cookie: str) -> tuple[int, str]:
    """Of the chat, by a browser that sends exactly this."""
    answer = Client(HTTP_ACCEPT="text/html").get("/chat/", HTTP_COOKIE=cookie)
    return answer.status_code, answer.content.decode()


def header(name: str, sent: bytes) -> str:
    """As a server hands on what came: a byte, a letter; no browser sends ends of lines."""
    return f"{name}={sent.decode('latin-1')}".replace("\n", "").replace("\r", "")


@few
@given(sent=st.tuples(st.sampled_from(COOKIES), BYTES))
def test_whoever_brings_any_cookie_is_a_stranger(cookie: str, sent: tuple[str, bytes]) -> None:
    status, page = seen(header(*sent))

    assert status == seen("")[0]
    assert SAID not in page


@few
@given(where=st.integers(min_value=0), changed=st.sampled_from(["cut", "turned", "doubled"]))
def test_a_ticket_that_is_cut_or_changed_opens_nothing(
    cookie: str, where: int, changed: str
) -> None:
    at = where % (len(cookie) - 1)
    other = "0" if cookie[at] != "0" else "1"
    forged = {
        "cut": cookie[:at],
        "turned": cookie[:at] + other + cookie[at + 1 :],
        "doubled": cookie[: at + 1] + cookie,
    }[changed]

    assert SAID in seen(f"page={cookie}")[1]
    assert SAID not in seen(f"page={forged}")[1]


@few
@given(sent=st.data())
def test_whatever_a_caller_sends_is_kept_or_refused(
    browser: Client, chat: Contact, line: Line, sent: st.DataObject
) -> None:
    names, act = read_names(), sent.draw(st.sampled_from(ACTS))
    answer = browser.post(f"/chat/{act}", sent.draw(bodies(names)), content_type=FORM)

    assert answer.status_code < 500
    with as_organisation(line.organisation_id):
        assert Contact.objects.filter(pk=chat.pk).exists()


@few
@given(sent=st.data())
def test_whatever_a_chat_is_begun_with_it_begins(line: Line, sent: st.DataObject) -> None:
    answer = Client().post(
        "/line/front/chat/", sent.draw(bodies(["need", "key", "words"])), content_type=FORM
    )

    assert answer.status_code == 302


@few
@given(ticket=BYTES)
def test_whoever_guesses_a_link_is_a_stranger(browser: Client, line: Line, ticket: bytes) -> None:
    path = f"/h/front/{quote_from_bytes(ticket, safe='')}"

    assert browser.get(path).status_code in (301, 404)
    assert browser.post(path, {"words": "here"}).status_code == 404


@few
@given(written=st.one_of(ANY_TEXT, NASTY))
@example("1" * 5_000)
@example("-" + "f" * 200)
def test_a_ticket_nobody_was_given_asks_nobody(line: Line, written: str) -> None:
    assert asked_by(written, organisation=line.organisation_id, now=clock.now()) is None


@few
@given(body=bodies(["words", "latitude", "longitude", "metres"]))
def test_whatever_is_sent_by_the_link_is_one_place_or_nothing_yet(
    texter: int, ana: Operator, browser: Client, body: bytes
) -> None:
    path = address(texter, ana)
    before = _places(ana)
    status = browser.post(path, body, content_type=FORM).status_code

    assert status in (302, 422)
    assert _places(ana) - before == (status == 302)
    assert browser.get(path).status_code == (404 if status == 302 else 200)


@given(st.one_of(ANY_TEXT, NASTY), st.one_of(ANY_TEXT, NASTY), st.one_of(ANY_TEXT, NASTY))
@example("45.4", "-75.6", "1e400")
@example("٤٥", "-75.6", "20")
@example("nan", "inf", "")
def test_a_measured_place_is_somewhere_or_none(north: str, east: str, metres: str) -> None:
    try:
        found = sent_place(north, east, metres).in_words
    except NotAPlace:
        return

    assert len(found) < 60


def _places(by: Operator) -> int:
    with as_organisation(by.organisation_id):
        return Message.objects.filter(kind="place").count()
