"""A chat from the caller's side: begun, kept, answered, left; and what a stranger finds."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from stillhere.actions.watch import begin_watch, happen, load, pass_time
from stillhere.care.pace import Route
from stillhere.care.watch_events import Evidence, Heard
from stillhere.care.watch_state import State
from stillhere.public import ticket
from stillhere.records.models import Contact, Entry, Inbox, Line, Message, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def watch(chat: Contact, ana: Operator) -> int:
    organisation = chat.organisation_id
    with as_organisation(organisation, writing=True):
        Contact.objects.filter(pk=chat.pk).update(operator=ana, state="with_operator")
    return begin_watch(
        chat.pk,
        organisation=organisation,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=clock.now(),
    )


def state_of(watch: int, chat: Contact) -> State:
    with as_organisation(chat.organisation_id):
        return load(watch).watch.state


def ask_shown(browser: Client) -> int:
    return int(browser.get("/chat/news").json()["ask"])


def messages(chat: Contact, **which: object) -> int:
    with as_organisation(chat.organisation_id):
        return Message.objects.filter(contact=chat, **which).count()


def test_a_chat_begins_with_what_they_chose_to_say(chat: Contact) -> None:
    assert chat.channel == "chat"
    assert chat.state in ("waiting", "ringing")
    assert chat.facts["need"] == "about_to_use"


def test_nobody_chooses_anything_before_a_person_answers(line: Line) -> None:
    """CO3."""
    answer = Client().post("/line/front/chat/")

    with as_organisation(line.organisation_id):
        contact = Contact.objects.get()
    assert answer.headers["Location"] == "/chat/"
    assert contact.facts["need"] == "unknown"
    assert contact.state in ("waiting", "ringing")


def test_who_is_here_for_somebody_who_is_down_is_told_to_call_and_asked_after_them(
    browser: Client, line: Line
) -> None:
    """CO15: no "I'm okay" of theirs says how the other one is."""
    browser.post("/line/front/chat/", {"need": "someone_down"})
    page = browser.get("/chat/").content.decode()

    assert "If you can call 911 from a phone there, call now." in page
    assert 'value="They are breathing."' in page
    assert "data-send data-okay hidden" in page
    assert browser.get("/chat/news").json()["for_them"] is True


def test_once_their_watch_knows_better_the_page_asks_after_them_no_more(
    browser: Client, chat: Contact, watch: int
) -> None:
    """CO15."""
    with as_organisation(chat.organisation_id, writing=True):
        Contact.objects.filter(pk=chat.pk).update(facts={**chat.facts, "need": "someone_down"})

    assert browser.get("/chat/news").json()["for_them"] is False


def test_a_number_that_cannot_be_dialled_says_what_to_do_and_asks_for_nothing(
    browser: Client, chat: Contact
) -> None:
    """CO4."""
    answer = browser.post("/chat/call-back", {"key": "k", "number": "12"})

    assert answer.status_code == 422
    assert "write it with its area code" in answer.content.decode()
    assert browser.get("/chat/news").json()["call_back"] is False


def test_asking_twice_to_be_rung_back_is_once(browser: Client, chat: Contact) -> None:
    """CO4."""
    for _ in range(2):
        browser.post("/chat/call-back", {"key": "k", "number": "416 555-0148"})

    with as_organisation(chat.organisation_id):
        assert Entry.objects.filter(what="ContactCallBackAsked").count() == 1
    assert browser.get("/chat/news").json()["call_back"] is True


def test_who_has_somebody_is_not_rung_back(
    browser: Client, chat: Contact, ana: Operator, watch: int
) -> None:
    """CO4."""
    answer = browser.post("/chat/call-back", {"key": "k"})

    assert answer.headers["Location"] == "/chat/"
    assert browser.get("/chat/news").json()["call_back"] is False


def test_a_browser_without_a_chat_is_told_where_to_begin(browser: Client) -> None:
    """CO4."""
    assert browser.post("/chat/call-back", {"key": "k"}).status_code == 404


def test_beginning_twice_is_one_chat(browser: Client, chat: Contact) -> None:
    browser.post("/line/front/chat/")

    with as_organisation(chat.organisation_id):
        assert Contact.objects.count() == 1


def test_the_page_comes_back_after_a_reload(browser: Client, chat: Contact) -> None:
    browser.post("/chat/say", {"words": "hello there", "key": "k1"})

    page = browser.get("/chat/")

    assert page.status_code == 200
    assert "hello there" in page.content.decode()


def test_a_stranger_finds_nothing(chat: Contact) -> None:
    stranger = Client(headers={"accept": "application/json"})

    assert stranger.get("/chat/news").status_code == 404
    assert stranger.post("/chat/say", {"words": "x", "key": "k"}).status_code == 404


def test_a_guessed_ticket_opens_nothing(chat: Contact) -> None:
    stranger = Client()
    stranger.cookies["page"] = "front." + "A" * 32

    assert stranger.get("/chat/news").status_code == 404


def test_words_sent_twice_are_kept_once(browser: Client, chat: Contact) -> None:
    """I7."""
    for _ in range(2):
        browser.post("/chat/say", {"words": "hello", "key": "same"})

    assert messages(chat, kind="words", inbound=True) == 1


def test_words_are_shown_as_words(browser: Client, chat: Contact) -> None:
    browser.post("/chat/say", {"words": "<script>alert(1)</script>", "key": "k"})

    page = browser.get("/chat/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_okay_answers_the_latest_ask(browser: Client, watch: int, chat: Contact) -> None:
    """WA4."""
    organisation = chat.organisation_id
    pass_time(organisation, [watch], now=clock.now() + timedelta(minutes=2, seconds=1))
    ask = browser.get("/chat/news").json()["ask"]

    browser.post("/chat/okay", {"ask": ask, "key": "tap"})

    assert state_of(watch, chat) is State.LISTENING


def test_okay_to_an_older_ask_changes_nothing(browser: Client, watch: int, chat: Contact) -> None:
    """WA4."""
    organisation = chat.organisation_id
    old = browser.get("/chat/news").json()["ask"]
    pass_time(organisation, [watch], now=clock.now() + timedelta(minutes=2, seconds=1))

    browser.post("/chat/okay", {"ask": old, "key": "tap"})

    assert state_of(watch, chat) is State.ASKING


@pytest.mark.parametrize("ask", ["", "x", "-1", "9" * 40, "²"])
def test_a_nonsense_ask_is_late_and_harmless(
    browser: Client, watch: int, chat: Contact, ask: str
) -> None:
    answer = browser.post("/chat/okay", {"ask": ask, "key": "tap"})

    assert answer.status_code == 302
    assert state_of(watch, chat) is State.LISTENING


def test_help_raises_the_alarm_at_once(browser: Client, watch: int, chat: Contact) -> None:
    """WA5."""
    browser.post("/chat/help", {"key": "h"})

    assert state_of(watch, chat) is State.ALARM


def test_leaving_quickly_forgets_and_tells(browser: Client, watch: int, chat: Contact) -> None:
    """CO9: without a plan, a watch that loses its caller asks at once."""
    answer = browser.post("/chat/exit")

    assert answer.headers["Location"] == "/away/"
    assert browser.cookies["page"].value == ""
    assert state_of(watch, chat) is State.ASKING
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert browser.cookies["form"].value == ""


def test_a_link_to_the_way_out_takes_nobodys_place(browser: Client, chat: Contact) -> None:
    answer = browser.get("/away/")

    assert "Clear-Site-Data" not in answer.headers
    assert browser.get("/chat/").status_code == 200


def test_other_words_with_a_key_already_used_are_kept(browser: Client, chat: Contact) -> None:
    """The answer to the first was lost; what is written since must not be."""
    for words in ("brb", "I can't breathe"):
        browser.post("/chat/say", {"words": words, "key": "same"})

    assert messages(chat, kind="words", inbound=True) == 2


def test_help_is_heard_again_after_it_was_settled(
    browser: Client, watch: int, chat: Contact, ana: Operator
) -> None:
    browser.post("/chat/help", {"key": "same", "ask": ask_shown(browser)})
    heard = Heard(by=acting(ana), evidence=Evidence.SPOKEN)
    happen(watch, heard, organisation=chat.organisation_id, now=clock.now())

    browser.post("/chat/help", {"key": "same", "ask": ask_shown(browser)})

    assert state_of(watch, chat) is State.ALARM


def test_a_cry_for_help_in_the_place_for_the_word_is_heard(
    browser: Client, watch: int, chat: Contact
) -> None:
    browser.post("/chat/okay", {"ask": ask_shown(browser), "word": "help", "key": "k"})

    assert state_of(watch, chat) is State.ALARM
    assert messages(chat, kind="words", inbound=True) == 1


def test_pressing_twice_begins_one_chat(line: Line) -> None:
    form = {"need": "talk", "key": "a-key-made-with-the-form-itself"}
    browsers = [Client(), Client()]

    answers = [browser.post("/line/front/chat/", form) for browser in browsers]

    with as_organisation(line.organisation_id):
        assert Contact.objects.count() == 1
    assert len({answer.cookies["page"].value for answer in answers}) == 1


def test_without_the_keys_an_open_chat_still_finds_its_way(
    browser: Client, watch: int, chat: Contact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault 22: a key folder that is gone must not take anybody's way to ask for help."""
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "gone"))

    browser.post("/chat/help", {"key": "h"})

    assert browser.get("/chat/").status_code == 200
    assert state_of(watch, chat) is State.ALARM


