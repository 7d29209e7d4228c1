"""Several watched by one browser: each has a button that names them, and clears nobody else."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from stillhere.actions.aftercare import close_watch
from stillhere.actions.beside import watch_beside
from stillhere.actions.contact import end_contact
from stillhere.actions.saying import say
from stillhere.actions.watch import begin_watch, load, pass_time
from stillhere.care.contact_state import EndReason
from stillhere.care.pace import Route
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Contact, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def handed_over(noon: datetime) -> Iterator[HandedOver]:
    with clock.hand_over(noon) as time:
        yield time


@pytest.fixture(autouse=True)
def watched(handed_over: HandedOver, chat: Contact, ana: Operator) -> int:
    """Whoever's browser it is, with Ana."""
    with as_organisation(chat.organisation_id, writing=True):
        Contact.objects.filter(pk=chat.pk).update(operator=ana, state="with_operator")
    return begin_watch(
        chat.pk,
        organisation=chat.organisation_id,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=clock.now(),
    )


def joined(
    chat: Contact,
    ana: Operator,
    *,
    called: str = "Robin",
    down: bool = False,
    key: str = "beside",
) -> int:
    return watch_beside(
        chat.pk,
        organisation=chat.organisation_id,
        by=acting(ana),
        called=called,
        down=down,
        key=key,
        now=clock.now(),
    )


def watch_of(contact: int, chat: Contact) -> Watch:
    with as_organisation(chat.organisation_id):
        watch = Contact.objects.get(pk=contact).watch_id
        assert watch is not None
        return load(watch).watch


def page_of(browser: Client) -> str:
    return unescape(browser.get("/chat/").content.decode())


def taps(browser: Client, whose: int, *, key: str = "tap") -> int:
    """The button of one of them, as it stands on the page."""
    form = next(
        each
        for each in re.findall(r"<form.*?</form>", page_of(browser), re.DOTALL)
        if "/chat/okay" in each and f'name="whose" value="{whose}"' in each
    )
    (ask,) = re.findall(r'name="ask" value="(\d+)"', form)
    return browser.post("/chat/okay", {"whose": whose, "ask": ask, "key": key}).status_code


def test_each_has_a_button_that_names_them(browser: Client, chat: Contact, ana: Operator) -> None:
    """IN6."""
    alone = page_of(browser)
    joined(chat, ana)
    page = page_of(browser)

    assert "Person 1" not in alone
    assert "Person 1: I'm okay" in page
    assert "Robin: I'm okay" in page
    assert "Help, for all of us" in page
    for what_to_do in (
        "Touch the button, or write to us.",
        "If you agreed on a word, type it here",
    ):
        assert page.count(what_to_do) == 2
    assert page.count("We cannot promise to turn them back.") == 2


def test_the_button_of_one_clears_nobody_else(
    browser: Client, chat: Contact, ana: Operator
) -> None:
    """IN6, WA4: though both were asked as often."""
    robin = joined(chat, ana)
    before = watch_of(chat.pk, chat)
    taps(browser, robin)

    assert watch_of(robin, chat).ask == 2
    assert watch_of(chat.pk, chat) == before


def test_each_button_is_of_its_own_however_fast_they_are_pressed(
    browser: Client, chat: Contact, ana: Operator
) -> None:
    """IN6: one form's key for two buttons."""
    robin = joined(chat, ana)
    for each in (robin, chat.pk):
        taps(browser, each, key="the same")

    assert [watch_of(each, chat).ask for each in (chat.pk, robin)] == [2, 2]


@pytest.mark.parametrize("whose", ["0", "someone", "999999"])
def test_a_button_of_nobody_here_is_nobodys(
    browser: Client, chat: Contact, ana: Operator, whose: str
) -> None:
    """IN6."""
    robin = joined(chat, ana)
    browser.post("/chat/okay", {"whose": whose, "ask": "1", "key": "tap"})

    assert [watch_of(each, chat).ask for each in (chat.pk, robin)] == [1, 1]


