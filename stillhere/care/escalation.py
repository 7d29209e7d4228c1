"""
The ladder: what we do, in order, when someone goes quiet; and help, once a person decides.

Every rung is due at `time_zero + after`, whatever happened to the one before it.
There is no last rung: past the end everyone rings again until a person decides.
A machine never dials 911; it only asks people to.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.plan import Help
from stillhere.care.refused import AlreadyCalled, DoesNotFit, NotYours
from stillhere.care.watch_state import (
    EVERYONE_CLOCKS,
    Actor,
    Clock,
    Decided,
    Decision,
    Owe,
    Owed,
    State,
    Tried,
    Watch,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    after: timedelta
    """Since time zero: the moment the check-in fell due unanswered."""
    state: State
    owes: tuple[Owe, ...] = ()
    second_person: bool = False


DECIDE: Final = 2
"""The rung at which a person is asked to decide now."""


def ladder(watch: Watch) -> tuple[Rung, ...]:
    """The rungs of this watch, by its frozen policy and the plan in force (WA8, ES1)."""
    after = watch.policy.seconds
    by_voice = watch.channel is Channel.VOICE and Channel.VOICE not in watch.lost
    ask = () if by_voice or watch.duress else (Owe.ASK_CALLER,)
    other_way = (Owe.RING_CALLER,) if ask and watch.terms.may_ring else ask
    return (
        Rung(after=timedelta(0), state=State.ASKING, owes=ask),
        Rung(
            after=after("second_look"),
            state=State.ASKING,
            owes=other_way,
            second_person=by_voice,
        ),
        Rung(after=after("decide_now"), state=State.ALARM, owes=ask),
        Rung(
            after=after("ring_supervisor"),
            state=State.ALARM,
            owes=(Owe.RING_SUPERVISOR, Owe.RING_ON_CALL),
        ),
    )


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
    ).ring(Clock.RUNG, at=_next_rung(watch, reached, now))
    return ask_again(Decision(watch=higher).owing(*owes)).noting(rung=reached)


def ask_again(decision: Decision) -> Decision:
    """Every question to the caller is a new one, so that an old answer cannot pass for it."""
    if not any(owed.what is Owe.ASK_CALLER for owed in decision.owed):
        return decision
    watch = replace(decision.watch, ask=decision.watch.ask + 1)
    owed = tuple(
        Owed(what=each.what, ask=watch.ask) if each.what is Owe.ASK_CALLER else each
        for each in decision.owed
    )
    return replace(decision, watch=watch, owed=owed)


def begin_climb(watch: Watch, *, time_zero: datetime, now: datetime) -> Decision:
    """A check-in fell due unanswered at `time_zero`; it may be noticed later, at `now`."""
    missed = replace(
        watch,
        time_zero=time_zero,
        rung=-1,
        episode=watch.episode + 1,
        unknown_since=_unknown_since(watch, time_zero, now),
    ).without(Clock.CHECK_IN, Clock.LEFT)
    return climb(missed, now)


def raise_alarm(watch: Watch, now: datetime, *owes: Owe) -> Decision:
    """Decide now, at once: as if the check-in had been missed that long ago."""
    if watch.state is State.ALARM:
        return Decision(watch=watch).owing(*owes)
    time_zero = now - watch.policy.seconds("decide_now")
    silenced = () if watch.duress else (Clock.CHECK_IN,)
    alarm = replace(
        watch,
        state=State.ALARM,
        time_zero=time_zero,
        rung=DECIDE,
        episode=watch.episode + 1,
        decided=None,
        beside=False,
        ask_beside=False,
    ).without(*silenced, *EVERYONE_CLOCKS, Clock.HELP_ASK, Clock.CONFIRM, Clock.LEFT, Clock.END)
    rung = time_zero + watch.policy.seconds("ring_supervisor")
    return Decision(watch=alarm.ring(Clock.RUNG, at=max(rung, now))).owing(*owes)


def decide_help(watch: Watch, event: happened.HelpDecided, now: datetime) -> Decision:
    must_hold(watch, event.by)
    _refuse_second_call(watch, event.by)
    if watch.state in (State.LISTENING, State.ASKING):
        watch = raise_alarm(watch, now).watch
    decided = Decided(by=event.by.id, at=now, help=event.help, helper=event.helper)
    calling = replace(watch, decided=decided, call_again=False, used_up=False)
    calling = calling.without(Clock.RUNG, Clock.CONTACT)
    calling = calling.ring(Clock.REACHED, at=now + watch.policy.seconds("reached"))
    if event.help is Help.CONTACT:
        calling = calling.ring(Clock.CONTACT, at=now + watch.policy.seconds("contact_waits"))
    return Decision(watch=calling)


def line_changed(watch: Watch, event: happened.LineIsUp, now: datetime) -> Decision:
    del now
    if watch.decided is None:
        return Decision(watch=watch)
    decided = replace(watch.decided, line_is_up=event.up)
    return Decision(watch=replace(watch, decided=decided))


def help_reached(watch: Watch, event: happened.HelpReached, now: datetime) -> Decision:
    decided = _the_token(watch, event.by)
    coming = _on_the_way(_tried(watch, decided, now, "reached"), now)
    confirm = now + watch.policy.seconds("help_confirmed")
    return Decision(watch=coming.ring(Clock.CONFIRM, at=confirm))


def contact_said_yes(watch: Watch, event: happened.ContactSaidYes, now: datetime) -> Decision:
    """Accepting is not arriving (ES5): near, we wait for them; far, the next rung goes ahead."""
    decided = _the_token(watch, event.by)
    if decided.help is not Help.CONTACT:
        message = "only a contact says how many minutes they need"
        raise DoesNotFit(message)
    arrives = timedelta(minutes=event.minutes)
    if arrives > watch.policy.seconds("contact_near"):
        return decide_next(_tried(watch, decided, now, "far"), now)
    coming = _on_the_way(_tried(watch, decided, now, "coming"), now)
    return Decision(watch=coming.ring(Clock.CONTACT, at=now + arrives))


def help_not_reached(watch: Watch, event: happened.HelpNotReached, now: datetime) -> Decision:
    decided = _the_token(watch, event.by)
    return decide_next(_tried(watch, decided, now, "not_reached"), now)


def decide_next(watch: Watch, now: datetime, *owes: Owe) -> Decision:
    """The token is free: decide again. Nobody answering, everyone rings once more."""
    free = replace(watch, decided=None).without(Clock.REACHED, Clock.CONTACT)
    if free.state is State.HELP_ON_THE_WAY:
        return Decision(watch=replace(free, call_again=True)).owing(*owes)
    again = now + watch.policy.seconds("ring_again")
    return Decision(watch=free.ring(Clock.RUNG, at=again)).owing(*owes)


def plan_used_up(watch: Watch, event: happened.PlanUsedUp, now: datetime) -> Decision:
    must_hold(watch, event.by)
    used = decide_next(replace(watch, used_up=True), now)
    return used.owing(Owe.RING_SUPERVISOR, Owe.RING_ON_CALL)


def help_arrived(watch: Watch, event: happened.HelpArrived, now: datetime) -> Decision:
    must_hold(watch, event.by)
    beside = replace(
        watch,
        state=State.HELP_ON_THE_WAY,
        beside=True,
        coming=True,
        decided=None,
        call_again=False,
        ask_beside=False,
        time_zero=None,
        rung=-1,
    ).without(*EVERYONE_CLOCKS, Clock.HELP_ASK, Clock.CONFIRM, Clock.CHECK_IN, Clock.LEFT)
    return Decision(watch=beside.ring(Clock.END, at=now + watch.policy.seconds("pace_slow")))


def still_waiting(watch: Watch, event: happened.StillWaiting, now: datetime) -> Decision:
    must_hold(watch, event.by)
    asked = replace(watch, ask_beside=False)
    return Decision(watch=asked.ring(Clock.HELP_ASK, at=now + watch.policy.seconds("help_asks")))


def cannot_find(watch: Watch, event: happened.CannotFindThem, now: datetime) -> Decision:
    """An alarm at once (ES6): the way in, the contact with a key, the address read again."""
    must_hold(watch, event.by)
    outcome = "not_there" if event.got_in else "cannot_get_in"
    tried = Tried(help=_last_help(watch), by=event.by.id, at=now, outcome=outcome)
    lost = replace(watch, tried=(*watch.tried, tried), coming=False, beside=False)
    return raise_alarm(lost, now, Owe.RING_SUPERVISOR, Owe.RING_EVERYONE)


def must_hold(watch: Watch, by: Actor) -> None:
    if watch.holder != by.id and not by.supervises:
        raise NotYours


def _on_the_way(watch: Watch, now: datetime) -> Watch:
    coming = replace(
        watch,
        state=State.HELP_ON_THE_WAY,
        coming=True,
        decided=None,
        call_again=False,
        time_zero=None,
        rung=-1,
    )
    silenced = () if watch.duress else (Clock.CHECK_IN,)
    coming = coming.without(*EVERYONE_CLOCKS, *silenced, Clock.LEFT, Clock.END)
    return coming.ring(Clock.HELP_ASK, at=now + watch.policy.seconds("help_asks"))


def _refuse_second_call(watch: Watch, by: Actor) -> None:
    decided = watch.decided
    if decided is None or decided.by == by.id:
        return
    if decided.line_is_up or not decided.asked_again:
        raise AlreadyCalled(decided.by, decided.at)


def _the_token(watch: Watch, by: Actor) -> Decided:
    if watch.decided is None:
        message = "nobody has said that they would call"
        raise DoesNotFit(message)
    if watch.decided.by != by.id and not by.supervises:
        raise AlreadyCalled(watch.decided.by, watch.decided.at)
    return watch.decided


def _tried(watch: Watch, decided: Decided, now: datetime, outcome: str) -> Watch:
    tried = Tried(help=decided.help, helper=decided.helper, by=decided.by, at=now, outcome=outcome)
    return replace(watch, tried=(*watch.tried, tried))


def _last_help(watch: Watch) -> Help:
    return watch.tried[-1].help if watch.tried else Help.EMERGENCY


def _next_rung(watch: Watch, reached: int, now: datetime) -> datetime:
    rungs = ladder(watch)
    zero = watch.time_zero or now
    if reached + 1 < len(rungs):
        return zero + rungs[reached + 1].after
    every = watch.policy.seconds("ring_again")
    top = zero + rungs[-1].after
    return top + every * ((now - top) // every + 1)


def _unknown_since(watch: Watch, due: datetime, now: datetime) -> datetime | None:
    if now - due > watch.policy.seconds("back_from_dark"):
        return watch.unknown_since or due
    return watch.unknown_since
