"""What happens when nobody acts: every clock that is due, earliest first, in one decision."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.escalation import (
    ask_again,
    begin_climb,
    climb,
    on_the_line,
    raise_alarm,
    ways_to_ask,
)
from stillhere.care.plan import Help
from stillhere.care.sending_help import decide_next
from stillhere.care.to_end_life import still_wanted
from stillhere.care.tried import emergency_is_coming
from stillhere.care.watch_state import Clock, Decision, Owe, State, Tried, Watch, Went
from stillhere.care.watch_unattended import yes_runs_out


def time_passed(watch: Watch, event: happened.TimePassed, now: datetime) -> Decision:
    del event
    decision = _back_from_dark(watch, now)
    while ready := decision.watch.clocks.first_ready(now):
        name, due = ready
        step = ON_DUE[Clock(name)](decision.watch, due, now)
        late = int((now - due).total_seconds() * 1000)
        decision = Decision(
            watch=step.watch,
            owed=decision.owed + step.owed,
            noted=(*decision.noted, (f"late_ms_{name}", late), *step.noted),
        )
    latest = (o for o in decision.owed if o.ask in (None, decision.watch.ask))
    return replace(decision, owed=tuple(dict.fromkeys(latest)))


def _back_from_dark(watch: Watch, now: datetime) -> Decision:
    """So late that nobody knows any more how they are: everyone hears of it (WA16)."""
    due = watch.due_at
    if due is None or now - due <= watch.policy.seconds("back_from_dark"):
        return Decision(watch=watch)
    since = watch.unknown_since or due
    return Decision(watch=replace(watch, unknown_since=since)).owing(Owe.RING_EVERYONE)


def came_back(watch: Watch, event: happened.CameBack, now: datetime) -> Decision:
    """From a backup, however young: an alarm, and the first act is to reach them (WA16)."""
    since = watch.unknown_since or min(event.open_at, now)
    return raise_alarm(replace(watch, unknown_since=since), now, Owe.RING_EVERYONE)


def _check_in_due(watch: Watch, due: datetime, now: datetime) -> Decision:
    if watch.duress and watch.state is not State.LISTENING:
        return _ask_as_if_calm(watch, now)
    if watch.state is State.HELP_ON_THE_WAY:
        return _quiet_again(watch, now)
    if watch.state is State.LISTENING:
        return begin_climb(watch, time_zero=due, now=now)
    return Decision(watch=watch.without(Clock.CHECK_IN))


def _ask_as_if_calm(watch: Watch, now: datetime) -> Decision:
    """Duress: whoever reads the caller's phone sees the same question as ever (WA5)."""
    asked = Decision(watch=watch.ring(Clock.CHECK_IN, at=now + watch.pace(now)))
    if watch.channel is not Channel.VOICE:
        return ask_again(asked.owing(Owe.ASK_CALLER))
    by_machine = on_the_line(watch) and (watch.unattended or watch.seems_unattended)
    return ask_again(asked.owing(Owe.ASK_ON_CALL)) if by_machine else asked


def _quiet_again(watch: Watch, now: datetime) -> Decision:
    """They woke and went quiet again: those on their way must hear of it; or it is an alarm."""
    if not watch.coming:
        return raise_alarm(watch, now, Owe.RING_HOLDER)
    quiet = replace(watch, awake=False, call_again=True).without(Clock.CHECK_IN)
    return ask_again(Decision(watch=quiet).owing(Owe.RING_HOLDER, *ways_to_ask(watch)))


def _rung_due(watch: Watch, due: datetime, now: datetime) -> Decision:
    del due
    return climb(watch, now)


def _still_unheld(watch: Watch, due: datetime, now: datetime) -> Decision:
    del due
    alarm = replace(watch, unheld_alarm=True)
    again = now + watch.policy.seconds("ring_again")
    return Decision(watch=alarm.ring(Clock.UNHELD, at=again)).owing(Owe.RING_EVERYONE)


def _did_you_reach_them(watch: Watch, due: datetime, now: datetime) -> Decision:
    """Not while the line is up, but no call lasts for ever. Asked in vain, everyone hears of it."""
    del due
    again = watch.ring(Clock.REACHED, at=now + watch.policy.seconds("reached"))
    decided = watch.decided
    if decided is None:
        return Decision(watch=watch.without(Clock.REACHED))
    if decided.line_is_up:
        too_long = now - decided.at > watch.policy.seconds("help_confirmed")
        owes = (Owe.RING_HOLDER, Owe.RING_SUPERVISOR) if too_long else ()
        return Decision(watch=again).owing(*owes)
    in_vain = (Owe.RING_EVERYONE,) if decided.asked_again else ()
    asked = replace(again, decided=replace(decided, asked_again=True))
    return Decision(watch=asked).owing(Owe.RING_HOLDER, Owe.RING_SUPERVISOR, *in_vain)


def _contact_too_late(watch: Watch, due: datetime, now: datetime) -> Decision:
    """Three minutes without an answer, or not there when they said: the next rung goes ahead."""
    decided = watch.decided
    if decided is None or decided.help is not Help.CONTACT:
        return _contact_not_there(watch.without(Clock.CONTACT), due, now)
    on_the_way = watch.state is State.HELP_ON_THE_WAY
    tried = Tried(
        help=decided.help,
        helper=decided.helper,
        by=decided.by,
        at=due,
        outcome=Went.NOT_REACHED,
    )
    missed = replace(watch, tried=(*watch.tried, tried))
    return decide_next(missed, now, Owe.RING_HOLDER if on_the_way else Owe.RING_EVERYONE)


def _contact_not_there(watch: Watch, due: datetime, now: datetime) -> Decision:
    """Not there when they said: an alarm, unless the emergency services are coming anyway."""
    if emergency_is_coming(watch):
        return Decision(watch=watch).owing(Owe.RING_HOLDER)
    *_, said_yes = (each for each in watch.tried if each.outcome is Went.COMING)
    late = replace(said_yes, at=due, outcome=Went.NOT_THERE)
    alone = replace(watch, tried=(*watch.tried, late), coming=False)
    return raise_alarm(alone, now, Owe.RING_HOLDER if watch.decided else Owe.RING_EVERYONE)


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
    in_vain = (Owe.RING_EVERYONE,) if watch.call_again else ()
    return Decision(watch=again).owing(Owe.RING_HOLDER, Owe.RING_SUPERVISOR, *in_vain)


def _emergency_anyway(watch: Watch, due: datetime, now: datetime) -> Decision:
    """The minutes they gave are over: 911, dialled by a person (PL1)."""
    del due, now
    over = replace(watch, emergency_now=True).without(Clock.EMERGENCY)
    return Decision(watch=over).owing(Owe.RING_HOLDER, Owe.RING_SUPERVISOR)


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
    Clock.EMERGENCY: _emergency_anyway,
    Clock.SUPERVISOR: still_wanted,
    Clock.LEFT: _waited_long_enough,
    Clock.YES: yes_runs_out,
    Clock.END: _close_or_go_on,
}
