"""One open console each: a short queue of ready bytes, filled from the feed's thread."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

LONGEST: Final = 64
"""Events a console may be behind. More is a dead connection or one too slow to trust: it is
closed, the browser comes back, and a whole snapshot tells it everything at once."""
COME_BACK: Final = b"retry: 1000\n\n"
"""Milliseconds until the browser tries again."""


class Sees(StrEnum):
    """What a stream is told beside the ticks."""

    BOARD = "board"
    WALL = "wall"
    """The board, and what a supervisor's wall shows beside it."""
    TELEVISION = "television"
    """Counts and clocks, for whoever passes; of nobody."""


@dataclass(eq=False, slots=True)
class Stream:
    """Made on the event loop it is read on; `give` and `end` may be called from any thread."""

    _: KW_ONLY
    organisation: int
    operator: int
    language: str
    key: str
    """Which tab this is, to tell it when another has taken its place."""
    sign_in: str = field(repr=False)
    password: str = field(repr=False)
    """As stored when the stream was opened: a new password ends it."""
    sees: Sees = Sees.BOARD
    screen: int = 0
    """Of a television: the link it was opened by. It has no operator and no sign-in."""
    first_names: bool = False
    """Whether that link lets operators' first names be read."""
    locks_at: datetime | None = None
    """When its screen locks (RO3), as read last; None where nobody has looked yet."""
    locked: bool = False
    """What it was told last: as of a locked screen, or everything."""
    is_over: bool = False
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _queue: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(LONGEST))

    def turns(self, now: datetime) -> bool:
        """Whether its screen was locked or opened since it was told anything."""
        before, self.locked = self.locked, self.locks_at is not None and now >= self.locks_at
        return self.locked is not before

    def give(self, event: bytes) -> None:
        self._hand_over(event)

    def end(self) -> None:
        self._hand_over(None)

    async def events(self) -> AsyncIterator[bytes]:
        """Until it is ended, or until whoever reads goes away."""
        try:
            yield COME_BACK
            while (event := await self._queue.get()) is not None:
                yield event
        finally:
            self.is_over = True

    def _hand_over(self, event: bytes | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._put, event)
        except RuntimeError:  # the loop has ended, and with it whoever listened
            self.is_over = True

    def _put(self, event: bytes | None) -> None:
        if self.is_over:
            return
        if event is None or self._queue.full():
            self.is_over = True
            self._forget_the_rest()
            self._queue.put_nowait(None)
        else:
            self._queue.put_nowait(event)

    def _forget_the_rest(self) -> None:
        while not self._queue.empty():
            self._queue.get_nowait()


def event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()
