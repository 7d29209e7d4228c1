"""The whole way by text: a phone that sends and gets texts, and nothing else of them."""

import re

import pytest

from stillhere.actions.carrier_words import Introduced
from stillhere.care.channel import Channel
from stillhere.care.watch_state import State
from stillhere.lines.line import Blocked
from tests.journeys.callers import Ringer, Texter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = pytest.mark.both

RING = "the call you agreed to"


def blocks_texts(night: Night) -> None:
    """Their carrier takes no text from us any more; a ring still goes through."""

    def block(key: str) -> None:
        if not key.startswith("ring_caller"):
            raise Blocked("This number takes no texts from us.")

    night.glass.by_slug[night.texts.slug].before = block


def test_a_first_contact_by_text_from_hello_to_goodbye(
    tess: Texter, ana: Peer, later: Later
) -> None:
    """IN1, WA1, WA4, WA15."""
    tess.texts("hi, about to use")
    later(seconds=1)
    assert "We are getting a person for you" in tess.reads()
    ana.takes(tess)
    ana.says(tess, "Hello, I am Ana. Where are you exactly?")
    tess.texts("12 Example Street, buzzer 4")
    ana.plans(tess)
    ana.begins_watch(tess)
    later(minutes=2)
    assert f"Send back {tess.watch().digit(tess.watch().ask)}." in tess.reads()
    tess.answers()
    assert tess.state() is State.LISTENING

    later(seconds=20)
    tess.texts("done, thanks")
    ana.closes(tess)
    ana.ends(tess)

    assert tess.state() is State.CLOSED


def test_who_texts_again_another_day_is_nobody_we_know(
    tess: Texter, ana: Peer, ben: Peer, later: Later
) -> None:
    """CO8, IN1: a number never identifies, and the place is said again every time."""
    tess.texts("hi")
    ana.stays_with(tess)
    later(seconds=30)
    ana.is_answered(tess, "message")
    ana.closes(tess)
    ana.ends(tess)
    tess.texts("hi, me again")
    ben.takes(tess)

    assert tess.as_contact().watched is False
    page = ben.reads(tess)
    assert "12 Example Street" not in page
    assert re.search(r"\bJo\b", page) is None
    later(seconds=1)
    assert "Example" not in tess.reads()


def test_goes_quiet_by_text(tess: Texter, ana: Peer, later: Later) -> None:
    """WA8, ES1, ES6: asked, rung as agreed, asked again, and a person decides."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    later(minutes=2)
    assert tess.reads().count("Are you okay? Send back") == 1
    later(seconds=30)
    assert tess.reads().count(RING) == 1
    later(seconds=30)

    assert tess.state() is State.ALARM
    assert "and your word" in tess.reads()
    assert "Alarm: decide now" in ana.reads(tess)
    ana.calls_911(tess)
    ana.is_told_they_come(tess)
    tess.answers(word="maple")
    later(seconds=1)
    assert "We cannot promise to turn them back" in tess.reads()


def test_stop_in_the_middle_is_no_goodbye(tess: Texter, ana: Peer, later: Later) -> None:
    """WA10, PL3: the clock goes on, their phone rings, and START answers nothing."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    due = tess.watch().due_at
    tess.texts("ARRÊT")
    later(seconds=1)
    assert tess.watch().due_at == due
    assert tess.reads().count(RING) == 1
    assert "That is no goodbye. The clock goes on." in ana.reads(tess)
    assert "their carrier holds back our texts from now" in ana.reads(tess, "talk")
    later(minutes=2)
    assert tess.state() is State.ASKING

    tess.texts("START")

    assert tess.state() is State.ASKING
    assert "Texts do not reach them" in ana.reads(tess, "talk")
    assert "That is no goodbye" not in ana.reads(tess)
    tess.answers()
    assert tess.state() is State.LISTENING


def test_help_brings_a_person_and_one_text(tess: Texter, ana: Peer, later: Later) -> None:
    """WA5."""
    tess.texts("about to smoke")
    ana.stays_with(tess)

    tess.texts("HELP")
    tess.texts("HELP")
    later(seconds=1)

    assert tess.state() is State.ALARM
    assert tess.reads().count("A person will answer you here") == 1


def test_help_before_anybody_answers_raises_the_queue(
    tess: Texter, ana: Peer, night: Night, later: Later
) -> None:
    """WA5, CO2."""
    tess.texts("aide")
    later(seconds=1)

    assert tess.as_contact().is_safety_event
    assert "A person will answer you here" in tess.reads()
    assert "We are getting a person" not in tess.reads()
    assert [each.reading for each in night.messages(tess.contact, inbound=False)] == [
        Introduced.WHO_WE_ARE
    ]
    ana.takes(tess)
    assert tess.as_contact().is_safety_event


def test_a_number_that_was_stopped_before_an_alarm_is_rung_at_once(
    tess: Texter, ana: Peer, night: Night, later: Later
) -> None:
    """WA10: nobody finds out in the alarm; a text that is refused brings the other way."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    blocks_texts(night)
    later(minutes=2, seconds=2)

    assert tess.watch().lost == {Channel.TEXT}
    assert tess.reads().count(RING) == 1
    assert "Our messages do not reach them" in ana.reads(tess)
    later(minutes=1)
    assert tess.state() is State.ALARM


def test_an_answer_from_a_phone_of_two_people_is_only_whose_digit_it_is(
    tess: Texter, ray: Ringer, ana: Peer, ben: Peer, later: Later
) -> None:
    """CO8, IN6: one who calls and one who texts from the same phone."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    ray.rings()
    ben.stays_with(ray)
    hers, his = tess.watch_id, ray.watch_id
    assert hers != his
    later(minutes=2)

    phone = Texter(tess.night)
    phone.texts("ok")
    assert (tess.state(), ray.state()) == (State.ASKING, State.ASKING)
    watch = ray.watch()
    phone.texts(str(watch.digit(watch.ask)))
    assert (tess.state(), ray.state()) == (State.ASKING, State.LISTENING)
    phone.texts("help")
    assert (tess.state(), ray.state()) == (State.ALARM, State.ALARM)


def test_a_text_from_before_they_went_down_answers_nothing(
    tess: Texter, ana: Peer, later: Later
) -> None:
    """WA4, WA6: sent while they were well, and carried for minutes."""
    tess.texts("about to smoke")
    ana.stays_with(tess)
    later(minutes=2)
    sent_when_well = str(tess.watch().digit(tess.watch().ask))
    later(minutes=1)
    assert tess.state() is State.ALARM

    tess.texts(sent_when_well)
    tess.texts(f"{sent_when_well} maple")

    assert tess.state() is State.ALARM
    assert ana.reads(tess, "talk").count("late") >= 2
