"""
The ladder: what we do, in order, when someone goes quiet. What a person then decides is in
`sending_help`.

Every rung is due at `time_zero + after`, whatever happened to the one before it.
There is no last rung: past the end everyone rings again until a person decides.
A machine never dials 911; it only asks people to.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from stillhere.care.channel import Channel
from stillhere.care.plan import Help
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.tried import emergency_may_come
from stillhere.care.watch_state import (
    ALARM_CLOCKS,
    COMING_CLOCKS,
    Actor,
    Clock,
    Decision,
    Owe,
    Owed,
    State,
    Watch,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    after: timedelta
    """Since time zero: the moment the check-in fell due unanswered."""
    state: State
    owes: tuple[Owe, ...] = ()
    second_person: bool = False


ASKS: Final = frozenset({Owe.ASK_CALLER, Owe.ASK_ON_CALL})
DECIDE: Final = 2
"""The rung at which a person is asked to decide now."""


def ladder(watch: Watch) -> tuple[Rung, ...]:
    """The rungs of this watch, by its frozen policy and the plan in force (WA8, ES1).

    Of an unattended one the holder is at home: their phone rings from the second rung, once a
    question has had time to be answered (WA12).
    """
    after = watch.policy.seconds
    ask = ways_to_ask(watch)
    ring = bool(ask) and watch.terms.may_ring and not on_the_line(watch)
    other_way = (Owe.RING_CALLER,) if ring else ask
    at_home = (Owe.RING_HOLDER,) if watch.unattended else ()
    return (
        Rung(after=timedelta(0), state=State.ASKING, owes=ask),
        Rung(
            after=after("second_look"),
            state=State.ASKING,
            owes=(*other_way, *at_home),
            second_person=on_the_line(watch),
        ),
        Rung(after=after("decide_now"), state=State.ALARM, owes=(*ask, *at_home)),
        Rung(
            after=after("ring_supervisor"),
            state=State.ALARM,
            owes=(Owe.RING_SUPERVISOR, Owe.RING_ON_CALL),
        ),
    )


def ways_to_ask(watch: Watch) -> tuple[Owe, ...]:
    """On the line the holder says their name, or where nobody is with them a machine asks aloud.

    Under duress nothing reaches the caller's side. Where messages fail they are rung as well, as
    agreed; a line gone dead is no such failure.
    """
    if watch.duress:
        return ()
    if on_the_line(watch):
        return (Owe.ASK_ON_CALL,) if watch.unattended else ()
    ring = messages_fail(watch) and watch.terms.may_ring
    return (Owe.ASK_CALLER, Owe.RING_CALLER) if ring else (Owe.ASK_CALLER,)


def messages_fail(watch: Watch) -> bool:
    """What we write does not reach them, as far as anybody knows (WA10)."""
    return watch.channel is not Channel.VOICE and watch.channel in watch.lost


def on_the_line(watch: Watch) -> bool:
    return watch.channel is Channel.VOICE and Channel.VOICE not in watch.lost


def climb(watch: Watch, now: datetime) -> Decision:
    """Go to the highest rung that is due, owing once what the skipped ones still usefully owe."""
    if watch.time_zero is None:
        message = "a ladder without a time zero"
        raise DoesNotFit(message)
    rungs = ladder(watch)
    elapsed = now - watch.time_zero
    reached = max(k for k, rung in enumerate(rungs) if rung.after <= elapsed or k <= watch.rung)
    passed = rungs[watch.rung + 1 : reached + 1]
    owes = dict.fromkeys(owe for rung in passed for owe in rung.owes)
    if elapsed >= rungs[-1].after + watch.policy.seconds("ring_again"):
        owes[Owe.RING_EVERYONE] = None
    higher = replace(
        watch,
        state=rungs[reached].state,
        rung=reached,
        second_person=watch.second_person or any(rung.second_person for rung in passed),
    ).ring(Clock.RUNG, at=next_rung(watch, now))
    return ask_again(Decision(watch=higher).owing(*owes)).noting(rung=reached)


def next_rung(watch: Watch, now: datetime) -> datetime:
    """The next of the absolute times of the ladder; past its end, every so often, for ever."""
    rungs = ladder(watch)
    zero = watch.time_zero or now
    ahead = [zero + rung.after for rung in rungs if zero + rung.after > now]
    if ahead:
        return min(ahead)
    every = watch.policy.seconds("ring_again")
    top = zero + rungs[-1].after
    return top + every * ((now - top) // every + 1)


def ask_again(decision: Decision) -> Decision:
    """Every question to the caller is a new one, so that an old answer cannot pass for it."""
    if not any(owed.what in ASKS for owed in decision.owed):
        return decision
    watch = replace(decision.watch, ask=decision.watch.ask + 1)
    owed = tuple(
        Owed(what=each.what, ask=watch.ask) if each.what in ASKS else each for each in decision.owed
    )
    return replace(decision, watch=watch, owed=owed)


def begin_climb(watch: Watch, *, time_zero: datetime, now: datetime) -> Decision:
    """A check-in fell due unanswered at `time_zero`; it may be noticed later, at `now`."""
    missed = replace(watch, time_zero=time_zero, rung=-1, episode=watch.episode + 1)
    missed = missed.without(Clock.CHECK_IN, Clock.LEFT)
    return climb(emergency_anyway(missed), now)


def raise_alarm(watch: Watch, now: datetime, *owes: Owe) -> Decision:
    """Decide now, at once: as if the check-in had been missed that long ago.

    Who is calling for help goes on calling: an alarm on top never frees their token for a
    second call (ES2).
    """
    if watch.state is State.ALARM:
        return Decision(watch=watch).owing(*owes)
    rungs = ladder(watch)
    noticed = now - rungs[DECIDE].after
    alarm = replace(
        watch,
        state=State.ALARM,
        time_zero=min(watch.time_zero or noticed, noticed),
        rung=DECIDE,
        episode=watch.episode + 1,
        second_person=watch.second_person or any(rung.second_person for rung in rungs),
        call_again=watch.coming,
        awake=watch.awake and watch.duress,
        beside=False,
        at_place_at=None,
        ask_beside=False,
    )
    silenced = () if watch.duress else (Clock.CHECK_IN,)
    alarm = alarm.without(*silenced, *COMING_CLOCKS, Clock.LEFT, Clock.END)
    if watch.decided is None:
        alarm = alarm.without(*ALARM_CLOCKS).ring(Clock.RUNG, at=next_rung(alarm, now))
    elif watch.decided.help is not Help.CONTACT:
        alarm = alarm.without(Clock.CONTACT)
    asked = Decision(watch=emergency_anyway(alarm)).owing(*rungs[DECIDE].owes, *owes)
    return ask_again(asked)


def emergency_anyway(watch: Watch) -> Watch:
    """ "If nobody can be reached, 911 after so many minutes": counted from time zero (PL1)."""
    minutes = watch.terms.emergency_after
    if minutes is None or watch.time_zero is None:
        return watch
    if watch.emergency_now or emergency_may_come(watch):
        return watch
    return watch.ring(Clock.EMERGENCY, at=watch.time_zero + timedelta(minutes=minutes))


def must_hold(watch: Watch, by: Actor) -> None:
    if watch.holder != by.id and not by.supervises:
        raise NotYours
