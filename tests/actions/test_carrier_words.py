"""STOP, START, HELP and INFO: what a carrier hears in them, and what a person hears of it."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from stillhere.actions.carrier_words import Introduced, is_stopped, who_we_are
from stillhere.actions.watch import begin_watch, load
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Alarm
from stillhere.care.messages import Reading
from stillhere.care.text_size import size
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import (
    agreed,
    as_seen,
    begins,
    duties,
    later,
    messages,
    on,
    takes,
    texts,
)
from tests.somebody import acting

pytestmark = pytest.mark.both

LONG = "The line of the Northern Harbour and Great River Communities, day and night " * 2
NAMES = ["The harbour line", LONG, "Overdose line", "Ligne de surdose", ""]


@pytest.fixture
def texter(line: Line, ana: Operator, noon: datetime) -> int:
    """With Ana, who has answered; no watch yet."""
    (contact,) = texts(line, "hi", noon, key="first")
    takes(on(ana, noon), contact, noon)
    return contact


@pytest.fixture
def watched(texter: int, ana: Operator, noon: datetime) -> int:
    return begins_to_watch(texter, ana, noon)


def begins_to_watch(contact: int, ana: Operator, now: datetime) -> int:
    return begin_watch(
        contact,
        organisation=ana.organisation_id,
        by=acting(ana),
        route=None,
        with_sedative=False,
        now=now,
    )


def seen(watch: int, line: Line) -> Watch:
    with as_organisation(line.organisation_id):
        return load(watch).watch


def readings(line: Line) -> list[str]:
    return [each.reading for each in messages(line, inbound=True)]


def introductions(line: Line) -> int:
    return len(messages(line, inbound=False, reading=Introduced.WHO_WE_ARE))


@pytest.mark.parametrize("words", ["STOP", "Stop.", "ARRÊT", "arret", "END", "Opt-out", " quit "])
def test_a_stop_is_never_the_end_of_a_watch(
    watched: int, line: Line, noon: datetime, words: str
) -> None:
    """WA10, WA14."""
    texts(line, words, later(noon, 30), key="stop")
    after = seen(watched, line)

    assert after.is_open
    assert after.stopped == {Channel.TEXT}
    assert after.due_at is not None
    assert readings(line)[-1] == Reading.CARRIER_STOP


@pytest.mark.parametrize("words", ["START", "unstop", "Oui", "YES!"])
def test_a_start_gives_the_way_back_and_answers_nothing(
    watched: int, line: Line, noon: datetime, words: str
) -> None:
    """WA10, WA6."""
    texts(line, "STOP", later(noon, 30), key="stop")
    asking = seen(watched, line)
    texts(line, words, later(noon, 40), key="start")
    after = seen(watched, line)

    assert (after.lost, after.stopped) == (frozenset(), frozenset())
    assert after.time_zero == asking.time_zero
    assert readings(line)[-1] == Reading.CARRIER_START


@pytest.mark.parametrize("words", ["start", "yes", "oui"])
def test_without_a_stop_a_start_is_words_like_any_other(
    watched: int, line: Line, noon: datetime, words: str
) -> None:
    """WA5: "start" may be what somebody writes who begins to use."""
    texts(line, words, later(noon, 30), key="start")

    assert readings(line)[-1] == "words"
    assert seen(watched, line).soft_asked


def test_a_stop_from_before_is_known_when_the_watch_begins(
    texter: int, line: Line, ana: Operator, noon: datetime
) -> None:
    """WA10: the ladder rings them at once where that is agreed, and nobody waits for a text."""
    texts(line, "STOP", later(noon, 10), key="stop")
    watch = seen(begins_to_watch(texter, ana, later(noon, 20)), line)

    assert watch.stopped == watch.lost == {Channel.TEXT}
    assert watch.state is State.LISTENING
    assert readings(line)[-1] == Reading.CARRIER_STOP


def test_a_start_before_the_watch_ends_the_stop(
    texter: int, line: Line, ana: Operator, noon: datetime
) -> None:
    texts(line, "STOP", later(noon, 10), key="stop")
    texts(line, "START", later(noon, 15), key="start")

    with as_organisation(line.organisation_id):
        assert not is_stopped(texter)
    assert seen(begins_to_watch(texter, ana, later(noon, 20)), line).lost == frozenset()


def test_help_is_an_alarm_and_is_answered_with_our_name(
    watched: int, line: Line, noon: datetime
) -> None:
    """WA5."""
    texts(line, "HELP", later(noon, 30), key="help")

    assert seen(watched, line).state is State.ALARM
    assert introductions(line) == 1
    (text,) = duties(line, key__startswith="who:")
    assert (text.kind, text.lane) == ("text_caller", "care")


def test_help_again_is_an_answer_again_but_not_at_once(
    watched: int, line: Line, noon: datetime
) -> None:
    """Two machines that answer each other would never stop."""
    for seconds in (30, 31, 60, 91):
        texts(line, "aide", later(noon, seconds), key=f"help-{seconds}")

    assert introductions(line) == 2


def test_info_is_answered_and_is_no_alarm(watched: int, line: Line, noon: datetime) -> None:
    """WA5: like any words it brings one question soon."""
    texts(line, "Info", later(noon, 30), key="info")
    after = seen(watched, line)

    assert after.state is State.LISTENING
    assert after.soft_asked
    assert introductions(line) == 1
    assert readings(line)[-1] == Reading.INFO


@pytest.mark.parametrize(("words", "alarm"), [("help", Alarm.HELP), ("info", None)])
def test_who_begins_by_asking_is_greeted_once_with_our_name(
    line: Line, noon: datetime, words: str, alarm: Alarm | None
) -> None:
    (contact,) = texts(line, words, noon, key="first")

    (greeting,) = messages(line, inbound=False)
    assert greeting.reading == Introduced.WHO_WE_ARE
    assert as_seen(contact, line).alarm is alarm


def test_before_a_watch_help_raises_the_queue_and_is_answered(
    texter: int, line: Line, noon: datetime
) -> None:
    """WA5."""
    texts(line, "aide", later(noon, 5), key="help")

    assert as_seen(texter, line).alarm is Alarm.HELP
    assert introductions(line) == 1


def test_two_people_at_one_number_get_one_answer(watched: int, line: Line, noon: datetime) -> None:
    """CO8."""
    pal = begins(line, noon, key="pal", channel=Channel.VOICE)
    reached = texts(line, "help", later(noon, 30), key="help")

    assert set(reached) > {pal}
    assert introductions(line) == 1


def test_a_duress_word_is_answered_by_nothing(
    texter: int, line: Line, ana: Operator, noon: datetime
) -> None:
    """WA5: not even where it is a word that carriers know."""
    agreed(texter, ana, noon, duress_word="help")
    watch = begins_to_watch(texter, ana, noon)
    texts(line, "help", later(noon, 30), key="help")

    assert seen(watch, line).duress
    assert introductions(line) == 0


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "name", ["The harbour line", LONG, "Overdose line", "Ligne de surdose", ""]
)
def test_the_answer_is_one_harmless_text(name: str, language: str) -> None:
    """IN2: a name that tells what we are, or is too long, is not sent."""
    with override(language):
        words = who_we_are(name)

    assert size(words).segments == 1
    assert (name != "" and name in words) is (name == "The harbour line")


def test_an_answer_goes_stale(watched: int, line: Line, noon: datetime) -> None:
    texts(line, "info", later(noon, 30), key="info")
    (text,) = duties(line, key__startswith="who:")

    assert text.not_after is not None
    assert text.not_after <= later(noon, 30) + timedelta(hours=1)
