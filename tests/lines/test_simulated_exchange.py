"""The practice exchange is an exchange, and its bad weather harms nobody."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care import call as rules
from stillhere.care import call_events as happened
from stillhere.care.call import CallIsOver
from stillhere.care.call_state import Call, Role, State
from stillhere.care.call_wanted import wanted
from stillhere.lines.agreeing import agree, notice
from stillhere.lines.line import LineError
from stillhere.lines.simulated_exchange import NOBODY, SimulatedExchange
from tests.care.calling import ANA, ROOM, at
from tests.lines.test_agreeing import ANY
from tests.lines.voice_conformance import EveryExchange, VoiceBench

CALLER = "+14165550123"


@dataclass
class Bench:
    exchange: SimulatedExchange = field(default_factory=SimulatedExchange)
    ana: str = "operator:1"
    nowhere: str = f"operator:{NOBODY}"

    def somebody_rings(self, number: str, *, dialled: str) -> str:
        return self.exchange.somebody_rings(number, dialled=dialled)

    def picks_up(self, key: str) -> None:
        self.exchange.picks_up(key)

    def hangs_up(self, key: str) -> None:
        self.exchange.hangs_up(key)

    def presses(self, key: str, digits: str) -> None:
        self.exchange.presses(key, digits)

    def speaks(self, key: str) -> None:
        self.exchange.speaks(key)

    def falls_quiet(self, key: str, now: datetime) -> None:
        self.exchange.falls_quiet(key, now)

    def hears(self, key: str) -> set[str]:
        return self.exchange.hears(key)

    def rang(self, address: str) -> int:
        return list(self.exchange.placed.values()).count(address)

    def goes_away(self) -> None:
        self.exchange.is_away = True


@pytest.fixture
def bench() -> VoiceBench:
    return Bench()


class TestThePracticeExchange(EveryExchange):
    pass


class Watched:
    """A call and an exchange, looked at once a second as `answer` does it, without the records."""

    def __init__(self, seed: int) -> None:
        dice = Random(seed)  # noqa: S311  # a story is to be told again
        self.exchange = SimulatedExchange(
            loses_answers=lambda: dice.random() < 0.3, is_late=lambda: dice.random() < 0.3
        )
        self.second = 0
        key = self.exchange.somebody_rings(CALLER)
        self.call = rules.begin(at(0), room=ROOM, key=key)
        self.happens(happened.Offered(to=(ANA.id,)))

    def happens(self, event: happened.Event) -> None:
        try:
            self.call = rules.decide(self.call, event, at(self.second)).call
        except CallIsOver:
            return

    def looks(self, times: int = 1) -> None:
        for _ in range(times):
            self.second += 1
            now = at(self.second)
            seen = self.exchange.look(now)
            for event in notice(self.call, seen, now):
                self.happens(event)
            for act in agree(wanted(self.call), seen):
                self._does(act, now)

    def _does(self, act: object, now: datetime) -> None:
        try:
            self.exchange.do(act, now)  # type: ignore[arg-type]  # whatever `agree` gives
        except LineError:
            return

    def somebody_picks_up(self, role: Role) -> None:
        for leg in self.call.alive(role):
            if leg.key in self.exchange.legs:
                self.exchange.picks_up(leg.key)


def caller_of(call: Call) -> str:
    return call.alive(Role.CALLER)[0].key


THINGS = st.sampled_from(["drop", "restart", "forget", "mute", "third", "busy", "wait"])


@ANY
@given(st.integers(0, 10_000), st.lists(THINGS, max_size=6))
def test_in_any_weather_they_hear_each_other_in_the_end(seed: int, things: list[str]) -> None:
    """CO9, CO10: answers lost, acts late, phones busy, restarts; then a minute of peace."""
    watched = Watched(seed)
    for thing in things:
        happens_to(watched, thing)
        watched.looks(2)
    settle(watched)

    call = watched.call
    assert call.state is State.TALKING
    assert watched.exchange.hears(caller_of(call)) >= {operators_leg(call)}


def happens_to(watched: Watched, thing: str) -> None:
    callers = [leg.key for leg in watched.call.alive(Role.CALLER)]
    match thing:
        case "drop":
            for key in callers:
                watched.exchange.hangs_up(key)
        case "restart":
            watched.exchange.restarts()
        case "forget":
            watched.exchange.forgets()
        case "mute":
            watched.happens(happened.Muted(by=ANA.id, muted=True))
        case "third":
            watched.happens(happened.ThirdRung(role=Role.EMERGENCY))
        case "busy":
            for leg in watched.call.alive(Role.OPERATOR):
                watched.exchange.hangs_up(leg.key)
        case _:
            watched.somebody_picks_up(Role.OPERATOR)


def settle(watched: Watched) -> None:
    """Whoever is rung picks up; the plan has them rung back; nobody mutes themself."""
    for _ in range(30):
        if watched.call.operator is None:
            watched.happens(happened.Offered(to=(ANA.id,)))
        else:
            watched.happens(happened.Taken(by=ANA.id))
        watched.happens(happened.RingBackDue())
        watched.happens(happened.Muted(by=ANA.id, muted=False))
        watched.looks(2)
        watched.somebody_picks_up(Role.OPERATOR)
        watched.somebody_picks_up(Role.CALLER)
    watched.looks(6)


def operators_leg(call: Call) -> str:
    leg = call.of_operator(ANA.id)
    assert leg is not None
    return leg.key


@ANY
@given(st.integers(0, 10_000))
def test_in_any_weather_no_caller_who_stays_on_the_line_is_hung_up(seed: int) -> None:
    """CO4."""
    watched = Watched(seed)
    caller = caller_of(watched.call)
    watched.looks(40)

    assert caller in watched.exchange.legs


def test_a_late_answer_is_not_a_second_ring() -> None:
    watched = Watched(1)
    watched.exchange.is_late = lambda: True
    watched.looks(3)

    assert list(watched.exchange.placed.values()) == [""]
