"""RO3: what a locked screen gives to whoever passes, by any address: nothing about anybody."""

import json

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from stillhere.actions.idle_lock import Browser, lock, unlock
from stillhere.actions.opening import open_contact
from stillhere.care.access import Role
from stillhere.care.channel import Channel
from stillhere.records.models import Line, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from stillhere.web.signing_in import SigningIn
from stillhere.web.streams import Sees
from tests.somebody import an_operator
from tests.web.addresses import Address, every_address
from tests.web.conftest import SignIn
from tests.web.factors import has_a_second_factor
from tests.web.happening import on, takes, watched
from tests.web.looking import Turning, look_at

IDLE = 300
"""Seconds: the default."""
PASSWORD = "correct horse battery"
WORDS = "words of theirs"
OPENS = (
    *("/console/beat", "/console/live", "/console/lock", "/console/still-here"),
    *("/console/telephone/seat", "/console/telephone/may-answer"),
)
"""And what unlocks: they answer a locked screen, of nobody."""


@pytest.fixture
def sam(line: Line) -> Operator:
    """May read of anybody."""
    found = an_operator(line.organisation, "sam", "supervisor")
    has_a_second_factor(found)
    with as_organisation(line.organisation_id, writing=True):
        Operator.objects.filter(pk=found.pk).update(password=make_password(PASSWORD))
        found.refresh_from_db()
    return found


@pytest.fixture
def contact(line: Line, ana: Operator, time: HandedOver) -> int:
    found = open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="a ticket",
        language="en",
        key="first",
        words=WORDS,
        now=clock.now(),
    ).contact_id
    takes(on(ana), found)
    return found


@pytest.fixture
def screen(sam: Operator, contact: int, sign_in: SignIn) -> Client:
    """Sam's, a moment ago: nobody is with Sam."""
    found = sign_in(sam)
    assert WORDS in found.get(f"/console/contacts/{contact}/").content.decode()
    return found


@pytest.fixture
def locked(screen: Client, time: HandedOver) -> Client:
    time.wait(seconds=IDLE)
    return screen


def is_locked(screen: Client, **form: str) -> bool:
    return bool(screen.post("/console/still-here", form).json()["locked"])


def _is_shut(address: Address) -> bool:
    roles = address.roles
    ours = isinstance(roles, frozenset) and Role.SUPERVISOR in roles
    return ours and not address.path.startswith((*OPENS, "/console/unlock"))


def test_no_address_shows_anybody_on_a_locked_screen(locked: Client, contact: int) -> None:
    """RO3: with a page or a part of one, asked for or sent to."""
    shut = [address.path for address in every_address() if _is_shut(address)]
    pages = [locked.get(path) for path in (*shut, f"/console/contacts/{contact}/")]
    parts = [locked.get(path, headers={"X-Swap": "1"}) for path in shut]
    sent = [locked.post(path) for path in shut]

    assert len(shut) > 100
    assert {answer.status_code for answer in (*pages, *parts, *sent)} == {423}
    assert not any(WORDS.encode() in answer.content for answer in (*pages, *parts))
    assert {answer.headers["Cache-Control"] for answer in pages} == {"no-store"}
    assert {each.json()["locked"] for each in parts} == {True}


def test_its_page_goes_back_to_where_one_was(locked: Client, contact: int) -> None:
    """RO3."""
    page = locked.get(f"/console/contacts/{contact}/?step=plan").content.decode()
    opened = locked.post(
        "/console/unlock", {"password": PASSWORD, "next": f"/console/contacts/{contact}/?step=plan"}
    )

    assert f'name="next" value="/console/contacts/{contact}/?step=plan"' in page
    assert opened.headers["Location"] == f"/console/contacts/{contact}/?step=plan"
    assert WORDS in locked.get(opened.headers["Location"]).content.decode()


