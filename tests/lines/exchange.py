"""An exchange of ours that is asked and speaks like Asterisk, without a telephone on it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from websockets.asyncio.server import ServerConnection, serve

from stillhere.lines.asterisk.ari import Ari
from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.listening import Heard, Listener

PASSWORD = "c3" * 16
DOOR = Door(url="http://127.0.0.1:1", password=PASSWORD)
AT = "2026-11-01T07:00:00.250-0500"


def of_channel(kind: str, id: str = "one", **more: Any) -> dict[str, Any]:
    channel = {"id": id, "state": "Up", "caller": {"number": "4165550123"}, "channelvars": {}}
    return {"type": kind, "timestamp": AT, "channel": channel, **more}


def pressed(key: str, id: str = "one") -> dict[str, Any]:
    return of_channel("ChannelDtmfReceived", id, digit=key)


@dataclass(kw_only=True)
class FakeAsterisk:
    answers: Callable[[httpx.Request], httpx.Response | None] = lambda _request: None
    """Instead of what it would do."""
    asked: list[httpx.Request] = field(default_factory=list)
    channels: dict[str, str] = field(default_factory=dict)
    """Its state, as it says it."""
    variables: dict[str, dict[str, str]] = field(default_factory=dict)
    packets: dict[str, int] = field(default_factory=dict)
    """Of their sound, for whom any has come."""
    elsewhere: set[str] = field(default_factory=set)
    """Not in our hands: whoever is on call has them."""
    bridges: dict[str, list[str]] = field(default_factory=dict)

    def calls_in(self, id: str, *, line: str = "+14165550100") -> None:
        self.channels[id] = "Ring"
        self.variables[id] = {"SH_LINE": line}

    def ari(self) -> Ari:
        return Ari(DOOR, httpx.MockTransport(self._handle))

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        instead = self.answers(request)
        if instead is not None:
            return instead
        path = request.url.path.removeprefix("/ari/").split("/")
        return self._tell(path) if request.method == "GET" else self._do(request, path)

    def _tell(self, path: list[str]) -> httpx.Response:
        match path:
            case ["channels"]:
                return httpx.Response(200, json=list(map(self._channel, self.channels)))
            case ["bridges"]:
                shown = [{"id": id, "channels": there} for id, there in self.bridges.items()]
                return httpx.Response(200, json=shown)
            case ["channels", id, "rtp_statistics"] if id in self.packets:
                return httpx.Response(200, json={"rxcount": self.packets[id]})
            case _:
                return httpx.Response(404, json={"message": "Channel not found"})

    def _do(self, request: httpx.Request, path: list[str]) -> httpx.Response:
        match (request.method, *path):
            case ("POST", "channels", id):
                return self._ring(id, request)
            case ("POST", "channels", id, "variable") if id in self.channels:
                name, value = (request.url.params[each] for each in ("variable", "value"))
                self.variables.setdefault(id, {})[name] = value
                return httpx.Response(204)
            case (_, "channels", id, *rest):
                return self._to_channel(request.method, id, rest)
            case ("POST", "bridges", id):
                self.bridges.setdefault(id, [])
                return httpx.Response(200, json={"id": id, "channels": self.bridges[id]})
            case ("POST", "bridges", id, "addChannel"):
                return self._join(id, request.url.params["channel"])
            case ("POST", "bridges", id, "removeChannel"):
                self.bridges[id].remove(request.url.params["channel"])
                return httpx.Response(204)
            case (_, "bridges", _, "play", _) | (_, "playbacks", _):
                return httpx.Response(204)
            case _:
                raise AssertionError(f"It was asked for something unexpected: {request.url}")

    def _channel(self, id: str) -> dict[str, Any]:
        return {
            "id": id,
            "state": self.channels[id],
            "channelvars": self.variables.get(id, {}),
            "caller": {"number": "4165550123"},
            "dialplan": {"app_name": "Dial" if id in self.elsewhere else "Stasis"},
        }

    def _ring(self, id: str, request: httpx.Request) -> httpx.Response:
        if id in self.channels:
            said = {"message": "Channel with given unique ID already exists"}
            return httpx.Response(409, json=said)
        self.channels[id] = "Down"
        self.variables[id] = json.loads(request.content)["variables"]
        return httpx.Response(200, json=self._channel(id))

    def _to_channel(self, method: str, id: str, rest: list[str]) -> httpx.Response:
        if id not in self.channels:
            return httpx.Response(404, json={"message": "Channel not found"})
        if method == "DELETE" and not rest:
            del self.channels[id]
        if rest == ["answer"]:
            self.channels[id] = "Up"
        return httpx.Response(204)

    def _join(self, bridge: str, channel: str) -> httpx.Response:
        if channel not in self.channels:
            return httpx.Response(400, json={"message": "Channel not found"})
        if bridge not in self.bridges:
            return httpx.Response(404, json={"message": "Bridge not found"})
        if channel not in self.bridges[bridge]:
            self.bridges[bridge].append(channel)
        return httpx.Response(204)


@dataclass(kw_only=True)
class Stream:
    """Its stream of events, for a listener that is really connected to it."""

    came: asyncio.Queue[ServerConnection] = field(default_factory=asyncio.Queue)
    headers: list[dict[str, str]] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    async def __call__(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        self.headers.append(dict(connection.request.headers))
        self.asked.append(parse_qs(urlsplit(connection.request.path).query))
        self.came.put_nowait(connection)
        await connection.wait_closed()


@dataclass(kw_only=True)
class Ear:
    """What a listener heard, and how long it meant to wait each time."""

    stream: Stream
    door: Door
    heard: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)
    waited: list[float] = field(default_factory=list)
    waits: int = 100
    """So many times it goes on at once; then `waited_enough`, and it goes on no more."""
    waited_enough: asyncio.Event = field(default_factory=asyncio.Event)
    handle: Callable[[Heard], Awaitable[None]] | None = None
    task: asyncio.Task[None] | None = None

    async def next(self) -> Heard:
        return await asyncio.wait_for(self.heard.get(), 5)

    async def connection(self) -> ServerConnection:
        return await asyncio.wait_for(self.stream.came.get(), 5)

    async def say(self, connection: ServerConnection, *said: dict[str, Any]) -> None:
        for each in said:
            await connection.send(json.dumps(each))

    async def pause(self, seconds: float) -> None:
        self.waited.append(seconds)
        if len(self.waited) >= self.waits:
            self.waited_enough.set()
            await asyncio.Event().wait()

    def listen(self) -> None:
        listener = Listener(door=self.door, handle=self._hear, pause=self.pause)
        self.task = asyncio.create_task(listener.listen())

    async def _hear(self, heard: Heard) -> None:
        if self.handle is not None:
            await self.handle(heard)
        self.heard.put_nowait(heard)

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)


@asynccontextmanager
async def an_ear(
    handle: Callable[[Heard], Awaitable[None]] | None = None,
) -> AsyncIterator[Ear]:
    stream = Stream()
    async with serve(stream, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        door = Door(url=f"http://127.0.0.1:{port}", password=PASSWORD)
        async with listening(Ear(stream=stream, door=door, handle=handle)) as ear:
            yield ear


@asynccontextmanager
async def listening(ear: Ear) -> AsyncIterator[Ear]:
    ear.listen()
    try:
        yield ear
    finally:
        await ear.stop()
