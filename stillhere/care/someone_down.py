"""
Somebody with the caller is down: the watch is on them, and the caller answers for them (CO15).

No intake and no code: where they are, then 911 by whoever is nearer, and the alarm is at hand
from the first second. How the caller is says nothing of the one who is down: only what is said
of them counts, as it was said.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from stillhere.care import watch_answers
from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.escalation import must_hold, raise_alarm
from stillhere.care.refused import DoesNotFit, NeedsMoreProof, NotOfThem
from stillhere.care.watch_events import Evidence
from stillhere.care.watch_state import Clock, Decision, State, Watch

OF_THEM: Final = frozenset({Evidence.BREATHING, Evidence.AWAKE})
CALM: Final = (State.LISTENING, State.ASKING)


class Act(StrEnum):
    """What is done first, in this order, before anything is asked."""

    PLACE = "place"
    EMERGENCY = "emergency"
    SPEAKER = "speaker"
    NALOXONE = "naloxone"
    BREATHS = "breaths"


class Nearer(StrEnum):
    CALLER = "caller"
    US = "us"


FIRST_ACTS: Final = tuple(Act)


def who_calls(channel: Channel) -> tuple[Nearer, Nearer]:
    """911 by whoever is nearer, first; the other stays at hand.

    From a phone beside them 911 reaches their own town. On a call with us that phone is taken:
    then we call, unless there is another one.
    """
    if channel is Channel.VOICE:
        return (Nearer.US, Nearer.CALLER)
    return (Nearer.CALLER, Nearer.US)


def begin_in_alarm(watch: Watch, now: datetime) -> Watch:
    """Decide now, at once: whoever holds it is with the caller already."""
    return raise_alarm(replace(watch, answered_for=True), now).watch


def it_is_the_caller(watch: Watch, event: happened.ItIsTheCaller, now: datetime) -> Decision:
    """We misunderstood: nobody else is down. It lowers nothing; from now on they answer."""
    del now
    must_hold(watch, event.by)
    return Decision(watch=replace(watch, answered_for=False))


def checked_in(watch: Watch, event: happened.CheckedIn, now: datetime) -> Decision:
    """A tap or a digit says how the caller is, never how the one who is down is."""
    if watch.answered_for:
        return Decision(watch=watch).noting(not_of_them=1)
    return watch_answers.checked_in(watch, event, now)


def heard(watch: Watch, event: happened.Heard, now: datetime) -> Decision:
    """ "They are breathing", "they are awake": only of somebody the caller answers for."""
    if watch.answered_for:
        return _said_of_them(watch, event, now)
    if event.evidence in OF_THEM:
        message = "breathing is no answer; somebody who answers for themself says something"
        raise DoesNotFit(message)
    return watch_answers.heard(watch, event, now)


def _said_of_them(watch: Watch, event: happened.Heard, now: datetime) -> Decision:
    must_hold(watch, event.by)
    if event.evidence not in OF_THEM:
        raise NotOfThem
    there = replace(watch, lost=watch.lost - {watch.channel})
    if watch.state in CALM:
        return watch_answers.clear(there, now, answered_at=now)
    if event.evidence is Evidence.BREATHING:
        return _breathing(there, now)
    if watch.channel is not Channel.VOICE or watch.duress:
        raise NeedsMoreProof
    return watch_answers.woke(there, now, answered_at=now)


def _breathing(watch: Watch, now: datetime) -> Decision:
    """Breathing is not awake: the alarm stays, and who is on the way goes on coming."""
    told = replace(watch, last_answer_at=now, awake=False)
    if watch.state is State.ALARM or watch.beside:
        return Decision(watch=told)
    return Decision(watch=told.ring(Clock.CHECK_IN, at=now + watch.pace(now)))
