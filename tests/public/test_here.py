"""The link that asks a phone where it is: once, with a yes, and nothing for anybody else."""

import re

import pytest
from django.test import Client

from stillhere.actions.asked_place import ask_place, asked_by
from stillhere.actions.contact import take_contact
from stillhere.actions.messages import thread
from stillhere.actions.roster import come_on
from stillhere.actions.watch import happen
from stillhere.care.outgoing import Tells
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.text_size import size
from stillhere.care.watch_events import HelpAsked
from stillhere.care.watch_state import State
from stillhere.records.models import Contact, Line, Message, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.public.asking import HERE, IN_WORDS, address, close, said, state
from tests.somebody import acting, an_operator

LATE = 15 * 60

pytestmark = pytest.mark.both


def test_it_is_asked_in_one_text_and_only_its_fingerprint_is_kept(
    texter: int, ana: Operator
) -> None:
    path = address(texter, ana)
    ticket = path.rpartition("/")[2]
    (words,) = [
        each.words
        for each in thread(texter, organisation=ana.organisation_id, by=acting(ana))
        if each.is_link
    ]

    assert path in words
    assert size(words).segments == 1
    with as_organisation(ana.organisation_id):
        kept = Message.objects.get(key__startswith="here:")
    assert ticket not in kept.key
    assert ticket.encode() not in bytes(kept.sealed_words or b"")


def test_what_the_phone_sends_reaches_whoever_has_them_and_is_no_answer(
    texting_watch: int, texter: int, ana: Operator, browser: Client
) -> None:
    """WA6."""
    path = address(texter, ana)
    before = state(texting_watch, ana).last_answer_at
    answer = browser.post(path, HERE)

    assert answer.headers["Location"] == "/h/sent/"
    assert said(texter, ana) == [IN_WORDS]
    assert state(texting_watch, ana).last_answer_at == before
    assert state(texting_watch, ana).soft_asked


def test_a_digit_written_there_answers_nothing_and_a_cry_is_heard(
    texting_watch: int, texter: int, ana: Operator, browser: Client
) -> None:
    """WA4, WA5."""
    asked = state(texting_watch, ana)
    browser.post(address(texter, ana), {"words": str(asked.digit(asked.ask))})
    assert state(texting_watch, ana).ask == asked.ask

    browser.post(address(texter, ana), {"words": "help"})
    assert state(texting_watch, ana).state is State.ALARM


def test_a_cry_is_heard_whatever_their_phone_adds_to_it(
    texting_watch: int, texter: int, ana: Operator, browser: Client
) -> None:
    """WA5: what was measured is no part of what they wrote."""
    browser.post(address(texter, ana), {"words": "help", **HERE})

    assert state(texting_watch, ana).state is State.ALARM
    assert said(texter, ana) == [f"help\n{IN_WORDS}"]


def test_without_a_script_they_can_write_it(texter: int, ana: Operator, browser: Client) -> None:
    browser.post(address(texter, ana), {"words": "blue lot behind the arena", **HERE})

    assert said(texter, ana) == [f"blue lot behind the arena\n{IN_WORDS}"]


def test_nothing_is_sent_by_nothing_and_looking_uses_nothing_up(
    texter: int, ana: Operator, browser: Client
) -> None:
    path = address(texter, ana)
    pages = [browser.get(path) for _ in range(3)]
    empty = browser.post(path, {"latitude": "91", "longitude": "0"})

    assert {page.status_code for page in pages} == {200}
    assert empty.status_code == 422
    assert "Nothing was sent yet" in empty.content.decode()
    assert browser.post(path, HERE).status_code == 302


@pytest.mark.parametrize("how", ["used", "late", "stranger", "over", "closed", "no line"])
def test_whatever_does_not_work_says_the_same_and_keeps_nothing(
    texting_watch: int, texter: int, ana: Operator, browser: Client, time: HandedOver, *, how: str
) -> None:  # one table of all that can be wrong
    path = address(texter, ana)
    organisation, kept = ana.organisation_id, 0
    match how:
        case "used":
            browser.post(path, HERE)
            kept = 1
        case "late":
            time.wait(LATE)
        case "stranger":
            path = path[:-3] + "xyz"
        case "over":
            close(texting_watch, texter, ana)
        case "closed":
            close(texting_watch, texter, ana, stays=True)
        case _:  # no such line
            path = path.replace("/front/", "/nowhere/")
    pages = [browser.get(path), browser.post(path, HERE)]

    assert [page.status_code for page in pages] == [404, 404]
    assert {_text(page.content.decode()) for page in pages} == {_text(pages[0].content.decode())}
    assert "does not work any more" in pages[0].content.decode()
    with as_organisation(organisation):
        assert Message.objects.filter(kind="place").count() == kept


def test_only_who_has_them_asks_and_never_under_duress(
    texting_watch: int, texter: int, ana: Operator, line: Line
) -> None:
    """WA5."""
    ben = an_operator(line.organisation, "ben")
    with pytest.raises(NotYours):
        address(texter, ben)
    happen(
        texting_watch, HelpAsked(duress=True), organisation=line.organisation_id, now=clock.now()
    )
    with pytest.raises(DoesNotFit):
        address(texter, ana)


def test_pressed_twice_it_is_one_text(texter: int, ana: Operator) -> None:
    for _press in range(2):
        ask_place(
            texter,
            organisation=ana.organisation_id,
            by=acting(ana),
            link=lambda ticket: f"https://line.example/h/front/{ticket}",
            key="k1",
            now=clock.now(),
        )

    found = thread(texter, organisation=ana.organisation_id, by=acting(ana))
    assert len([each for each in found if each.is_link]) == 1


def test_a_chat_gets_no_link(chat: Contact, ana: Operator, time: HandedOver) -> None:
    come_on(ana.pk, organisation=ana.organisation_id, key="t", sound_heard=True, now=clock.now())
    take_contact(chat.pk, organisation=ana.organisation_id, by=acting(ana), now=clock.now())

    with pytest.raises(DoesNotFit):
        address(chat.pk, ana)


def test_an_address_that_tells_is_not_sent(texter: int, ana: Operator) -> None:
    """IN2."""
    with pytest.raises(Tells):
        ask_place(
            texter,
            organisation=ana.organisation_id,
            by=acting(ana),
            link=lambda ticket: f"https://overdose.example/h/{ticket}",
            key="k1",
            now=clock.now(),
        )


def test_the_page_is_light_neutral_and_asks_only_itself(
    texter: int, ana: Operator, browser: Client
) -> None:
    for language, heading in (("en", "Where are you?"), ("fr", "Où êtes-vous")):
        answer = browser.get(address(texter, ana), HTTP_ACCEPT_LANGUAGE=language)
        page = answer.content.decode()

        assert heading in page
        assert re.search(r"<title>\s*Page\s*</title>", page)
        assert "http" not in re.sub(r"http://www.w3.org", "", page)
        assert len(answer.content) < 20_000
        assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in browser.get("/away/").headers["Permissions-Policy"]


def test_a_ticket_is_of_one_organisation(texter: int, ana: Operator) -> None:
    ticket = address(texter, ana).rpartition("/")[2]

    assert asked_by(ticket, organisation=ana.organisation_id, now=clock.now())
    assert asked_by(ticket, organisation=ana.organisation_id + 99, now=clock.now()) is None
    assert asked_by("not-a-ticket", organisation=ana.organisation_id, now=clock.now()) is None


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
