"""
What whoever calls for help tells of it while it goes on: dialled, answered, at the place (ES4).

For a phone that is not ours to see. Telling is no proof that help comes: no alarm ends by it.
"""

from dataclasses import replace
from datetime import datetime

from stillhere.care import watch_events as happened
from stillhere.care.escalation import must_hold
from stillhere.care.refused import DoesNotFit
from stillhere.care.sending_help import must_have_token
from stillhere.care.watch_state import Clock, Decided, Decision, Watch


def help_dialled(watch: Watch, event: happened.HelpDialled, now: datetime) -> Decision:
    """Only the time. "Did you reach them?" comes when it would have come."""
    decided = must_have_token(watch, event)
    if decided.dialled_at is not None:
        return Decision(watch=watch)
    return Decision(watch=replace(watch, decided=replace(decided, dialled_at=now)))


def help_answered(watch: Watch, event: happened.HelpAnswered, now: datetime) -> Decision:
    """They are talking: whoever calls has, once, the time of a call again before being asked."""
    decided = must_have_token(watch, event)
    if decided.answered_at is not None:
        return Decision(watch=watch)
    talking = replace(watch, decided=_answered(decided, now))
    return Decision(watch=talking.ring(Clock.REACHED, at=now + watch.policy.seconds("reached")))


def _answered(decided: Decided, now: datetime) -> Decided:
    """Who was answered has dialled, pressed or not."""
    dialled = decided.dialled_at or now
    return replace(decided, dialled_at=dialled, answered_at=now, asked_again=False)


def help_at_place(watch: Watch, event: happened.HelpAtPlace, now: datetime) -> Decision:
    """The question "is somebody beside them?" goes on; only a person with them ends it (ES6)."""
    must_hold(watch, event.by)
    if watch.beside:
        message = "somebody is beside them already"
        raise DoesNotFit(message)
    there = watch if watch.at_place_at else replace(watch, at_place_at=now)
    there = replace(there, ask_beside=False)
    return Decision(watch=there.ring(Clock.HELP_ASK, at=now + watch.policy.seconds("help_asks")))
