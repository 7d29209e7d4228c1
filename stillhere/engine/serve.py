"""Keeps the processes of one machine alive, for as long as it lives itself."""

import fcntl
import os
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from stillhere.engine.child import Child
from stillhere.records import journal

LOOK: Final = 0.2
"""Seconds. A process that died is noticed within this."""
DYING: Final = 0.01
"""Seconds: a process closes its pipe a moment before it is gone."""
AWAY: Final = 2.0
"""Seconds between two looks after which we must have been stopped ourselves."""
GRACE: Final = 5.0
"""Seconds for all children to end by themselves."""
WAITING_CALLERS: Final = 1024
"""Connections the machine keeps while the web process starts again."""
OTHERS: Final = ("keepwatch", "auditor", "answer")
"""Beside the web process, each by the word it is started with."""
SOCKET: Final = "STILLHERE_SOCKET"

Ready = Callable[[], None]


class AlreadyServing(Exception):
    """Another process serves from this folder."""


def children(listening: socket.socket, *, folder: Path) -> list[Child]:
    """The socket is ours, so that a restart of the web process refuses nobody."""
    here = {SOCKET: str(listening.fileno())}
    web = Child(name="web", words=["web"], folder=folder, around=here, handed=[listening.fileno()])
    return [web, *(Child(name=name, words=[name], folder=folder) for name in OTHERS)]


def supervise(all_children: Sequence[Child], *, stop: threading.Event, ready: Ready) -> None:
    """Until `stop`. `ready` is told once, when each has done its first work."""
    waiting = True
    last = time.monotonic()
    try:
        while not stop.is_set():
            last = _look_at(all_children, last)
            if waiting and all(child.worked for child in all_children):
                waiting = False
                ready()
            _rest(all_children)
    finally:
        _end(all_children)


def listen_at(host: str, port: int) -> socket.socket:
    """Raises OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=WAITING_CALLERS)


@contextmanager
def only_one(data: Path) -> Iterator[Path]:
    """The folder for pid files, as long as nobody else serves from it."""
    folder = data / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "serve.pid").open("a+") as mine:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            mine.seek(0)
            raise AlreadyServing(mine.read().strip()) from None
        mine.truncate(0)
        mine.write(f"{os.getpid()}\n")
        mine.flush()
        yield folder


def _look_at(all_children: Sequence[Child], last: float) -> float:
    now = time.monotonic()
    for child in all_children:
        if now - last > AWAY:
            child.forgive(now - last)
        child.look_after()
    return now


def _rest(all_children: Sequence[Child]) -> None:
    """A pipe that closes wakes us at once; a beat does not, for there are many."""
    closing = select.poll()
    for child in all_children:
        if child.process is not None:
            closing.register(child.pipe, 0)
    if closing.poll(LOOK * 1000):
        time.sleep(DYING)


def _end(all_children: Sequence[Child]) -> None:
    until = time.monotonic() + GRACE
    for child in all_children:
        child.ask_to_end()
    for child in all_children:
        child.end(until=until)
    journal.say("ended", part="serve", pid=os.getpid())
