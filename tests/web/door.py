"""The whole application behind its ASGI door, without a server or a port."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections

from stillhere.web.lifespan import App, WithLifespan

PATIENCE = 5.0
"""Seconds of real time until a test gives up."""


@asynccontextmanager
async def running(app: App) -> AsyncIterator[App]:
    """Between startup and shutdown, as a server would have it."""
    inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    outbox: asyncio.Queue[Any] = asyncio.Queue()
    whole = WithLifespan(app)
    lifespan = asyncio.create_task(whole({"type": "lifespan"}, inbox.get, outbox.put))
    await inbox.put({"type": "lifespan.startup"})
    assert (await outbox.get())["type"] == "lifespan.startup.complete"
    try:
        yield whole
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        assert (await outbox.get())["type"] == "lifespan.shutdown.complete"
        await lifespan


async def elsewhere(act: Callable[..., Any], *with_these: Any) -> Any:
    """In a thread of its own, as a request would be; its connection ends with it."""

    def whole() -> Any:
        try:
            return act(*with_these)
        finally:
            connections["default"].close()
            del connections["default"]  # the next test has another database

    return await sync_to_async(whole)()


class Opened:
    """One request whose answer is read as it comes."""

    def __init__(self, app: App, path: str, cookie: str) -> None:
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outbox: asyncio.Queue[Any] = asyncio.Queue()
        self._inbox.put_nowait({"type": "http.request"})
        scope = _scope(path, cookie)
        self.task = asyncio.ensure_future(app(scope, self._inbox.get, self._outbox.put))
        self._rest = ""

    async def start(self) -> tuple[int, dict[str, str]]:
        message = await asyncio.wait_for(self._outbox.get(), PATIENCE)
        headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        return message["status"], headers

    async def news(self) -> tuple[str, dict[str, Any]]:
        """The next event that is neither a tick nor the server's own note."""
        while True:
            while "\n\n" not in self._rest:
                message = await asyncio.wait_for(self._outbox.get(), PATIENCE)
                assert message.get("more_body"), "the stream has ended"
                self._rest += message["body"].decode()
            event, self._rest = self._rest.split("\n\n", 1)
            if event.startswith(("event: snapshot", "event: rows")):
                name, data = event.split("\ndata: ")
                return name.removeprefix("event: "), json.loads(data)

    async def hang_up(self) -> None:
        await self._inbox.put({"type": "http.disconnect"})
        await asyncio.wait_for(self.task, PATIENCE)


def _scope(path: str, cookie: str) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"key=ana",
        "root_path": "",
        "headers": [
            (b"host", b"testserver"),
            (b"accept", b"text/event-stream"),
            (b"cookie", cookie.encode()),
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("testserver", 80),
    }
