"""A controller in a process of its own, to be killed: puts whoever calls into one room."""

import asyncio
import os
import sys

from stillhere.lines.asterisk.ari import Ari
from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.listening import Connected, Heard, Listener
from stillhere.lines.asterisk.saying import Came
from tests.phones.house import ROOM


async def main(door: Door) -> None:
    async with Ari(door) as ari:

        async def handle(heard: Heard) -> None:
            if isinstance(heard, Connected):
                sys.stdout.write("connected\n")
                sys.stdout.flush()
            if isinstance(heard, Came):
                await ari.answer(heard.channel.id)
                await ari.open_bridge(ROOM)
                await ari.join(heard.channel.id, bridge=ROOM)

        await Listener(door=door, handle=handle).listen()


if __name__ == "__main__":
    asyncio.run(main(Door(url=os.environ["DOOR"], password=os.environ["PASSWORD"])))
