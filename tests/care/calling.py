"""A call for tests: somebody rings at noon; what happens is told in seconds after that."""

from collections.abc import Iterable
from typing import Final

from stillhere.care import call as rules
from stillhere.care import call_events as happened
from stillhere.care.call_state import Call, Decision, Leg, Owe, Role, Standing
from tests.care.watching import ANA, BEN, NOON, at

__all__ = ["ANA", "BEN", "at", "decide", "rings_in", "then"]

ROOM: Final = "call-0d6f4a4e-0000-4000-8000-000000000001"
CALLERS_LEG: Final = "1764590400.1"


def rings_in() -> Call:
    """And is picked up a second later: they wait."""
    call = rules.begin(NOON, room=ROOM, key=CALLERS_LEG)
    return then(call, 1, happened.LegAnswered(key=CALLERS_LEG))


def decide(call: Call, seconds: float, event: happened.Event) -> Decision:
    return rules.decide(call, event, at(seconds))


def then(call: Call, seconds: float, event: happened.Event) -> Call:
    return decide(call, seconds, event).call


def offered(*to: int, on_phones: Iterable[int] = ()) -> Call:
    """Their phones ring since the second second."""
    event = happened.Offered(to=to, on_phones=frozenset(on_phones))
    return all_placed(then(rings_in(), 2, event), 2)


def all_placed(call: Call, seconds: float) -> Call:
    for leg in call.legs:
        call = then(call, seconds, happened.LegPlaced(key=leg.key))
    return call


def picks_up(call: Call, who: int, seconds: float) -> Decision:
    return decide(call, seconds, happened.LegAnswered(key=of(call, who).key))


def talking(who: int = ANA.id) -> Call:
    """With Ana since the fifth second."""
    return picks_up(offered(who), who, 5).call


def drops(call: Call, seconds: float) -> Decision:
    (caller,) = call.alive(Role.CALLER)
    return decide(call, seconds, happened.LegEnded(key=caller.key))


def dropped(seconds: float = 60) -> Call:
    return drops(talking(), seconds).call


def of(call: Call, who: int) -> Leg:
    leg = call.of_operator(who)
    assert leg is not None
    return leg


def standings(call: Call, role: Role = Role.OPERATOR) -> list[tuple[int | None, Standing]]:
    return [(leg.who, leg.standing) for leg in call.legs if leg.role is role]


def owes(decision: Decision) -> list[tuple[Owe, int | None]]:
    return [(each.what, each.who) for each in decision.owed]
