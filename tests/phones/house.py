"""A controller of ours beside a real exchange, and telephones around it, for one test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeVar

from stillhere.lines.asterisk.ari import Ari
from stillhere.lines.asterisk.listening import Connected, Heard, Listener
from stillhere.lines.asterisk.saying import Channel, OfChannel
from tests.phones.phone import Phone, a_phone
from tests.phones.talking import PhoneCall
from tools.phones.exchange import Addresses, Exchange

PATIENCE: Final = 10.0
LINE: Final = "+14165550100"
ANA: Final = "+14165550191"
ON_CALL: Final = "+14165550190"
LOST_AFTER: Final = timedelta(seconds=6)
ROOM: Final = "call-1"
E = TypeVar("E")


@dataclass(slots=True, kw_only=True)
class House:
    exchange: Exchange
    addresses: Addresses
    stack: AsyncExitStack
    ari: Ari
    said: list[Heard] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    _more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def phone(self, address: str = "", *, plays: int = 440, refuses: int = 0) -> Phone:
        phone = await a_phone(address or self.addresses.carrier, plays=plays, refuses=refuses)
        self.stack.callback(phone.close)
        self.phones.append(phone)
        return phone

    def call(self, phone: Phone, dialled: str = LINE) -> PhoneCall:
        return phone.call(dialled, self.addresses.exchange)

    @asynccontextmanager
    async def controller(self) -> AsyncIterator[None]:
        """Its stream of events, begun and ended."""
        listener = Listener(door=self.exchange.door, handle=self._hear)
        listening = asyncio.create_task(listener.listen())
        try:
            await self.says(Connected)
            yield
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def says(self, kind: type[E], whether: Callable[[E], bool] = lambda _: True) -> E:
        """The first of this kind that fits, said already or within patience."""
        try:
            async with asyncio.timeout(PATIENCE), self._more:
                while True:
                    found = (each for each in self.said if isinstance(each, kind))
                    fitting = next(filter(whether, found), None)
                    if fitting is not None:
                        return fitting
                    await self._more.wait()
        except TimeoutError:
            kinds = [type(each).__name__ for each in self.said]
            raise AssertionError(f"It did not say {kind.__name__}, only {kinds}") from None

    async def says_of(self, kind: type[E], channel: Channel | str) -> E:
        id = channel if isinstance(channel, str) else channel.id
        return await self.says(
            kind, lambda said: isinstance(said, OfChannel) and said.channel.id == id
        )

    async def _hear(self, heard: Heard) -> None:
        async with self._more:
            self.said.append(heard)
            self._more.notify_all()


async def clear_away(ari: Ari) -> None:
    """Everything a story left in the exchange."""
    for bridge in await ari.bridges():
        await ari.close_bridge(bridge.id)
    for channel in await ari.channels():
        await ari.hang_up(channel.id)


def tell(
    exchange: Exchange, addresses: Addresses, story: Callable[[House], Awaitable[None]]
) -> None:
    asyncio.run(_told(exchange, addresses, story))


async def _told(
    exchange: Exchange, addresses: Addresses, story: Callable[[House], Awaitable[None]]
) -> None:
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.sleep, 0)  # what is closed is gone a turn later
        ari = await stack.enter_async_context(Ari(exchange.door))
        house = House(exchange=exchange, addresses=addresses, stack=stack, ari=ari)
        try:
            await story(house)
        finally:
            await clear_away(ari)
