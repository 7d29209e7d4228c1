"""Practice phones: invented people on invented numbers, played by hand or by a script."""

from datetime import datetime

import pytest
from django.test import Client

from stillhere.actions.practice import add_phone
from stillhere.console.scripts_words import ABOUT
from stillhere.engine.scripts import SCRIPTS
from stillhere.records.models import Operator, Organisation, PracticeDelivery, PracticePhone
from stillhere.records.organisations import as_organisation
from tests.somebody import a_line, an_operator

pytestmark = pytest.mark.both


@pytest.fixture
def ana(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ana")


@pytest.fixture
def phone(organisation: Organisation, noon: datetime) -> int:
    line = a_line(organisation, slug="try", provider="simulated")
    with as_organisation(organisation.pk, writing=True):
        line.practice = True
        line.save()
    return add_phone(
        line.pk, organisation=organisation.pk, number="+14165550142", name="Robin", now=noon
    )


@pytest.fixture
def console(client: Client, ana: Operator) -> Client:
    client.force_login(ana)
    return client


def sent(organisation: Organisation) -> list[str]:
    with as_organisation(organisation.pk):
        return [each.body for each in PracticeDelivery.objects.filter(inbound=True)]


def test_everyone_on_the_page_is_said_to_be_invented(console: Client, phone: int) -> None:
    page = console.get("/console/practice/").content.decode()

    assert "everyone here is invented" in page
    assert "Robin" in page


def test_a_script_says_what_it_does_and_why(
    console: Client, organisation: Organisation, phone: int
) -> None:
    with as_organisation(organisation.pk, writing=True):
        PracticePhone.objects.update(script="goes_quiet", state={"way": {"asks": 2}})
    page = console.get("/console/practice/").content.decode()

    assert "Answers once, and then no more. Somebody has to decide." in page
    assert "Asked 2 times in this round." in page


def test_every_script_has_words() -> None:
    assert set(ABOUT) == set(SCRIPTS)


def test_a_text_leaves_the_phone_once(
    console: Client, phone: int, organisation: Organisation
) -> None:
    for _ in range(2):
        console.post(f"/console/practice/{phone}/text", {"words": "hello", "key": "k"})

    assert sent(organisation) == ["hello"]


def test_an_empty_text_is_no_text(console: Client, phone: int, organisation: Organisation) -> None:
    console.post(f"/console/practice/{phone}/text", {"words": " \n ", "key": "k"})

    assert sent(organisation) == []


def test_a_phone_of_nobody_is_not_found(console: Client, phone: int) -> None:
    assert console.post("/console/practice/4000/answer").status_code == 404


def test_a_phone_that_does_not_ring_cannot_be_picked_up(console: Client, phone: int) -> None:
    assert console.post(f"/console/practice/{phone}/answer").status_code == 302


@pytest.mark.parametrize("act", ["press", "put-down"])
def test_a_key_on_a_phone_that_is_not_in_a_call_does_nothing(
    console: Client, phone: int, act: str
) -> None:
    """CO5."""
    assert console.post(f"/console/practice/{phone}/{act}").status_code == 302


@pytest.mark.parametrize(
    ("act", "state"),
    [("quiet", "is_quiet"), ("drop", "is_off")],
)
def test_what_befell_a_phone_stands_on_it_until_it_is_back(
    console: Client, phone: int, act: str, state: str
) -> None:
    console.post(f"/console/practice/{phone}/{act}")
    (gone,) = console.get("/console/practice/news").json()["phones"]
    console.post(f"/console/practice/{phone}/back")
    (back,) = console.get("/console/practice/news").json()["phones"]

    assert (gone[state], back[state]) == (True, False)


def test_stop_leaves_the_phone_as_a_text(
    console: Client, phone: int, organisation: Organisation
) -> None:
    console.post(f"/console/practice/{phone}/stop", {"key": "k"})

    assert sent(organisation) == ["STOP"]


@pytest.fixture
def chat(organisation: Organisation) -> None:
    with as_organisation(organisation.pk, writing=True):
        line = a_line(organisation, slug="chat")
        line.practice = True
        line.save()


@pytest.mark.usefixtures("chat")
def test_a_chat_stands_beside_the_phones_and_is_played_there(console: Client) -> None:
    console.post("/console/practice/chat/say", {"words": "hello", "key": "k"})
    told = console.get("/console/practice/news").json()["chat"]
    page = console.get("/console/practice/").content.decode()

    assert told["said"][0] == {"body": "hello", "inbound": True}
    assert (told["is_open"], told["is_off"]) == (True, False)
    assert "Your chat" in page
    assert "hello" in page


@pytest.mark.usefixtures("chat")
def test_while_its_connection_is_gone_nothing_is_sent(console: Client) -> None:
    console.post("/console/practice/chat/say", {"words": "hello", "key": "k"})
    console.post("/console/practice/chat/drop")
    pressed = {"words": "lost", "key": "2"}
    refused = console.post("/console/practice/chat/say", pressed, headers={"X-Swap": "1"})
    console.post("/console/practice/chat/back")
    told = console.get("/console/practice/news").json()["chat"]

    assert refused.status_code == 409
    assert [each["body"] for each in told["said"] if each["inbound"]] == ["hello"]


@pytest.mark.usefixtures("chat")
def test_another_way_back_is_another_contact_until_a_person_joins_them(
    console: Client, phone: int, organisation: Organisation
) -> None:
    """CO8."""
    console.post("/console/practice/chat/back-by-text", {"key": "k"})
    console.post("/console/practice/chat/from-phone", {"key": "k2"})
    told = console.get("/console/practice/news").json()["chat"]

    assert sent(organisation) == ["It is me, from the chat. My page is gone."]
    assert told["said"][0]["body"].startswith("It is me, from the phone.")


@pytest.mark.parametrize("act", ["okay", "help", "leave", "say", "drop", "back-by-text"])
def test_without_a_chat_a_press_goes_nowhere_and_breaks_nothing(console: Client, act: str) -> None:
    answer = console.post(f"/console/practice/chat/{act}", {"words": "x", "key": "k"})

    assert answer.headers["Location"] == "/console/practice/"


def test_a_stranger_is_asked_to_sign_in(client: Client, phone: int) -> None:
    assert client.get("/console/practice/").headers["Location"].startswith("/sign-in/")
