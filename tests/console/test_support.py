"""Their mental health, as the console shows and records it."""

import re

import pytest

from stillhere.care.support import Adverse
from tests.console.desk import Desk, text_of


def record(desk: Desk, contact: int, kind: str = "panic", key: str = "a-form") -> str:
    return desk.press(f"/console/contacts/{contact}/adverse", kind=kind, key=key)


def test_every_kind_is_offered_and_no_words_are_asked_for(ana: Desk, taken: int) -> None:
    """SU4."""
    card = ana.person(taken).split('id="adverse-title"')[1].split("</section>")[0]

    assert re.findall(r'name="kind" value="(\w+)"', card) == [kind.value for kind in Adverse]
    assert "textarea" not in card
    assert 'type="text"' not in card


def test_what_was_recorded_stands_in_the_story_without_a_watch(ana: Desk, taken: int) -> None:
    """SU4."""
    record(ana, taken)

    page = text_of(ana.person(taken))
    assert "An adverse mental-health event: Panic." in page
    assert "07:00 · Panic Recorded by mistake" in page


def test_within_a_watch_it_stands_in_the_story_once(ana: Desk, taken: int, watched: int) -> None:
    """SU4."""
    record(ana, taken)

    assert ana.person(taken).count("An adverse mental-health event: Panic.") == 1


def test_a_mistake_is_taken_back(ana: Desk, taken: int) -> None:
    """SU4."""
    record(ana, taken)
    event = re.findall(r'name="event" value="(\d+)"', ana.person(taken))[0]

    ana.press(f"/console/contacts/{taken}/adverse/taken-back", event=event)

    page = text_of(ana.person(taken))
    assert "Recorded by mistake, and taken back: Panic." in page
    assert "07:00 · Panic Recorded by mistake" not in page


@pytest.mark.parametrize(("kind", "key"), [("magic", "a-form"), ("", "a-form"), ("panic", "")])
def test_what_our_form_does_not_send_is_not_there(
    ana: Desk, taken: int, kind: str, key: str
) -> None:
    record(ana, taken, kind, key)

    assert ana.status == 404


def test_others_can_neither_record_nor_take_back(
    ana: Desk, ben: Desk, stranger: Desk, taken: int
) -> None:
    """SU4."""
    record(ana, taken)
    event = re.findall(r'name="event" value="(\d+)"', ana.person(taken))[0]

    record(ben, taken, key="bens")
    theirs = ben.status
    ben.press(f"/console/contacts/{taken}/adverse/taken-back", event=event)
    stranger.press(f"/console/contacts/{taken}/adverse/taken-back", event=event)

    assert (theirs, ben.status, stranger.status) == (409, 409, 404)
    assert "Their mental health" not in text_of(ben.person(taken))
