"""Somebody else is down: the place, then 911 by whoever is nearer, and who is watched is said."""

from datetime import datetime

import pytest

from stillhere.actions.opening import open_contact
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.plan import Help
from stillhere.care.watch_state import State
from stillhere.records.models import Line
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, text_of

pytestmark = pytest.mark.both
PHONE = "+14165550142"


@pytest.fixture
def by_phone(line: Line, time: HandedOver) -> int:
    return open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.VOICE,
        address=PHONE,
        language="en",
        key="call",
        now=clock.now(),
    ).contact_id


@pytest.fixture
def chat(line: Line, time: HandedOver) -> int:
    """They chose it on the page, before anybody answered."""
    return open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="a ticket",
        language="en",
        key="chat",
        need=Need.SOMEONE_DOWN,
        now=clock.now(),
    ).contact_id


@pytest.fixture
def down(by_phone: int, ana: Desk) -> int:
    ana.press(f"/console/contacts/{by_phone}/take")
    ana.press(f"/console/contacts/{by_phone}/need", need="someone_down")
    return by_phone


def test_one_press_watches_who_is_down_and_asks_nothing_first(ana: Desk, down: int) -> None:
    """CO15: no intake, no code."""
    page = text_of(ana.person(down))

    watch = ana.watch(ana.watch_of(down))
    assert (watch.state, watch.answered_for) == (State.ALARM, True)
    assert "Watched: somebody with them who is down" in page
    assert page.index("Where are you both, exactly?") < page.index("Send help")
    assert "What can I call you?" not in page


def test_who_said_so_on_the_page_is_watched_from_the_moment_they_are_taken(
    ana: Desk, chat: int
) -> None:
    """CO15, WA1."""
    ana.press(f"/console/contacts/{chat}/take")

    assert ana.watch(ana.watch_of(chat)).answered_for


def test_saying_it_twice_begins_one_watch(ana: Desk, down: int) -> None:
    """CO15."""
    first = ana.watch_of(down)
    ana.press(f"/console/contacts/{down}/need", need="someone_down")

    assert ana.watch_of(down) == first


def test_the_place_is_kept_and_read_to_dispatch(ana: Desk, down: int) -> None:
    """CO15."""
    ana.press(
        f"/console/contacts/{down}/intake",
        question=["place", "way_in"],
        place="Blue lot by the bridge",
        way_in="gate on the left",
    )
    ana.press(f"/console/watches/{ana.watch_of(down)}/decide", help="emergency")

    page = text_of(ana.person(down))
    assert "Somebody is down and may not be breathing. Another person is with them." in page
    assert "They are here: Blue lot by the bridge." in page


@pytest.mark.parametrize(("who", "first"), [("down", "Send help"), ("chat", "They call 911")])
def test_whoever_is_nearer_calls_first(
    ana: Desk, who: str, first: str, request: pytest.FixtureRequest
) -> None:
    """CO15: on a call their phone is taken; beside a chat it is not."""
    contact = request.getfixturevalue(who)
    ana.press(f"/console/contacts/{contact}/take")

    page = ana.person(contact)
    alarm = page.index("button--alarm")
    assert first in page[alarm : alarm + 300]
    assert "They call 911 from there" in page
    assert "Send help" in page


def test_the_caller_calls_and_the_operator_helps_them_to_say_it(ana: Desk, down: int) -> None:
    """CO15."""
    watch = ana.watch_of(down)
    ana.press(f"/console/watches/{watch}/decide", help="emergency", by_caller="yes")

    page = text_of(ana.person(down))
    decided = ana.watch(watch).decided
    assert decided is not None
    assert (decided.help, decided.by_caller) == (Help.EMERGENCY, True)
    assert "The caller is calling 911: stay with them" in page
    assert "We have no tested number" not in page
    assert "The caller calls 911; Ana stays with them." in page


def test_an_answer_of_the_callers_is_refused_in_words(ana: Desk, down: int) -> None:
    """CO15."""
    refused = ana.press(f"/console/watches/{ana.watch_of(down)}/answered", evidence="spoken")

    assert ana.status == 409
    assert "Say what they tell you of that person: breathing, or awake." in text_of(refused)


def test_what_is_said_of_them_is_told_as_it_was_said(ana: Desk, down: int) -> None:
    """CO15: breathing leaves the alarm, awake ends it."""
    watch = ana.watch_of(down)
    ana.press(f"/console/watches/{watch}/answered", evidence="breathing")
    breathing = ana.watch(watch).state
    ana.press(f"/console/watches/{watch}/answered", evidence="awake")

    page = text_of(ana.person(down))
    assert (breathing, ana.watch(watch).state) == (State.ALARM, State.LISTENING)
    assert "Ana was told: they breathe." in page
    assert "Ana was told: they are awake." in page
    assert "They answered me" not in page


def test_awake_in_writing_is_seen_by_two(ana: Desk, ben: Desk, chat: int) -> None:
    """CO15, WA6."""
    ana.press(f"/console/contacts/{chat}/take")
    watch = ana.watch_of(chat)
    ana.press(f"/console/watches/{watch}/answered", evidence="awake")
    alone = ana.status
    ana.press(f"/console/watches/{watch}/second/ask")
    asked = text_of(ben.person(chat))
    ben.press(f"/console/watches/{watch}/second/agree", number=1)

    assert alone == 409
    assert "Ana says the one who is down is awake." in asked
    assert ana.watch(watch).state is State.LISTENING


def test_a_misunderstanding_is_put_right(ana: Desk, down: int) -> None:
    """CO15."""
    watch = ana.watch_of(down)
    ana.press(f"/console/watches/{watch}/it-is-the-caller")

    assert not ana.watch(watch).answered_for
    assert "Watched: somebody" not in ana.person(down)


@pytest.mark.parametrize("evidence", ["breathing", "awake"])
def test_until_somebody_is_there_the_page_asks_after_them(
    ana: Desk, down: int, evidence: str
) -> None:
    """CO15."""
    watch = ana.watch_of(down)
    ana.press(f"/console/watches/{watch}/decide", help="emergency")
    ana.press(f"/console/watches/{watch}/reached")
    ana.press(f"/console/watches/{watch}/answered", evidence=evidence)

    page = ana.person(down)
    assert "They tell me: breathing" in page
    assert "How to give naloxone and breaths stands in the guides beside you." in page


def test_a_colleague_sees_who_is_watched(ana: Desk, ben: Desk, down: int, noon: datetime) -> None:
    """CO15."""
    assert "Watched: somebody with them who is down" in ben.person(down)
