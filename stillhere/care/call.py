"""
A call: who is on the line, and who ought to hear whom.

It is the telephone's part of a contact, which decides who is rung and what is owed; the watch
never belongs to it (CO10). `TRANSITIONS` is total. A line that goes without somebody having said
that it was over is a dropped line, whatever its cause code (CO9).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, get_args

from stillhere.care import call_events as happened
from stillhere.care import call_legs
from stillhere.care.call_legs import settled
from stillhere.care.call_state import (
    THIRD,
    Call,
    Decision,
    Leg,
    Owe,
    Owed,
    Role,
    Standing,
    State,
)
from stillhere.care.refused import DoesNotFit, Refused

Handler = Callable[[Call, Any, datetime], Decision]

OPEN: Final = (State.WAITING, State.OFFERED, State.TALKING, State.DROPPED)
ALL: Final = tuple(State)
RUNG_ANEW: Final = timedelta(seconds=20)
"""Who did not pick up, or refused, is not rung again at once for the same caller."""
BACK_AFTER: Final = timedelta(seconds=3)
"""Whose phone has gone while they have a caller is rung again after that."""


class CallIsOver(Refused):
    """Nothing more can happen in a call that has ended."""


def begin(now: datetime, *, room: str, key: str) -> Call:
    """Somebody rings us; nobody has picked up yet."""
    leg = Leg(key=key, role=Role.CALLER, standing=Standing.COMING, since=now)
    return Call(state=State.WAITING, room=room, legs=(leg,))


def decide(call: Call, event: happened.Event, now: datetime) -> Decision:
    """Raises a `Refused`; then nothing has changed."""
    return TRANSITIONS[call.state, type(event)](call, event, now)


def impossible(call: Call, event: happened.Event, now: datetime) -> Decision:
    del call, event, now
    raise CallIsOver


def offered(call: Call, event: happened.Offered, now: datetime) -> Decision:
    """Their phones ring, and nobody else's. Who is rung no longer hears it stop (CO1)."""
    if call.operator is not None:
        call = replace(call, operator=None)
    for leg in call.alive(Role.OPERATOR):
        if leg.who not in event.to:
            call = call_legs.let_go(call, leg, now)
    for who in event.to:
        if may_ring(call, who, now, after=RUNG_ANEW):
            call = call.ringing(Role.OPERATOR, now=now, who=who, proof_owed=who in event.on_phones)
    return Decision(call=settled(call))


def taken(call: Call, event: happened.Taken, now: datetime) -> Decision:
    """One has them; every other phone stops. Theirs rings unless it is up already.

    Without the caller on the line, or being rung, it would ring for nothing.
    """
    call = replace(call, operator=event.by)
    for leg in call.alive(Role.OPERATOR):
        if leg.who != event.by:
            call = call_legs.let_go(call, leg, now)
    if call.alive(Role.CALLER) and may_ring(call, event.by, now, after=BACK_AFTER):
        call = call.ringing(Role.OPERATOR, now=now, who=event.by, proof_owed=event.on_phone)
    return Decision(call=settled(call))


def may_ring(call: Call, who: int, now: datetime, *, after: timedelta) -> bool:
    """Not while a leg of theirs is alive or just going, nor so soon after the last one went."""
    theirs = [each for each in call.legs if each.role is Role.OPERATOR and each.who == who]
    if any(each.standing is not Standing.GONE for each in theirs):
        return False
    # A clock that was set back must not silence a phone for good.
    return not any(timedelta() <= now - each.since < after for each in theirs)


def ring_back_due(call: Call, event: happened.RingBackDue, now: datetime) -> Decision:
    """Who is on the line, or rings, or is being rung, needs no second ring."""
    del event
    if call.alive(Role.CALLER):
        return Decision(call=call)
    return Decision(call=settled(call.ringing(Role.CALLER, now=now)))


def rang_in(call: Call, event: happened.RangIn, now: datetime) -> Decision:
    """Our ring would be their busy line, and their operator is wanted where they are now.

    A call that is up is left alone (CO8), and so is an operator who is speaking to a third person.
    """
    del event
    if call.state is not State.DROPPED:
        return Decision(call=call)
    others = () if call.alive(*THIRD) else (Role.OPERATOR,)
    for leg in call.alive(Role.CALLER, *others):
        call = call_legs.let_go(call, leg, now)
    return Decision(call=settled(call))


