"""Ending somebody who may have used takes two, each at their own console (CO7, CO11)."""

from dataclasses import replace

import pytest

from stillhere.care.contact_events import (
    CallerLeft,
    CallerSpoke,
    ConsoleLost,
    Event,
    Heard,
    SecondAgreed,
    SecondAsked,
    SecondRefused,
    TimePassed,
    WordsSaid,
)
from stillhere.care.contact_state import Contact, EndReason, Need, Owe
from stillhere.care.refused import DoesNotFit, NeedsMoreProof, NotYours
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import Actor
from tests.care.contacting import decide, taken, then
from tests.care.watching import ANA, BEN, SAM

WRONG = SecondAsked(by=ANA, reason=EndReason.WRONG_NUMBER)
GONE = SecondAsked(by=ANA, reason=EndReason.LEFT)
AGREED = SecondAgreed(by=BEN, number=1)


def doubtful() -> Contact:
    """They said somebody is down; now it is "wrong number"; Ana asks a second person."""
    return then(taken(need=Need.SOMEONE_DOWN), 10, WRONG)


def went() -> Contact:
    """They had used, and hung up: an open safety event."""
    return then(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))


def test_a_doubtful_caller_is_with_us_like_any_other_until_a_second_person_agrees() -> None:
    """CO11."""
    before = taken(need=Need.SOMEONE_DOWN)

    assert (doubtful().state, doubtful().clocks) == (before.state, before.clocks)
    assert then(doubtful(), 20, AGREED).reason is EndReason.WRONG_NUMBER


def test_two_end_what_is_left_of_an_open_safety_event() -> None:
    """CO7."""
    assert then(then(went(), 20, GONE), 30, AGREED).reason is EndReason.LEFT


@pytest.mark.parametrize("who", [ANA, SAM])
def test_one_person_is_not_two(who: Actor) -> None:
    """CO7, CO11."""
    asked = then(taken(need=Need.SOMEONE_DOWN), 10, replace(WRONG, by=who))

    for one in (who, ANA):
        with pytest.raises(NeedsMoreProof):
            decide(asked, 20, replace(AGREED, by=one))


def test_only_who_has_them_asks() -> None:
    """CO11."""
    with pytest.raises(NotYours):
        decide(taken(need=Need.SOMEONE_DOWN), 10, replace(WRONG, by=BEN))


def test_where_one_is_enough_nobody_is_asked() -> None:
    """CO11."""
    with pytest.raises(DoesNotFit):
        decide(taken(), 10, WRONG)
    with pytest.raises(DoesNotFit):
        decide(went(), 20, replace(GONE, reason=EndReason.JOINED))


def test_a_no_changes_nothing_and_is_read_by_who_asked() -> None:
    """CO11."""
    refused = then(doubtful(), 20, SecondRefused(by=BEN, number=1))

    assert refused.is_open
    assert refused.look is not None
    assert refused.look.refused_by == BEN.id
    with pytest.raises(DoesNotFit):
        decide(refused, 30, replace(AGREED, by=SAM))


def test_a_press_on_an_older_question_ends_nobody() -> None:
    """CO11."""
    with pytest.raises(DoesNotFit):
        decide(then(doubtful(), 15, WRONG), 20, AGREED)


@pytest.mark.parametrize(
    "event",
    [
        CallerSpoke(),
        Heard(by=ANA),
        WordsSaid(by=ANA),
        CallerLeft(how=Left.HUNG_UP),
        ConsoleLost(operator=ANA.id),
    ],
)
def test_whatever_happens_makes_the_question_void(event: Event) -> None:
    """CO11."""
    assert then(doubtful(), 20, event).look is None


@pytest.mark.parametrize("event", [TimePassed(), ConsoleLost(operator=BEN.id)])
def test_what_says_nothing_about_them_leaves_the_question(event: Event) -> None:
    """CO11."""
    assert then(doubtful(), 20, event).look is not None


def test_a_watch_is_closed_first() -> None:
    """CO11."""
    watched = replace(doubtful(), watched=True)

    for event in (WRONG, AGREED):
        with pytest.raises(DoesNotFit):
            decide(watched, 20, event)


def test_where_nobody_else_is_the_supervisor_and_on_call_ring() -> None:
    """CO11."""
    alone = replace(WRONG, alone=True)

    assert decide(taken(need=Need.SOMEONE_DOWN), 10, WRONG).owed == ()
    assert decide(taken(need=Need.SOMEONE_DOWN), 10, alone).owed == (
        Owe.RING_SUPERVISOR,
        Owe.RING_ON_CALL,
    )
