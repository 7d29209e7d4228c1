"""The one stream of what the exchange says.

It comes back by itself. Events of one channel are handled one after the other; channels do not
wait for each other, so that somebody's slow step never keeps another's hang-up from being heard.
Nothing is stored while we are away: whoever hears `Connected` looks at all there is.
"""

import asyncio
import base64
import json
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain, repeat
from typing import Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.saying import Event, read, whose
from stillhere.lines.voice import TakenOver
from stillhere.records import journal

WAITS: Final = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds before each next try, the last from then on: Asterisk starts within two."""
IS_IT_ALIVE: Final = 2
"""Seconds: so often it is asked, and so long it has to answer."""
LARGEST: Final = 1024 * 1024
"""Bytes of one event; real ones have two thousand."""
REPLACED: Final = "ApplicationReplaced"
THE_STREAM: Final = ""
"""Whose events are those of the stream itself."""


@dataclass(frozen=True, slots=True)
class Connected:
    """Anything may have happened before this: look at every channel and bridge."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Talks go on without us, as long as the exchange itself lives."""


Heard = Event | Connected | Lost
Handle = Callable[[Heard], Awaitable[None]]
Pause = Callable[[float], Awaitable[None]]


class Ended(Enum):
    NEVER_BEGAN = auto()
    BROKE = auto()
    TAKEN_OVER = auto()


@dataclass(slots=True, kw_only=True)
class Listener:
    door: Door
    handle: Handle
    pause: Pause = asyncio.sleep
    _waiting: dict[str, deque[Heard]] = field(default_factory=dict)
    _working: set[asyncio.Task[None]] = field(default_factory=set)

    async def listen(self) -> None:
        """Until it is cancelled, or raises `TakenOver`: then nothing is handled any more."""
        waits = _waits()
        try:
            while (ended := await self._hear()) is not Ended.TAKEN_OVER:
                if ended is Ended.BROKE:
                    waits = _waits()
                await self.pause(next(waits))
        finally:
            await self._stop_working()
        raise TakenOver

    async def _hear(self) -> Ended:
        """One connection, from its beginning to its end."""
        ended = Ended.NEVER_BEGAN
        try:
            async with _connected(self.door) as stream:
                journal.say("exchange_connected")
                self._put(THE_STREAM, Connected())
                ended = Ended.BROKE
                ended = await self._hear_all(stream)
        except (OSError, WebSocketException) as wrong:
            journal.warn("exchange_away", error=type(wrong).__name__)
        if ended is not Ended.NEVER_BEGAN:
            self._put(THE_STREAM, Lost())
        return ended

    async def _hear_all(self, stream: ClientConnection) -> Ended:
        async for words in stream:
            if self._read(words) is Ended.TAKEN_OVER:
                journal.cry("exchange_taken_over")
                return Ended.TAKEN_OVER
        return Ended.BROKE

    def _read(self, words: str | bytes) -> Ended | None:
        try:
            said = json.loads(words)
            if said["type"] == REPLACED and said["application"] == self.door.app:
                return Ended.TAKEN_OVER
            event = read(said)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as wrong:
            journal.cry("exchange_unreadable", wrong)
            return None
        if event is not None:
            self._put(whose(said), event)
        return None

    def _put(self, key: str, heard: Heard) -> None:
        if key in self._waiting:
            self._waiting[key].append(heard)
            return
        self._waiting[key] = deque([heard])
        task = asyncio.create_task(self._work(key))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _work(self, key: str) -> None:
        """Nothing is awaited between the last look and the removal: no event falls between."""
        waiting = self._waiting[key]
        while waiting:
            heard = waiting.popleft()
            try:
                await self.handle(heard)
            except Exception as wrong:  # noqa: BLE001 # one event's fault is never another's
                journal.cry("exchange_event_failed", wrong, kind=type(heard).__name__)
        del self._waiting[key]

    async def _stop_working(self) -> None:
        working = list(self._working)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        self._waiting.clear()


def _connected(door: Door) -> connect:
    """No proxy is asked: the password goes to the exchange alone."""
    who = base64.b64encode(f"{door.user}:{door.password}".encode()).decode()
    return connect(
        door.stream,
        additional_headers={"Authorization": f"Basic {who}"},
        proxy=None,
        compression=None,
        open_timeout=2,
        close_timeout=0.5,
        ping_interval=IS_IT_ALIVE,
        ping_timeout=IS_IT_ALIVE,
        max_size=LARGEST,
    )


def _waits() -> Iterator[float]:
    return chain(WAITS, repeat(WAITS[-1]))
