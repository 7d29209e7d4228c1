"""The desk at an exchange: a thread that looks and acts, and stops for good once it is replaced."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from stillhere.lines.asterisk.exchange import Asterisk
from stillhere.lines.voice import PickUp, TakenOver
from tests.lines.exchange import AT, Ear, an_ear, pressed

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def with_a_desk(story: Callable[[Asterisk, Ear], Awaitable[None]]) -> None:
    """In a thread of its own, as the process that looks and acts. Nobody answers what it asks."""

    async def whole() -> None:
        async with an_ear() as ear:
            await ear.connection()
            desk = Asterisk(ear.door, carriers=("north",), now=lambda: NOON)
            await asyncio.to_thread(desk.__enter__)
            try:
                await story(desk, ear)
            finally:
                await asyncio.to_thread(desk.__exit__)

    asyncio.run(whole())


def test_a_desk_that_was_replaced_never_looks_or_acts_again() -> None:
    async def story(desk: Asterisk, ear: Ear) -> None:
        replaced = {"type": "ApplicationReplaced", "application": "stillhere", "timestamp": AT}
        await ear.say(await ear.connection(), replaced)
        await asyncio.to_thread(desk._ended.wait, 5)

        with pytest.raises(TakenOver):
            desk.look(NOON)
        with pytest.raises(TakenOver):
            desk.do(PickUp(key="one"), NOON)

    with_a_desk(story)


def test_what_happens_ends_the_waiting() -> None:
    async def story(desk: Asterisk, ear: Ear) -> None:
        connection = await ear.connection()
        await asyncio.to_thread(desk.wait, 5)  # until it is connected
        waiting = asyncio.create_task(asyncio.to_thread(desk.wait, 60))
        await ear.say(connection, pressed("1"))

        await asyncio.wait_for(waiting, 5)

    with_a_desk(story)
