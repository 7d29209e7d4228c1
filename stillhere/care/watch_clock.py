"""What happens when nobody acts: every clock that is due, earliest first, in one decision."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import watch_events as happened
from stillhere.care.escalation import ask_again, begin_climb, climb, decide_next, raise_alarm
from stillhere.care.plan import Help
from stillhere.care.watch_state import Clock, Decision, Owe, State, Tried, Watch


def time_passed(watch: Watch, event: happened.TimePassed, now: datetime) -> Decision:
    del event
    decision = Decision(watch=watch)
    while ready := decision.watch.clocks.first_ready(now):
        name, due = ready
        step = ON_DUE[Clock(name)](decision.watch, due, now)
        late = int((now - due).total_seconds() * 1000)
        decision = Decision(
            watch=step.watch,
            owed=decision.owed + step.owed,
            noted=(*decision.noted, (f"late_ms_{name}", late), *step.noted),
        )
    return replace(decision, owed=tuple(dict.fromkeys(decision.owed)))


def _check_in_due(watch: Watch, due: datetime, now: datetime) -> Decision:
    if watch.duress and watch.state is not State.LISTENING:
        return _ask_as_if_calm(watch, now)
    if watch.state is State.HELP_ON_THE_WAY:
        return _quiet_again(watch)
    if watch.state is State.LISTENING:
        return begin_climb(watch, time_zero=due, now=now)
    return Decision(watch=watch.without(Clock.CHECK_IN))


def _ask_as_if_calm(watch: Watch, now: datetime) -> Decision:
    """Duress: whoever reads the caller's phone sees the same question as ever (WA5)."""
    asked = watch.ring(Clock.CHECK_IN, at=now + watch.pace(now))
    return ask_again(Decision(watch=asked).owing(Owe.ASK_CALLER))


def _quiet_again(watch: Watch) -> Decision:
    """They woke and went quiet again: those on their way must hear of it."""
    quiet = replace(watch, awake=False, call_again=True).without(Clock.CHECK_IN)
    return Decision(watch=quiet).owing(Owe.RING_HOLDER)


def _rung_due(watch: Watch, due: datetime, now: datetime) -> Decision:
    if now - due > watch.policy.seconds("back_from_dark") and watch.unknown_since is None:
        watch = replace(watch, unknown_since=due)
    if watch.state in (State.ASKING, State.ALARM):
        return climb(watch, now)
    return Decision(watch=watch.without(Clock.RUNG))


def _still_unheld(watch: Watch, due: datetime, now: datetime) -> Decision:
    del due
    alarm = replace(watch, unheld_alarm=True)
    again = now + watch.policy.seconds("ring_again")
    return Decision(watch=alarm.ring(Clock.UNHELD, at=again)).owing(Owe.RING_EVERYONE)


def _did_you_reach_them(watch: Watch, due: datetime, now: datetime) -> Decision:
    del due
    again = watch.ring(Clock.REACHED, at=now + watch.policy.seconds("reached"))
    if watch.decided is None:
        return Decision(watch=watch.without(Clock.REACHED))
    if watch.decided.line_is_up:
        return Decision(watch=again)
    asked = replace(again, decided=replace(watch.decided, asked_again=True))
    return Decision(watch=asked).owing(Owe.RING_HOLDER, Owe.RING_SUPERVISOR)


def _contact_too_late(watch: Watch, due: datetime, now: datetime) -> Decision:
    """Three minutes without an answer, or not there when they said: the next rung goes ahead."""
    decided = watch.decided
    missed = watch.without(Clock.CONTACT)
    if decided is not None and decided.help is Help.CONTACT:
        tried = Tried(
            help=decided.help,
            helper=decided.helper,
            by=decided.by,
            at=due,
            outcome="not_reached",
        )
        missed = replace(missed, tried=(*missed.tried, tried))
        return decide_next(missed, now, Owe.RING_EVERYONE)
    if watch.state is State.HELP_ON_THE_WAY and not _emergency_is_coming(watch):
        by = watch.tried[-1].by if watch.tried else 0
        late = Tried(help=Help.CONTACT, by=by, at=due, outcome="not_there")
        missed = replace(missed, tried=(*missed.tried, late), coming=False)
        return raise_alarm(missed, now, Owe.RING_EVERYONE)
    return Decision(watch=missed)


def _emergency_is_coming(watch: Watch) -> bool:
    return any(t.help is not Help.CONTACT and t.outcome == "reached" for t in watch.tried)


def _anybody_beside_them(watch: Watch, due: datetime, now: datetime) -> Decision:
    del due
    again = replace(watch, ask_beside=True).ring(
        Clock.HELP_ASK, at=now + watch.policy.seconds("help_asks")
    )
    unanswered = (Owe.RING_SUPERVISOR,) if watch.ask_beside else ()
    return Decision(watch=again).owing(Owe.RING_HOLDER, *unanswered)


def _not_confirmed(watch: Watch, due: datetime, now: datetime) -> Decision:
    del due
    again = replace(watch, call_again=True).ring(
        Clock.CONFIRM, at=now + watch.policy.seconds("help_confirmed")
    )
    return Decision(watch=again).owing(Owe.RING_HOLDER, Owe.RING_SUPERVISOR)


def _waited_long_enough(watch: Watch, due: datetime, now: datetime) -> Decision:
    waited = watch.without(Clock.LEFT)
    if watch.state is State.LISTENING:
        return begin_climb(waited, time_zero=due, now=now)
    return Decision(watch=waited)


def _close_or_go_on(watch: Watch, due: datetime, now: datetime) -> Decision:
    """The agreed end: no answer to "close or go on?" is a missed check-in (WA14)."""
    if watch.state is State.LISTENING:
        asked = replace(watch, ask_to_end=True).without(Clock.END)
        return begin_climb(asked, time_zero=due, now=now)
    if watch.state is State.HELP_ON_THE_WAY:
        again = replace(watch, ask_to_end=True).ring(
            Clock.END, at=now + watch.policy.seconds("pace_slow")
        )
        unanswered = (Owe.RING_SUPERVISOR,) if watch.ask_to_end else ()
        return Decision(watch=again).owing(Owe.RING_HOLDER, *unanswered)
    return Decision(watch=watch.without(Clock.END))


ON_DUE: Final[dict[Clock, Callable[[Watch, datetime, datetime], Decision]]] = {
    Clock.CHECK_IN: _check_in_due,
    Clock.RUNG: _rung_due,
    Clock.UNHELD: _still_unheld,
    Clock.REACHED: _did_you_reach_them,
    Clock.CONTACT: _contact_too_late,
    Clock.HELP_ASK: _anybody_beside_them,
    Clock.CONFIRM: _not_confirmed,
    Clock.LEFT: _waited_long_enough,
    Clock.END: _close_or_go_on,
}