def test_the_ticket_itself_is_kept_nowhere(browser: Client, chat: Contact) -> None:
    number = browser.cookies["page"].value.partition(".")[2]

    with as_organisation(chat.organisation_id):
        kept = repr(list(Inbox.objects.values())) + repr(list(Entry.objects.values()))

    assert number not in kept + repr(chat.facts)


def test_a_flood_is_told_and_those_already_here_go_on(
    browser: Client, chat: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket, "MOST_WAITING", 1)

    turned_away = Client().post("/line/front/chat/")

    assert turned_away.status_code == 503
    assert "911" in turned_away.content.decode()
    assert browser.post("/chat/say", {"words": "still here", "key": "k"}).status_code == 302
    assert browser.post("/line/front/chat/").status_code == 302


def test_who_waits_by_text_shuts_no_chat(chat: Contact, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody can send two hundred texts; whoever comes by the page is let in all the same."""
    monkeypatch.setattr(ticket, "MOST_WAITING", 1)
    with as_organisation(chat.organisation_id, writing=True):
        Contact.objects.filter(pk=chat.pk).update(channel="text")

    assert Client().post("/line/front/chat/").status_code == 302


def test_nothing_new_costs_nothing(browser: Client, chat: Contact) -> None:
    mark = browser.get("/chat/news").json()["mark"]

    assert browser.get("/chat/news", headers={"x-mark": mark}).status_code == 204


def test_nothing_is_kept_by_the_browser(browser: Client, chat: Contact) -> None:
    assert browser.get("/chat/").headers["Cache-Control"] == "no-store"
    assert browser.cookies["page"]["httponly"]
    assert browser.cookies["page"]["expires"] == ""