def test_another_password_opens_nothing(
    locked: Client, contact: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RO3."""
    monkeypatch.setattr(SigningIn, "wait", staticmethod(lambda _seconds: None))
    said = locked.post("/console/unlock", {"password": "another", "next": "/console/wall/"})
    tries = [locked.post("/console/unlock", {"password": "another"}) for _ in range(10)]

    assert said.status_code == 423
    assert 'name="next" value="/console/wall/"' in said.content.decode()
    assert "Too many wrong passwords" in tries[-1].content.decode()
    assert is_locked(locked)


def test_a_key_that_was_never_theirs_opens_nothing(locked: Client) -> None:
    """RO3."""
    asked = locked.post("/console/unlock/key")
    answer = locked.post("/console/unlock", {"credential": json.dumps({"id": "x"})})

    assert "challenge" in asked.json()["publicKey"]
    assert answer.status_code == 423
    assert is_locked(locked)


def test_what_nobody_pressed_keeps_no_screen_open(
    screen: Client, contact: int, time: HandedOver
) -> None:
    """RO3: beats, the live stream's own questions, and what our scripts fetch by themselves."""
    for _ in range(6):
        time.wait(seconds=50)
        screen.get(f"/console/contacts/{contact}/", headers={"X-Unasked": "1"})
        screen.post("/console/beat", {"key": "sam"})
        is_locked(screen)

    assert is_locked(screen)


def test_what_is_typed_keeps_it_open(screen: Client, time: HandedOver) -> None:
    """RO3: also without a page being asked for."""
    for _ in range(3):
        time.wait(seconds=IDLE - 1)
        assert not is_locked(screen, touched="1")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_knows_when_to_ask(language: str, screen: Client) -> None:
    """RO3: a number that a script can read in any language."""
    screen.post("/language", {"language": language, "next": "/console/"})

    assert 'data-after="300"' in screen.get("/console/").content.decode()


def test_nothing_typed_opens_it_again(locked: Client) -> None:
    """RO3."""
    assert is_locked(locked, touched="1")
    assert is_locked(locked, touched="1")


def test_a_button_locks_it_at_once(screen: Client) -> None:
    """RO3."""
    answer = screen.post("/console/lock", {"next": "/console/wall/"})

    assert answer.headers["Location"] == "/console/wall/"
    assert screen.get("/console/wall/").status_code == 423


def test_who_has_somebody_is_told_why_it_stays_open(
    line: Line, ana: Operator, time: HandedOver, sign_in: SignIn
) -> None:
    """WA11."""
    watched(line, on(ana))
    screen = sign_in(ana)

    answer = screen.post("/console/lock", headers={"X-Swap": "1"})

    assert answer.status_code == 409
    assert "Somebody is with you" in answer.json()["no"]
    assert not is_locked(screen)


def test_a_console_goes_on_beating_while_it_is_locked(
    ana: Operator, time: HandedOver, sign_in: SignIn
) -> None:
    """RO3, WA11."""
    screen = sign_in(on(ana))
    screen.post("/console/lock")
    time.wait(seconds=10)

    beat = screen.post("/console/beat", {"key": "ana"}).json()

    assert (beat["state"], beat["key_ok"]) == ("on", True)


def test_what_was_sent_to_a_locked_screen_is_said_not_to_be_kept(
    locked: Client, contact: int
) -> None:
    """RO3."""
    page = locked.post(f"/console/contacts/{contact}/say", {"words": "hello"}).content.decode()

    assert "The screen was locked before this could be kept." in page


def test_unlock_asked_for_by_address_is_the_page_one_lands_on(locked: Client) -> None:
    """RO3: somebody loads the page of a wrong password again."""
    assert locked.get("/console/unlock").headers["Location"] == "/console/"


@pytest.mark.both
def test_a_locked_console_rings_and_counts_and_hears_of_nobody(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    """RO3."""
    watch = watched(line, on(ana))
    looking = look_at(feed.feed, on(sam))
    feed.turn()
    before = looking.rows[f"watch-{watch}"]
    locks(looking.sign_in, sam)

    feed.wait(seconds=2)
    feed.turn()

    after = looking.rows[f"watch-{watch}"]
    assert looking.last["you"]["locked"]
    assert (looking.last["watches"], looking.last["operators"]) == (1, [])
    assert (after["decide_at"], after["label"]) == (before["decide_at"], "")
    assert after["holder"] == {"id": ana.pk}
    assert not {"url", "number", "contact", "language", "need", "last_answer"} & after.keys()


@pytest.mark.both
def test_unlocked_it_is_told_everything_again(feed: Turning, line: Line, sam: Operator) -> None:
    """RO3."""
    looking = look_at(feed.feed, on(sam))
    browser = locks(looking.sign_in, sam)
    feed.turn()
    assert looking.last["you"]["locked"]
    unlock(browser, now=feed.now)

    feed.wait(seconds=2)
    feed.turn()

    assert looking.names[-2:] == ["snapshot", "tick"]
    assert not looking.last["you"]["locked"]
    assert [one["name"] for one in looking.last["operators"]] == ["Sam"]


@pytest.mark.both
def test_a_wall_left_alone_goes_dark(feed: Turning, line: Line, sam: Operator) -> None:
    """RO3: televisions are for who passes."""
    looking = look_at(feed.feed, on(sam), sees=Sees.WALL)
    locks(looking.sign_in, sam)

    feed.turn()

    assert "wall" not in looking.names
    assert looking.last["you"]["locked"]


def locks(sign_in: str, operator: Operator) -> Browser:
    found = Browser(key=sign_in, operator=operator.pk, organisation=operator.organisation_id)
    lock(found, now=clock.now())
    return found
