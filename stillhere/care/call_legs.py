"""What becomes of one leg, and what that makes of the call."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import call_events as happened
from stillhere.care.call_state import (
    HERE,
    RINGS_OUT,
    Call,
    Decision,
    Leg,
    Owe,
    Owed,
    Role,
    Standing,
    State,
)

HELPS: Final = frozenset({Role.CONTACT, Role.EMERGENCY})


def settled(call: Call) -> Call:
    """Where the legs leave it. One that has ended stays so."""
    if not call.is_open:
        return call
    caller = any(each.standing in HERE for each in call.alive(Role.CALLER))
    operators = call.alive(Role.OPERATOR)
    state = State.WAITING
    if not caller:
        state = State.DROPPED
    elif any(each.is_here for each in operators):
        state = State.TALKING
    elif operators:
        state = State.OFFERED
    dropped_at = call.dropped_at if state is State.DROPPED else None
    return replace(call, state=state, dropped_at=dropped_at)


def let_go(call: Call, leg: Leg, now: datetime) -> Call:
    """To be hung up by us. What never left is simply not rung."""
    standing = Standing.LEAVING if leg.standing is not Standing.OWED else Standing.GONE
    return call.with_leg(replace(leg, standing=standing, since=now))


def leg_placed(call: Call, event: happened.LegPlaced, now: datetime) -> Decision:
    leg = call.leg(event.key)
    if leg is None or leg.standing is not Standing.OWED:
        return Decision(call=call)
    return Decision(call=call.with_leg(replace(leg, standing=Standing.PLACED, since=now)))


def leg_answered(call: Call, event: happened.LegAnswered, now: datetime) -> Decision:
    leg = call.leg(event.key)
    if leg is None or not leg.is_alive or leg.standing is Standing.UP:
        return Decision(call=call)
    leg = replace(leg, standing=Standing.UP, since=now)
    call = call.with_leg(leg)
    if leg.role is Role.OPERATOR:
        return _picked_up(call, leg, now)
    owed = (Owed(what=Owe.HELP_ANSWERED, who=leg.who),)
    return Decision(call=settled(call), owed=owed if leg.role in HELPS else ())


def leg_proved(call: Call, event: happened.LegProved, now: datetime) -> Decision:
    """Only a line that is up can prove anything."""
    leg = call.leg(event.key)
    if leg is None or leg.standing is not Standing.UP or not leg.proof_owed:
        return Decision(call=call)
    leg = replace(leg, proof_owed=False)
    return _picked_up(call.with_leg(leg), leg, now)


def _picked_up(call: Call, leg: Leg, now: datetime) -> Decision:
    """The first person wins, and every other phone stops ringing."""
    if leg.proof_owed:
        return Decision(call=settled(call))
    if call.operator not in (None, leg.who):
        return Decision(call=settled(let_go(call, leg, now)))
    first = call.operator is None
    call = replace(call, operator=leg.who)
    for other in call.alive(Role.OPERATOR):
        if other.key != leg.key:
            call = let_go(call, other, now)
    owed = (Owed(what=Owe.TAKE, who=leg.who),) if first else ()
    return Decision(call=settled(call), owed=owed)


def too_late(call: Call, event: happened.LegAnswered, now: datetime) -> Decision:
    """It is being hung up; that it was picked up a moment before changes nothing."""
    del event, now
    return Decision(call=call)


def leg_ended(call: Call, event: happened.LegEnded, now: datetime) -> Decision:
    """Heard twice it is once."""
    leg = call.leg(event.key)
    if leg is None or leg.standing is Standing.GONE:
        return Decision(call=call)
    was = leg.standing
    call = call.with_leg(replace(leg, standing=Standing.GONE, since=now))
    if leg.role in HELPS:
        return _help_hung_up(call, leg)
    if leg.role is Role.CALLER:
        return _caller_gone(call, was, now)
    return Decision(call=settled(call))


def leg_found(call: Call, event: happened.LegFound, now: datetime) -> Decision:
    """The caller's own is theirs again, and nobody hangs up on them; any other has had its time."""
    leg = call.leg(event.key)
    if leg is None or leg.standing is not Standing.GONE:
        return Decision(call=call)
    wanted = call.is_open and leg.role is Role.CALLER and not call.alive(Role.CALLER)
    standing = Standing.PLACED if wanted else Standing.LEAVING
    return Decision(call=settled(call.with_leg(replace(leg, standing=standing, since=now))))


def _help_hung_up(call: Call, leg: Leg) -> Decision:
    owed = (Owed(what=Owe.HELP_HUNG_UP, who=leg.who),)
    return Decision(call=settled(call), owed=owed)


def _caller_gone(call: Call, was: Standing, now: datetime) -> Decision:
    """A line that was there and went has dropped. One that nobody picked up was only a try."""
    if not call.is_open or was is Standing.LEAVING:
        return Decision(call=settled(call))
    if was in RINGS_OUT:
        return Decision(call=settled(replace(call, rung_back=call.rung_back + 1)))
    gone = replace(call, dropped_at=now, quiet_since=None, silence_told=False, bad_since=None)
    return Decision(call=settled(gone), owed=(Owed(what=Owe.LEFT),))


def rings_for_help(call: Call, event: happened.ThirdRung) -> Decision:
    owed = (Owed(what=Owe.HELP_RINGS, who=event.who),)
    return Decision(call=settled(call), owed=owed if event.role in HELPS else ())
