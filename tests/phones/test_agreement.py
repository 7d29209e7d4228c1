"""The exchange made to agree with what ought to be, by real telephones: twice is once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from stillhere.care.call_state import Role
from stillhere.lines.agreeing import strangers
from stillhere.lines.asterisk.exchange import Asterisk
from stillhere.lines.voice import (
    Act,
    AskKey,
    HangUp,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Seen,
    SeenLeg,
    TakenOver,
    Tone,
)
from tests.phones.house import ANA, LINE, ROOM, House
from tests.phones.talking import PhoneCall

pytestmark = pytest.mark.phones
CALLER, OPERATOR = 440, 880
PATIENCE = 10.0
LEG = "leg-ana"
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """Looks and acts as the process that will do it: in turn, and never in the phones' thread."""

    def __init__(self, exchange: Asterisk) -> None:
        self.exchange = exchange

    async def do(self, *acts: Act) -> None:
        for act in acts:
            await asyncio.to_thread(self.exchange.do, act, now())

    async def sees(self, enough: Callable[[Seen], bool]) -> Seen:
        async with asyncio.timeout(PATIENCE):
            while not enough(seen := await asyncio.to_thread(self.exchange.look, now())):
                await asyncio.to_thread(self.exchange.wait, 0.2)
        return seen

    async def sees_leg(self, key: str, enough: Callable[[SeenLeg], bool]) -> SeenLeg:
        seen = await self.sees(lambda seen: key in seen.legs and enough(seen.legs[key]))
        return seen.legs[key]


@asynccontextmanager
async def a_desk(house: House) -> AsyncIterator[Desk]:
    exchange = Asterisk(house.exchange.door, carriers=("carrier-2", "carrier-1"), now=now)
    await asyncio.to_thread(exchange.__enter__)
    try:
        async with asyncio.timeout(PATIENCE):
            while not exchange._memory.is_connected:
                await asyncio.to_thread(exchange.wait, 0.2)
        yield Desk(exchange)
    finally:
        await asyncio.to_thread(exchange.__exit__)


async def a_caller(house: House, desk: Desk) -> tuple[PhoneCall, str]:
    call = house.call(await house.phone(plays=CALLER))
    seen = await desk.sees(lambda seen: bool(strangers(frozenset(), seen)))
    [stranger] = strangers(frozenset(), seen)
    for _ in range(2):
        await desk.do(PickUp(key=stranger.key), Join(key=stranger.key, room=ROOM))
    await desk.sees_leg(stranger.key, lambda leg: leg.up and leg.room == ROOM)
    return call, stranger.key


async def an_operator(house: House, desk: Desk) -> PhoneCall:
    phone = await house.phone(house.addresses.other_carrier, plays=OPERATOR)
    for _ in range(2):
        await desk.do(Place(key=LEG, room=ROOM, role=Role.OPERATOR, to=ANA))
    call = await phone.rings()
    phone.answer(call)
    await desk.sees_leg(LEG, lambda leg: leg.up)
    return call


