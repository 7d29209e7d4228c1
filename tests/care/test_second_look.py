"""A second person: asked about one thing, agreeing from their own console, and only to that."""

import json
from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.duties import Duty, Kind, is_wanted
from stillhere.care.refused import CannotCloseSo, DoesNotFit, NeedsMoreProof, NotYours
from stillhere.care.second_look import About
from stillhere.care.watch_events import (
    AskedAgain,
    CallerReturned,
    CheckedIn,
    ConsoleLost,
    Event,
    HelpAsked,
    PlanChanged,
    SecondAgreed,
    SecondAsked,
    SecondLooked,
    SecondRefused,
    Taken,
    TimePassed,
    WordsReceived,
)
from stillhere.care.watch_facts import as_facts, look_from
from stillhere.care.watch_state import Actor, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    DECIDE_AT,
    DURESS,
    PLAN,
    REACHED,
    SAM,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    quiet,
    tap,
    then,
    what,
)

ANSWERED = SecondAsked(by=ANA, about=About.ANSWERED)
LOST = SecondAsked(by=ANA, about=About.CONTACT_LOST, tried=True)
AGREED = SecondAgreed(by=BEN, number=1)
CARL = Actor(id=3)


def asked(event: SecondAsked = ANSWERED, watch: Watch | None = None) -> Watch:
    """In an alarm, at `DECIDE_AT`."""
    return then(watch or an_alarm(), DECIDE_AT, event)


def test_an_alarm_goes_on_until_a_second_person_has_seen_the_answer() -> None:
    """WA6, CO14."""
    waiting = asked()

    assert waiting.state is State.ALARM
    assert waiting.clocks == an_alarm().clocks
    assert then(waiting, 200, AGREED).state is State.LISTENING


def test_their_answer_counts_from_when_it_was_seen_first() -> None:
    """WA6, WA8."""
    safe = then(asked(), 200, AGREED)

    assert safe.last_answer_at == at(DECIDE_AT)
    assert safe.due_at == at(DECIDE_AT + 120)


def test_agreed_to_so_late_that_they_are_asked_at_once() -> None:
    """WA8."""
    assert then(asked(), 900, AGREED).due_at == at(900)


@pytest.mark.parametrize("who", [ANA, SAM])
def test_one_person_is_not_two(who: Actor) -> None:
    """WA6: neither who asks nor who holds the watch is the second person."""
    waiting = asked(replace(ANSWERED, by=who))

    for one in (who, ANA):
        with pytest.raises(NeedsMoreProof):
            decide(waiting, 200, replace(AGREED, by=one))
    assert then(waiting, 200, AGREED).state is State.LISTENING


def test_only_who_has_the_watch_asks_for_a_second_person() -> None:
    """WA6."""
    with pytest.raises(NotYours):
        decide(an_alarm(), DECIDE_AT, replace(ANSWERED, by=BEN))


@pytest.mark.parametrize("watch", [a_watch(), quiet(a_watch(), 130)])
def test_where_one_is_enough_nobody_else_is_asked(watch: Watch) -> None:
    """WA6."""
    with pytest.raises(DoesNotFit):
        decide(watch, 130, ANSWERED)


def test_a_no_changes_nothing_and_is_read_by_who_asked() -> None:
    """WA6."""
    refused = then(asked(), 200, SecondRefused(by=BEN, number=1))

    assert refused.state is State.ALARM
    assert refused.look is not None
    assert (refused.look.refused_by, refused.look.is_open) == (BEN.id, False)
    with pytest.raises(DoesNotFit):
        decide(refused, 210, replace(AGREED, by=CARL))


def test_a_press_on_an_older_question_agrees_to_nothing() -> None:
    """WA6."""
    twice = then(asked(), 200, LOST)

    with pytest.raises(DoesNotFit):
        decide(twice, 210, replace(AGREED, by=SAM))
    assert then(twice, 210, replace(AGREED, by=SAM, number=2)).state is State.CLOSED


@pytest.mark.parametrize("number", [0, 1])
def test_where_nobody_asks_nobody_agrees(number: int) -> None:
    """WA6."""
    with pytest.raises(DoesNotFit):
        decide(an_alarm(), 200, SecondAgreed(by=BEN, number=number))


VOIDS = [
    AskedAgain(by=ANA),
    HelpAsked(),
    DURESS,
    PlanChanged(terms=PLAN),
    CallerReturned(channel=Channel.CHAT),
    CALL_911,
    ConsoleLost(operator=ANA.id),
    Taken(by=SAM),
]


