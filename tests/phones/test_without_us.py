"""The controller killed, the exchange killed, a carrier down, a stranger: who is reached then."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from stillhere.lines.asterisk.asking import ExchangeAway
from stillhere.lines.asterisk.listening import Connected, Heard, Listener, Lost
from stillhere.lines.asterisk.saying import Came
from stillhere.lines.voice import TakenOver
from tests.phones.house import LINE, ON_CALL, ROOM, House
from tools.phones.exchange import Exchange
from tools.tree import HERE

pytestmark = pytest.mark.phones
CALLER, OTHER = 440, 880
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


@asynccontextmanager
async def a_controller(exchange: Exchange) -> AsyncIterator[asyncio.subprocess.Process]:
    around = {
        **os.environ,
        "DOOR": exchange.door.url,
        "PASSWORD": exchange.door.password,
        "PYTHONPATH": str(HERE),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    words = [sys.executable, "-m", "tests.phones.controller"]
    process = await asyncio.create_subprocess_exec(
        *words, cwd=HERE, env=around, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 20) == b"connected\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def test_where_no_controller_is_whoever_is_on_call_rings_and_talks(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        phone = await house.phone(plays=CALLER)
        caller = house.call(phone)
        rung = await phone.rings()
        rung.plays = OTHER
        phone.answer(rung)

        assert (rung.dialled, rung.shows) == (ON_CALL, LINE)
        await caller.hears(OTHER, never=(CALLER,))
        await rung.hears(CALLER, never=(OTHER,))

    in_the_house(story)


def test_where_the_first_carrier_fails_the_other_rings_who_is_on_call(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        failing = await house.phone(plays=CALLER, refuses=503)
        other = await house.phone(house.addresses.other_carrier, plays=OTHER)
        caller = house.call(failing)
        rung = await other.rings()
        other.answer(rung)

        assert failing.refused == 1
        await caller.hears(OTHER)

    in_the_house(story)


def test_whoever_is_let_go_of_is_rung_through_as_well(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            phone = await house.phone(plays=CALLER)
            house.call(phone)
            came = await house.says(Came)
            await house.ari.let_go(came.channel.id)

            assert (await phone.rings()).dialled == ON_CALL

    in_the_house(story)


def test_nobody_calls_in_a_carriers_name(in_the_house: Tell) -> None:
    """Known by the address they come from: what they say of themselves counts for nothing."""

    async def story(house: House) -> None:
        async with house.controller():
            stranger = await house.phone(house.addresses.stranger)
            call = stranger.call(LINE, house.addresses.exchange, shows="carrier-1")
            await call.has_ended()

            assert call.status == 401
            assert not any(isinstance(each, Came) for each in house.said)

    in_the_house(story)


def test_a_killed_controller_parts_nobody_and_the_next_finds_all(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        caller, other = await house.phone(plays=CALLER), None
        async with a_controller(house.exchange) as process:
            first = house.call(caller)
            other = await house.phone(house.addresses.other_carrier, plays=OTHER)
            second = house.call(other)
            await first.hears(OTHER)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            await first.stays_on(timedelta(seconds=1))
            for each, tone in ((first, OTHER), (second, CALLER)):
                each.forget()
                await each.hears(tone)

        async with house.controller():
            [room] = await house.ari.bridges()
            assert room.id == ROOM
            assert room.channels == {each.id for each in await house.ari.channels()}
            assert len(room.channels) == 2

    in_the_house(story)


def test_a_second_controller_ends_the_first_and_nobodys_call(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        heard: asyncio.Queue[Heard] = asyncio.Queue()
        first = asyncio.create_task(Listener(door=house.exchange.door, handle=heard.put).listen())
        assert await asyncio.wait_for(heard.get(), 10) == Connected()
        call = house.call(await house.phone())
        assert isinstance(await asyncio.wait_for(heard.get(), 10), Came)

        async with house.controller():
            with pytest.raises(TakenOver):
                await asyncio.wait_for(first, 10)
            assert len(await house.ari.channels()) == 1
            assert not call.ended.is_set()

    in_the_house(story)


def test_a_killed_exchange_is_noticed_and_found_again(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            house.exchange.kill()
            await house.says(Lost)
            with pytest.raises(ExchangeAway):
                await house.ari.channels()

            house.said.clear()
            await asyncio.to_thread(house.exchange.start)
            await house.says(Connected)
            house.call(await house.phone())
            await house.says(Came)

    in_the_house(story)
