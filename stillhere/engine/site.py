"""The web process: Django behind uvicorn, at a socket that outlives it."""

import os
import socket
import threading
import time
from contextlib import suppress
from typing import Final

import uvicorn
from django.db import DatabaseError

from stillhere.engine.serve import SOCKET, listen_at
from stillhere.records.alive import vouch_with
from stillhere.records.anchor import read_anchor

APPLICATION: Final = "stillhere.asgi:application"
GRACE: Final = 3
"""Seconds for answers under way; streams are told and end by themselves."""
STANDS_STILL: Final = 5.0
"""Seconds in which the event loop has not come round."""
TIME_READ_EVERY: Final = 2.0
"""Seconds. Who claims due times leads; until we have followed, ours are claimed early."""


def serve_site(*, host: str, port: int) -> None:
    listening = _handed_over() or listen_at(host, port)
    _read_time()
    threading.Thread(target=_follow_time, name="time", daemon=True).start()
    config = uvicorn.Config(
        APPLICATION,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
    )
    server = Ticking(config)
    vouch_with(server.ticks)
    server.run(sockets=[listening])


class Ticking(uvicorn.Server):
    """The feed has a thread of its own; this is how it knows that requests are answered too."""

    ticked = 0.0

    async def on_tick(self, counter: int) -> bool:
        self.ticked = time.monotonic()
        return await super().on_tick(counter)

    def ticks(self) -> bool:
        return time.monotonic() - self.ticked < STANDS_STILL


def _handed_over() -> socket.socket | None:
    number = os.environ.pop(SOCKET, "")
    return socket.socket(fileno=int(number)) if number else None


def _follow_time() -> None:
    pause = threading.Event()
    while not pause.wait(TIME_READ_EVERY):
        _read_time()


def _read_time() -> None:
    with suppress(DatabaseError):  # the clock goes on, and the feed says that the database is gone
        read_anchor()