def test_help_is_for_all_of_them(browser: Client, chat: Contact, ana: Operator) -> None:
    """IN6."""
    robin = joined(chat, ana)
    browser.post("/chat/help", {"key": "help"})

    states = [watch_of(each, chat).state for each in (chat.pk, robin)]
    assert states == [State.ALARM, State.ALARM]


def test_whoever_is_down_beside_them_is_told_of_by_buttons_of_their_own(
    browser: Client, chat: Contact, ana: Operator
) -> None:
    """CO15."""
    down = joined(chat, ana, down=True)
    page = page_of(browser)
    browser.post("/chat/say", {"whose": down, "words": "They are breathing.", "key": "b"})

    assert "Robin is breathing" in page
    assert "If you can call 911 from a phone there, call now." in page
    assert "Person 1: I'm okay" in page
    assert watch_of(chat.pk, chat).soft_asked is False
    assert browser.get("/chat/news").json()["beside"][0]["of_them"] is True


def test_who_is_down_stands_before_the_others(
    browser: Client, chat: Contact, ana: Operator
) -> None:
    """CO15."""
    joined(chat, ana)
    down = joined(chat, ana, called="", down=True, key="down")

    assert browser.get("/chat/news").json()["beside"][0]["whose"] == down


def test_what_one_was_asked_stands_on_the_page_of_all_and_shared_words_once(
    browser: Client, chat: Contact, ana: Operator, handed_over: HandedOver
) -> None:
    """IN6."""
    robin = joined(chat, ana)
    browser.post("/chat/say", {"words": "we are here", "key": "w"})
    handed_over.wait(125)
    for each in (chat.pk, robin):
        with as_organisation(chat.organisation_id):
            watch = Contact.objects.get(pk=each).watch_id
        pass_time(chat.organisation_id, [watch or 0], now=clock.now())
    organisation, by = chat.organisation_id, acting(ana)
    say(robin, organisation=organisation, by=by, words="hi both", key="s", now=clock.now())

    words = [each["words"] for each in browser.get("/chat/news").json()["thread"]]
    assert words.count("we are here") == 1
    assert words.count("hi both") == 1
    assert any(each.startswith("Robin, are you okay? Send back 2") for each in words)
    assert any(each.startswith("Person 1, are you okay? Send back 1") for each in words)


def test_news_changes_with_any_of_them_and_not_with_time(
    browser: Client, chat: Contact, ana: Operator, handed_over: HandedOver
) -> None:
    """IN6: a phone on 2G asks every two seconds."""
    robin = joined(chat, ana)
    mark = browser.get("/chat/news").json()["mark"]
    handed_over.wait(3)
    same = browser.get("/chat/news", headers={"X-Mark": mark}).status_code
    taps(browser, robin)

    assert same == 204
    assert browser.get("/chat/news", headers={"X-Mark": mark}).status_code == 200


def test_once_the_first_is_over_the_page_is_the_others(
    browser: Client, chat: Contact, ana: Operator, watched: int
) -> None:
    """IN6: a button of whoever is gone is not theirs."""
    robin = joined(chat, ana)
    taps(browser, chat.pk)
    organisation, by = chat.organisation_id, acting(ana)
    reason = CloseReason.ENDED_WELL
    close_watch(watched, organisation=organisation, by=by, reason=reason, now=clock.now())
    over, ended = EndReason.ENDED, clock.now()
    end_contact(chat.pk, organisation=organisation, by=by, reason=over, now=ended)
    ask = watch_of(robin, chat).ask
    for old in ({"ask": ask, "key": "x"}, {"whose": chat.pk, "ask": ask, "key": "y"}):
        browser.post("/chat/okay", old)

    assert f'name="whose" value="{robin}"' in page_of(browser)
    assert watch_of(robin, chat).ask == ask


def test_a_browser_that_is_nobodys_presses_nobodys_button(
    browser: Client, chat: Contact, ana: Operator
) -> None:
    """CO8."""
    robin = joined(chat, ana)
    stranger = Client(HTTP_ACCEPT="text/html")
    stranger.post("/line/front/chat/", {"need": "talk"})
    stranger.post("/chat/okay", {"whose": robin, "ask": "1", "key": "tap"})

    assert watch_of(robin, chat).ask == 1