@pytest.mark.parametrize("event", VOIDS)
@pytest.mark.parametrize("question", [ANSWERED, LOST])
def test_whatever_happens_makes_the_question_void(event: Event, question: SecondAsked) -> None:
    """WA6, WA15."""
    changed = then(asked(question), 200, event)

    assert changed.look is None
    with pytest.raises(DoesNotFit):
        decide(changed, 210, AGREED)


def test_a_new_question_to_the_caller_makes_the_old_answer_void() -> None:
    """WA4, WA6."""
    forced = asked(watch=then(an_alarm(), DECIDE_AT, DURESS))
    asked_as_if_calm = quiet(forced, DECIDE_AT + 120)

    assert asked_as_if_calm.ask > forced.ask
    assert asked_as_if_calm.look is None


def test_a_new_alarm_is_another_question() -> None:
    """WA6."""
    coming = then(help_coming(), 200, ANSWERED)
    again = then(coming, 210, HelpAsked())

    assert coming.look is not None
    assert (again.state, again.look) == (State.ALARM, None)


@pytest.mark.parametrize(
    "event", [WordsReceived(), tap(an_alarm()), tap(an_alarm(), with_word=True)]
)
def test_nobody_is_lost_who_gives_a_sign(event: Event) -> None:
    """WA15."""
    assert then(asked(LOST), 200, event).look is None


@pytest.mark.parametrize(
    "event",
    [TimePassed(), SecondLooked(by=BEN), ConsoleLost(operator=BEN.id), CheckedIn(ask=0)],
)
def test_what_says_nothing_about_them_leaves_the_question(event: Event) -> None:
    """WA6, WA4."""
    assert then(asked(), 200, event).look is not None


def test_more_words_leave_the_question_about_their_answer() -> None:
    """WA6."""
    assert then(asked(), 200, WordsReceived()).look is not None
    assert then(asked(), 200, tap(an_alarm())).look is None


@pytest.mark.parametrize("watch", [a_watch(), quiet(a_watch(), 130), an_alarm(), help_coming()])
def test_any_two_close_a_lost_contact_where_no_supervisor_is(watch: Watch) -> None:
    """WA15."""
    waiting = then(watch, DECIDE_AT, LOST)
    closed = then(waiting, DECIDE_AT + 5, AGREED)

    assert waiting.is_open
    assert (closed.state, closed.due_at) == (State.CLOSED, None)


def test_where_a_supervisor_sits_it_is_theirs_to_agree() -> None:
    """WA15."""
    there = replace(AGREED, supervisor_here=True)

    with pytest.raises(CannotCloseSo, match="supervisor"):
        decide(asked(LOST), 200, there)
    assert then(asked(LOST), 200, replace(there, by=SAM)).state is State.CLOSED


def test_nobody_is_asked_about_a_lost_contact_before_something_was_tried() -> None:
    """WA15."""
    with pytest.raises(CannotCloseSo, match="tried"):
        decide(an_alarm(), DECIDE_AT, replace(LOST, tried=False))


def test_who_was_asked_to_come_is_told_that_it_is_over() -> None:
    """WA15, ES8."""
    assert what(decide(asked(LOST), 200, AGREED)) == {Owe.STAND_DOWN}


def test_where_nobody_else_is_the_supervisor_and_on_call_ring_and_the_alarm_goes_on() -> None:
    """WA6, WA15."""
    alone = replace(ANSWERED, alone=True)

    assert what(decide(an_alarm(), DECIDE_AT, ANSWERED)) == set()
    assert what(decide(an_alarm(), DECIDE_AT, alone)) == {Owe.RING_SUPERVISOR, Owe.RING_ON_CALL}
    assert then(an_alarm(), DECIDE_AT, alone).is_alarming


@pytest.mark.parametrize("watch", [a_watch(), an_alarm(), help_coming()])
def test_a_ring_for_a_second_person_is_wanted_while_they_are_asked(watch: Watch) -> None:
    """WA15."""
    asked_alone = then(watch, DECIDE_AT, replace(LOST, alone=True))
    ring = Duty(kind=Kind.RING_PERSON, why=Owe.RING_ON_CALL, episode=asked_alone.episode)

    assert is_wanted(ring, asked_alone)
    assert not is_wanted(ring, then(asked_alone, DECIDE_AT + 5, AGREED))


def test_who_answered_although_help_comes_is_still_awaited() -> None:
    """ES6, WA6."""
    awake = then(then(an_alarm(), 200, CALL_911, REACHED, ANSWERED), 210, AGREED)

    assert (awake.state, awake.awake, awake.look) == (State.HELP_ON_THE_WAY, True, None)


def test_a_question_is_kept_and_read_again() -> None:
    """I6."""
    refused = then(asked(), 200, SecondRefused(by=BEN, number=1))

    assert look_from(json.loads(json.dumps(as_facts(refused)))["look"]) == refused.look