def third_rung(call: Call, event: happened.ThirdRung, now: datetime) -> Decision:
    """Raises `DoesNotFit` for whoever is no third person. Asked twice, it rings once (ES2)."""
    if event.role not in THIRD:
        message = f"a {event.role} is not brought in as a third person"
        raise DoesNotFit(message)
    same = [each for each in call.alive(event.role) if each.who == event.who]
    if same:
        return Decision(call=call)
    return call_legs.rings_for_help(call.ringing(event.role, now=now, who=event.who), event)


def third_let_go(call: Call, event: happened.ThirdLetGo, now: datetime) -> Decision:
    """Raises `DoesNotFit` for the caller's own leg: nobody hangs up on them this way."""
    leg = call.leg(event.key)
    if leg is None or leg.role not in THIRD:
        message = "this is no third person's leg"
        raise DoesNotFit(message)
    return Decision(call=call_legs.let_go(call, leg, now))


def muted(call: Call, event: happened.Muted, now: datetime) -> Decision:
    del now
    leg = call.of_operator(event.by)
    if leg is None:
        return Decision(call=call)
    return Decision(call=call.with_leg(replace(leg, muted=event.muted)))


def went_quiet(call: Call, event: happened.WentQuiet, now: datetime) -> Decision:
    """The earliest moment counts, and none that is still to come."""
    since = min(event.since, now)
    if call.bad_since is not None or (call.quiet_since and call.quiet_since <= since):
        return Decision(call=call)
    return Decision(call=replace(call, quiet_since=since))


def silence_lasted(call: Call, event: happened.SilenceLasted, now: datetime) -> Decision:
    """Once for each silence."""
    del event, now
    if not may_be_silent(call):
        return Decision(call=call)
    return Decision(call=replace(call, silence_told=True), owed=(Owed(what=Owe.SILENT),))


def may_be_silent(call: Call) -> bool:
    """Somebody listens to them, and has heard nothing that was not told before."""
    return call.state is State.TALKING and call.quiet_since is not None and not call.silence_told


def was_heard(call: Call, event: happened.WasHeard, now: datetime) -> Decision:
    """Sound is no answer: only the silence ends (WA3)."""
    del event, now
    return Decision(call=replace(call, quiet_since=None, silence_told=False))


def line_went_bad(call: Call, event: happened.LineWentBad, now: datetime) -> Decision:
    """What does not arrive is neither silence nor an answer (WA9)."""
    since = call.bad_since or min(event.since, now)
    return Decision(call=replace(call, bad_since=since, quiet_since=None, silence_told=False))


def line_cleared(call: Call, event: happened.LineCleared, now: datetime) -> Decision:
    del event, now
    return Decision(call=replace(call, bad_since=None))


def told_aloud(call: Call, event: happened.ToldAloud, now: datetime) -> Decision:
    del now
    return Decision(call=replace(call, told=max(call.told, event.notice)))


def over(call: Call, event: happened.Over, now: datetime) -> Decision:
    """Every leg is hung up by us; nobody is dropped by it."""
    del event
    for leg in call.legs:
        if leg.is_alive:
            call = call_legs.let_go(call, leg, now)
    ended = replace(call, state=State.ENDED, quiet_since=None, bad_since=None, dropped_at=None)
    return Decision(call=ended)


_ROWS: Final[tuple[tuple[type[happened.Event], Iterable[State], Handler], ...]] = (
    (happened.LegPlaced, ALL, call_legs.leg_placed),
    (happened.LegAnswered, OPEN, call_legs.leg_answered),
    (happened.LegAnswered, (State.ENDED,), call_legs.too_late),
    (happened.LegProved, OPEN, call_legs.leg_proved),
    (happened.LegEnded, ALL, call_legs.leg_ended),
    (happened.LegFound, ALL, call_legs.leg_found),
    (happened.WentQuiet, OPEN, went_quiet),
    (happened.SilenceLasted, OPEN, silence_lasted),
    (happened.WasHeard, OPEN, was_heard),
    (happened.LineWentBad, OPEN, line_went_bad),
    (happened.LineCleared, OPEN, line_cleared),
    (happened.ToldAloud, OPEN, told_aloud),
    (happened.Offered, OPEN, offered),
    (happened.Taken, OPEN, taken),
    (happened.RingBackDue, OPEN, ring_back_due),
    (happened.RangIn, OPEN, rang_in),
    (happened.ThirdRung, OPEN, third_rung),
    (happened.ThirdLetGo, OPEN, third_let_go),
    (happened.Muted, OPEN, muted),
    (happened.Over, OPEN, over),
)

TRANSITIONS: Final[dict[tuple[State, type[happened.Event]], Handler]] = {
    **{(state, event): impossible for state in State for event in get_args(happened.Event)},
    **{(state, event): handler for event, states, handler in _ROWS for state in states},
}
