"""Between what ought to be and Asterisk: what is seen, what is done, and what a restart loses."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx
import pytest

from stillhere.actions.recordings import Recordings
from stillhere.care.call_state import Role
from stillhere.lines.agreeing import strangers
from stillhere.lines.asterisk.ari import QUIET_AFTER
from stillhere.lines.asterisk.asking import ExchangeAway
from stillhere.lines.asterisk.listening import Connected, Lost
from stillhere.lines.asterisk.memory import KEEPS, SHUNNED_FOR, STOPS_AFTER, Memory
from stillhere.lines.asterisk.saying import (
    BeganTalking,
    CeasedTalking,
    Channel,
    HungUp,
    PressedKey,
)
from stillhere.lines.asterisk.steering import Sounds, Steering
from stillhere.lines.line import NoSuchNumber
from stillhere.lines.voice import (
    Act,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Seen,
)
from tests.lines.exchange import FakeAsterisk

T = TypeVar("T")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LINE, ANA, LEG, ROOM = "+14165550100", "+14165550191", "leg-1", "call-1"
UP = Channel(id="one", state="Up")
DOWN = Channel(id="one", state="Down")


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def exchange() -> FakeAsterisk:
    return FakeAsterisk()


@pytest.fixture
def memory(clock: Clock) -> Memory:
    memory = Memory(now=clock)
    memory.hear(Connected())
    return memory


def steered(exchange: FakeAsterisk, memory: Memory, work: Callable[[Steering], Awaitable[T]]) -> T:
    async def story() -> T:
        async with exchange.ari() as ari:
            carriers = ("north", "south")
            return await work(Steering(ari=ari, memory=memory, carriers=carriers))

    return asyncio.run(story())


def look(exchange: FakeAsterisk, memory: Memory) -> Seen:
    return steered(exchange, memory, lambda steering: steering.look())


def do(
    exchange: FakeAsterisk, memory: Memory, *acts: Act, recordings: Recordings | None = None
) -> None:
    async def all_of_them(steering: Steering) -> None:
        steering.sounds = Sounds(recordings=recordings)
        for act in acts:
            await steering.do(act)

    steered(exchange, memory, all_of_them)


def place(key: str = LEG, to: str = ANA) -> Place:
    return Place(key=key, room=ROOM, role=Role.OPERATOR, to=to)


def rung(exchange: FakeAsterisk) -> list[str]:
    return [each.url.params["endpoint"] for each in exchange.asked if "endpoint" in each.url.params]


def test_nobody_is_taken_for_gone_while_nothing_is_heard(
    exchange: FakeAsterisk, memory: Memory
) -> None:
    memory.hear(Lost())

    with pytest.raises(ExchangeAway):
        look(exchange, memory)


def test_who_calls_is_a_stranger_and_whom_we_ring_is_not(
    exchange: FakeAsterisk, memory: Memory
) -> None:
    exchange.calls_in("one")
    do(exchange, memory, place())

    [caller] = strangers(frozenset(), look(exchange, memory))

    assert (caller.key, caller.number, caller.dialled) == ("one", "+14165550123", LINE)


def test_whom_somebody_on_call_has_is_not_ours(exchange: FakeAsterisk, memory: Memory) -> None:
    exchange.calls_in("one")
    exchange.elsewhere.add("one")

    assert look(exchange, memory).legs == {}


def test_everything_done_twice_is_done_once(exchange: FakeAsterisk, memory: Memory) -> None:
    exchange.calls_in("one")
    acts: list[Act] = [
        PickUp(key="one"),
        place(),
        Join(key="one", room=ROOM),
        Join(key=LEG, room=ROOM),
    ]

    do(exchange, memory, *acts, *acts)

    assert exchange.bridges == {ROOM: ["one", LEG]}
    assert look(exchange, memory).legs["one"].up


def test_parting_who_is_in_no_room_is_fine(exchange: FakeAsterisk, memory: Memory) -> None:
    exchange.calls_in("one")
    do(exchange, memory, Join(key="one", room=ROOM), Part(key="one"), Part(key="one"))

    assert look(exchange, memory).legs["one"].room is None


def test_a_restart_still_knows_who_is_muted(
    exchange: FakeAsterisk, memory: Memory, clock: Clock
) -> None:
    exchange.calls_in("one")
    do(exchange, memory, Mute(key="one", muted=True))
    after = Memory(now=clock, is_connected=True)

    assert look(exchange, after).legs["one"].muted


def test_a_restart_has_heard_nobody_and_listens_anew(
    exchange: FakeAsterisk, memory: Memory, clock: Clock
) -> None:
    exchange.calls_in("one")
    do(exchange, memory, Listen(key="one"))
    memory.hear(BeganTalking(at=NOON, channel=UP))
    memory.hear(Connected())
    assert not look(exchange, memory).legs["one"].listens

    clock.passes(timedelta(seconds=1))
    do(exchange, memory, Listen(key="one"))
    leg = look(exchange, memory).legs["one"]

    assert (leg.listens, leg.quiet_since, leg.heard_at) == (True, clock.now, None)


def test_quiet_counts_from_the_last_sound_and_not_from_when_it_was_told(
    exchange: FakeAsterisk, memory: Memory, clock: Clock
) -> None:
    exchange.calls_in("one")
    do(exchange, memory, Listen(key="one"))
    memory.hear(BeganTalking(at=NOON, channel=UP))
    assert look(exchange, memory).legs["one"].quiet_since is None

    clock.passes(timedelta(seconds=9))
    memory.hear(CeasedTalking(at=NOON, channel=UP, sounded_for=timedelta(seconds=7)))
    leg = look(exchange, memory).legs["one"]

    assert leg.quiet_since == leg.heard_at == clock.now - QUIET_AFTER


def test_who_could_not_be_listened_to_is_not_called_quiet(
    exchange: FakeAsterisk, memory: Memory
) -> None:
    do(exchange, memory, Listen(key="gone"))

    assert memory.talks == {}


def test_a_line_is_bad_since_its_last_sound_and_good_with_the_next(
    exchange: FakeAsterisk, memory: Memory, clock: Clock
) -> None:
    exchange.calls_in("one")
    exchange.channels["one"] = "Up"
    exchange.packets["one"] = 50
    assert look(exchange, memory).legs["one"].bad_since is None

    clock.passes(STOPS_AFTER)
    assert look(exchange, memory).legs["one"].bad_since == NOON

    exchange.packets["one"] = 51
    assert look(exchange, memory).legs["one"].bad_since is None


def test_a_telephone_that_nobody_registered_is_not_tried_again(
    exchange: FakeAsterisk, memory: Memory
) -> None:
    exchange.answers = lambda _: httpx.Response(500, json={"message": "Allocation failed"})

    with pytest.raises(NoSuchNumber):
        do(exchange, memory, place(to="operator:7"))

    assert rung(exchange) == ["PJSIP/operator-7"]


def test_who_says_nothing_is_quiet_since_it_was_first_listened_to(
    exchange: FakeAsterisk, memory: Memory, clock: Clock
) -> None:
    exchange.calls_in("one")
    do(exchange, memory, Listen(key="one"))
    clock.passes(timedelta(seconds=30))
    do(exchange, memory, Listen(key="one"))

    assert look(exchange, memory).legs["one"].quiet_since == NOON


@pytest.mark.parametrize(
    "to",
    [
        "911",
        "",
        "4165550191",
        "ana@elsewhere",
        "PJSIP/x",
        "+1 911",
        "north",
        "operator:",
        "operator:x",
    ],
)
def test_nothing_but_a_number_or_a_telephone_of_ours_is_rung(
    exchange: FakeAsterisk, memory: Memory, to: str
) -> None:
    with pytest.raises(NoSuchNumber):
        do(exchange, memory, place(to=to))

    assert rung(exchange) == []


def test_where_a_carrier_could_not_the_other_goes_first_for_a_while(
    exchange: FakeAsterisk, memory: Memory, clock: Clock
) -> None:
    do(exchange, memory, place("one"))
    memory.hear(HungUp(at=NOON, channel=DOWN, cause=34))
    do(exchange, memory, place("two"))
    clock.passes(SHUNNED_FOR)
    do(exchange, memory, place("three"))

    carriers = [each.rpartition("@")[2] for each in rung(exchange)]
    assert carriers == ["north", "south", "north"]


@pytest.mark.parametrize("cause", [16, 17, 19, 21])
def test_who_does_not_answer_says_nothing_about_the_carrier(
    exchange: FakeAsterisk, memory: Memory, cause: int
) -> None:
    do(exchange, memory, place("one"))
    memory.hear(HungUp(at=NOON, channel=DOWN, cause=cause))

    assert memory.best_first(("north", "south")) == ["north", "south"]


def test_where_both_carriers_could_not_the_first_is_tried_again(memory: Memory) -> None:
    for carrier in ("north", "south"):
        memory.placed["one"] = carrier
        memory.hear(HungUp(at=NOON, channel=DOWN, cause=34))

    assert memory.best_first(("north", "south")) == ["north", "south"]


def test_keys_are_seen_in_their_order(exchange: FakeAsterisk, memory: Memory) -> None:
    exchange.calls_in("one")
    for key in "12#":
        memory.hear(PressedKey(at=NOON, channel=UP, key=key))

    assert look(exchange, memory).legs["one"].pressed == "12#"


def test_who_has_ended_leaves_nothing_behind_and_is_forgotten_in_the_end(memory: Memory) -> None:
    memory.listen("one")
    memory.hear(PressedKey(at=NOON, channel=UP, key="1"))
    memory.hear(HungUp(at=NOON, channel=UP, cause=16))
    assert (memory.talks, memory.pressed, list(memory.ended)) == ({}, {}, ["one"])

    for number in range(KEEPS):
        memory.has_ended(f"{number}")

    assert "one" not in memory.ended
    assert len(memory.ended) == KEEPS


def test_who_hangs_up_while_we_look_is_not_shown_as_there(
    exchange: FakeAsterisk, memory: Memory
) -> None:
    exchange.calls_in("one")
    exchange.channels["one"] = "Up"

    def hang_up_meanwhile(request: httpx.Request) -> None:
        if request.url.path.endswith("rtp_statistics"):
            memory.hear(HungUp(at=NOON, channel=UP, cause=16))

    exchange.answers = hang_up_meanwhile
    seen = look(exchange, memory)

    assert seen.legs == {}
    assert seen.ended == {"one"}
