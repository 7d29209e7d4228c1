"""What begins and ends with a web process. Django has no such thing of its own."""

import signal
import threading
from collections.abc import Awaitable, Callable, Mapping
from types import FrameType
from typing import Any, Final

from stillhere.web.feed_thread import FeedThread, start_feed

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
LAST: Final = 1.0
"""Seconds the feed has to let go of the records at the end."""


class WithLifespan:
    """Starts the live feed with the process, and ends every stream as soon as it must stop."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        await receive()
        feed = start_feed()
        _end_streams_first(feed)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        feed.end()
        feed.wait_for_the_end(LAST)
        await send({"type": "lifespan.shutdown.complete"})


def _end_streams_first(feed: FeedThread) -> None:
    """A server waits for open answers before it stops, and a stream is an answer without end."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def stop(number: int, frame: FrameType | None, then: Any = before) -> None:
            feed.end()
            if callable(then):
                then(number, frame)

        signal.signal(number, stop)