def test_whoever_rings_is_seen_picked_up_and_joined(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            caller, key = await a_caller(house, desk)
            operator = await an_operator(house, desk)
            await desk.do(Join(key=LEG, room=ROOM))

            await caller.hears(OPERATOR, never=(CALLER,))
            await operator.hears(CALLER, never=(OPERATOR,))
            legs = (await desk.sees(lambda _: True)).legs
            assert {leg: (seen.inbound, seen.room) for leg, seen in legs.items()} == {
                key: (True, ROOM),
                LEG: (False, ROOM),
            }
            assert (legs[key].number, legs[key].dialled) == ("+14165550123", LINE)

    in_the_house(story)


def test_who_is_muted_is_not_heard_and_hears_on_also_after_a_restart(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            caller, _ = await a_caller(house, desk)
            operator = await an_operator(house, desk)
            await desk.do(Join(key=LEG, room=ROOM), Mute(key=LEG, muted=True))
            await caller.hears_nothing()
            await operator.hears(CALLER)

        async with a_desk(house) as desk:
            await desk.sees_leg(LEG, lambda leg: leg.muted)
            await desk.do(Mute(key=LEG, muted=False))
            await desk.sees_leg(LEG, lambda leg: not leg.muted)
            await caller.hears(OPERATOR)

    in_the_house(story)


def test_quiet_is_seen_since_when_and_ends_with_a_sound(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            caller, key = await a_caller(house, desk)
            await desk.do(Tone(room=ROOM, plays=True), Listen(key=key))
            await desk.sees_leg(key, lambda leg: leg.listens and leg.quiet_since is None)
            stopped = now()
            caller.go_quiet()
            quiet = await desk.sees_leg(key, lambda leg: leg.quiet_since is not None)

            assert quiet.quiet_since is not None
            assert abs(quiet.quiet_since - stopped) < timedelta(seconds=2)
            assert quiet.heard_at == quiet.quiet_since
            assert quiet.bad_since is None
            caller.plays = CALLER
            await desk.sees_leg(key, lambda leg: leg.quiet_since is None)

    in_the_house(story)


def test_a_line_without_sound_is_bad_before_it_is_lost(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            caller, key = await a_caller(house, desk)
            await caller.stays_on(timedelta(seconds=0.5))
            vanished = now()
            caller.vanish()
            bad = await desk.sees_leg(key, lambda leg: leg.bad_since is not None)
            seen = await desk.sees(lambda seen: key in seen.ended)

            assert bad.bad_since is not None
            assert abs(bad.bad_since - vanished) < timedelta(seconds=2)
            assert key not in seen.legs

    in_the_house(story)


def test_a_key_is_seen_from_whoever_is_asked_for_it(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            operator = await an_operator(house, desk)
            await desk.do(AskKey(key=LEG))
            await desk.sees(lambda seen: LEG in seen.asked)
            operator.press("1")

            await desk.sees_leg(LEG, lambda leg: leg.pressed == "1")

    in_the_house(story)


def test_whoever_waits_alone_hears_that_the_line_lives(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            caller, _ = await a_caller(house, desk)
            for _ in range(2):
                await desk.do(Tone(room=ROOM, plays=True))
            await desk.sees(lambda seen: seen.tones == {ROOM})
            await caller.hears(350)
            await caller.hears_nothing()
            await caller.hears(350)
            await desk.do(Tone(room=ROOM, plays=False))
            await desk.sees(lambda seen: not seen.tones)

    in_the_house(story)


def test_parted_and_hung_up_is_done_once(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            caller, key = await a_caller(house, desk)
            for _ in range(2):
                await desk.do(Part(key=key))
            await desk.sees_leg(key, lambda leg: leg.room is None and leg.up)
            for _ in range(2):
                await desk.do(HangUp(key=key))
            await caller.has_ended()
            await desk.sees(lambda seen: key in seen.ended and not seen.legs)

    in_the_house(story)


def test_where_a_carrier_cannot_the_next_ring_goes_by_the_other(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        failing = await house.phone(house.addresses.other_carrier, refuses=503)
        other = await house.phone(plays=OPERATOR)
        async with a_desk(house) as desk:
            await desk.do(Place(key="leg-1", room=ROOM, role=Role.OPERATOR, to=ANA))
            await desk.sees(lambda seen: "leg-1" in seen.ended)
            await desk.do(Place(key="leg-2", room=ROOM, role=Role.OPERATOR, to=ANA))

            assert (await other.rings()).dialled == ANA
            assert failing.refused == 1

    in_the_house(story)


def test_a_desk_that_another_replaced_is_told_to_end(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with a_desk(house) as first:
            with pytest.raises(TakenOver):
                async with a_desk(house):
                    await first.sees(lambda _: False)

    in_the_house(story)


def test_whoever_is_rung_through_without_us_is_not_ours(in_the_house: Tell) -> None:
    """Came before we did: who is on call has them, and stays with them."""

    async def story(house: House) -> None:
        phone = await house.phone(plays=CALLER)
        caller = house.call(phone)
        rung = await phone.rings()
        rung.plays = OPERATOR
        phone.answer(rung)
        async with a_desk(house) as desk:
            assert (await desk.sees(lambda _: True)).legs == {}
            await caller.hears(OPERATOR)

    in_the_house(story)
