"""Who ought to hear whom, from a call as it is: what the telephone is made to agree with."""

from dataclasses import dataclass
from datetime import datetime

from stillhere.care import call_events as happened
from stillhere.care.call import BACK_AFTER, RUNG_ANEW, may_be_silent, may_ring
from stillhere.care.call_state import Call, Leg, Role, Standing
from stillhere.care.contact_state import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLeg:
    key: str
    role: Role
    who: int | None
    place: bool
    """Nothing has left for it yet."""
    in_room: bool
    muted: bool
    asks_key: bool
    """They are asked to press 1 (CO5)."""
    listens: bool
    """Whether they are heard is watched (WA9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    room: str
    legs: tuple[WantedLeg, ...] = ()
    hung_up: frozenset[str] = frozenset()
    tone: bool = False
    """One of them is alone in the room, and must hear that the line lives."""

    @property
    def in_room(self) -> frozenset[str]:
        return frozenset(each.key for each in self.legs if each.in_room)


def wanted(call: Call) -> Wanted:
    """The same call wants the same, however often it is asked."""
    legs = tuple(_leg(each) for each in call.legs if each.is_alive)
    leaving = frozenset(each.key for each in call.legs if each.standing is Standing.LEAVING)
    voices = sum(each.in_room for each in legs)
    return Wanted(room=call.room, legs=legs, hung_up=leaving, tone=voices == 1)


def _leg(leg: Leg) -> WantedLeg:
    return WantedLeg(
        key=leg.key,
        role=leg.role,
        who=leg.who,
        place=leg.standing is Standing.OWED,
        in_room=leg.is_here,
        muted=leg.muted,
        asks_key=leg.standing is Standing.UP and leg.proof_owed,
        listens=leg.role is Role.CALLER,
    )


def follow(
    call: Call,
    contact: Contact,
    *,
    on_phones: frozenset[int] = frozenset(),
    alone: bool = False,
    now: datetime,
) -> happened.Event | None:
    """What the contact says by now and the call does not know yet; nothing where they agree.

    `alone`: whoever holds their watch is at home, and is rung when somebody misses (WA12): their
    telephone does not ring because of the call.
    """
    if not call.is_open:
        return None
    if not contact.is_open:
        return happened.Over()
    if contact.operator is not None and not alone:
        taken = _follow_operator(call, contact.operator, on_phones, now)
        return taken or _follow_silence(call, contact, now)
    # Without the caller on the line nobody's phone rings: the consoles show them all the same.
    to = contact.offered_to if call.alive(Role.CALLER) and not alone else ()
    ringing = {each.who for each in call.alive(Role.OPERATOR)}
    owed = any(may_ring(call, who, now, after=RUNG_ANEW) for who in to)
    if call.operator is None and not owed and ringing <= set(to):
        return None
    return happened.Offered(to=to, on_phones=on_phones & set(to))


def _follow_operator(
    call: Call, operator: int, on_phones: frozenset[int], now: datetime
) -> happened.Taken | None:
    others = [each for each in call.alive(Role.OPERATOR) if each.who != operator]
    here = bool(call.alive(Role.CALLER))
    rings = here and may_ring(call, operator, now, after=BACK_AFTER)
    if call.operator == operator and not others and not rings:
        return None
    return happened.Taken(by=operator, on_phone=operator in on_phones)


def _follow_silence(call: Call, contact: Contact, now: datetime) -> happened.SilenceLasted | None:
    """Told once, however long it lasts (WA9)."""
    if not may_be_silent(call) or call.quiet_since is None:
        return None
    long = now - call.quiet_since >= contact.policy.seconds("voice_silence")
    return happened.SilenceLasted() if long else None
