"""
The use is meant to end their life: nobody is alone with that, and nothing is done behind them.

A supervisor is rung, and who is on call where none is on, until somebody is with the holder.
The watch gets closer and never looser; the plan changes only after they were told (PL9).
"""

from dataclasses import replace
from datetime import datetime

from stillhere.care import watch_events as happened
from stillhere.care.escalation import must_hold
from stillhere.care.refused import SayItFirst
from stillhere.care.watch_answers import (
    ask_no_later_than_pace,
    end_no_earlier,
    no_slower_than_quick,
)
from stillhere.care.watch_state import Clock, Decision, Owe, Watch


def meant_to_end_life(watch: Watch, event: happened.MeantToEndLife, now: datetime) -> Decision:
    """As close as after a sedative: no slowing, no early end (WA7). Said twice it is once."""
    must_hold(watch, event.by)
    if watch.to_end_life:
        return Decision(watch=watch)
    marked = replace(
        watch,
        to_end_life=True,
        supervisor_beside=event.by.supervises,
        slows=False,
        chosen_pace=no_slower_than_quick(watch),
    )
    marked = end_no_earlier(marked, now + watch.policy.seconds("sedative_end"))
    marked = ask_no_later_than_pace(marked, now)
    return Decision(watch=marked) if event.by.supervises else _ring(marked, now)


def supervisor_beside(watch: Watch, event: happened.SupervisorBeside, now: datetime) -> Decision:
    """The holder says so of whoever answered the phone; a supervisor says it of themself."""
    del now
    must_hold(watch, event.by)
    return Decision(watch=replace(watch, supervisor_beside=True).without(Clock.SUPERVISOR))


def still_wanted(watch: Watch, due: datetime, now: datetime) -> Decision:
    """Nobody has come yet: their phones ring again, for as long as it takes."""
    del due
    return _ring(watch, now)


def must_be_said(*, to_end_life: bool, is_change: bool, said: bool) -> None:
    """Raises `SayItFirst`. What is agreed for the first time is made with them anyway."""
    if to_end_life and is_change and not said:
        raise SayItFirst


def _ring(watch: Watch, now: datetime) -> Decision:
    again = watch.ring(Clock.SUPERVISOR, at=now + watch.policy.seconds("ring_again"))
    return Decision(watch=again).owing(Owe.SUPERVISOR_BESIDE)
