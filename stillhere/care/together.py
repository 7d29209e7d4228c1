"""
Several use together, and one who is not using answers for all and stays awake (IN6).

They are watched like the one of them in the greatest danger: closer and never looser. What the
one who answers says holds while nobody is down; once somebody is, only what is said of that
person counts (CO15). Where everybody uses, each has a clock of their own.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import together_events
from stillhere.care import watch_events as happened
from stillhere.care.escalation import must_hold, raise_alarm
from stillhere.care.pace import earliest_end, high_risk, quick_pace
from stillhere.care.presets import Preset
from stillhere.care.refused import DoesNotFit, OutOfRange
from stillhere.care.watch_answers import (
    ask_no_later_than_pace,
    end_no_earlier,
    no_slower_than_quick,
    pace_chosen,
)
from stillhere.care.watch_state import Decision, Watch

FEWEST: Final = 2
MOST: Final = 9
"""People at one place whom one person can still see, and whom one call can tell of."""


def one_answers(watch: Watch, event: together_events.OneAnswers, now: datetime) -> Decision:
    """Nobody knows how each of them uses: the most careful way counts. Said twice it is once.

    Raises `OutOfRange`, in people.
    """
    must_hold(watch, event.by)
    if not FEWEST <= event.people <= MOST:
        raise OutOfRange("people", FEWEST, MOST)
    if watch.people == event.people:
        return Decision(watch=watch)
    every = frozenset(Preset)
    risky = now + high_risk(watch.policy, every)
    close = replace(
        watch,
        people=event.people,
        slows=False,
        presets=every,
        high_risk_until=max(watch.high_risk_until or risky, risky),
    )
    close = replace(close, chosen_pace=no_slower_than_quick(close))
    close = end_no_earlier(close, now + earliest_end(close.policy, every))
    return Decision(watch=ask_no_later_than_pace(close, now))


def each_answers(watch: Watch, event: together_events.EachAnswers, now: datetime) -> Decision:
    """The one who answers uses too: this watch is theirs alone. It lowers nothing."""
    del now
    must_hold(watch, event.by)
    return Decision(watch=replace(watch, people=1))


def one_is_down(watch: Watch, event: together_events.OneIsDown, now: datetime) -> Decision:
    """Said by the one who answers: decide now, and from here it is about who is down."""
    must_hold(watch, event.by)
    if not watch.is_together:
        message = "nobody answers for others here"
        raise DoesNotFit(message)
    return raise_alarm(replace(watch, answered_for=True), now)


def shares_phone(watch: Watch, event: together_events.SharesPhone, now: datetime) -> Decision:
    """Told apart from the next question on. It answers nothing, and no clock moves by it.

    Raises `OutOfRange`.
    """
    del now
    if not 1 <= event.digit <= MOST:
        raise OutOfRange("digit", 1, MOST)
    if watch.first_digit == event.digit:
        return Decision(watch=watch)
    never_asked = watch.ask == 1
    since = 1 if never_asked else watch.ask + 1
    return Decision(watch=replace(watch, first_digit=event.digit, first_digit_from=since))


def pace_of_theirs(watch: Watch, event: happened.PaceChosen, now: datetime) -> Decision:
    """One of them may ask to be asked more often, and cannot slow it for the others.

    Raises `OutOfRange`, in seconds.
    """
    quick = quick_pace(watch.policy, watch.presets)
    if watch.is_together and event.pace > quick:
        raise OutOfRange("pace", 1, quick.total_seconds())
    return pace_chosen(watch, event, now)
