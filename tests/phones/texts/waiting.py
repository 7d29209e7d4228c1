"""For what another process does: looked at again and again, until it is so or it is too late."""

import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Found = TypeVar("Found")
PATIENCE = 20.0
"""Seconds. A real gateway on a busy machine."""


def until(look: Callable[[], Found]) -> Found:
    """What was found; what it was at last where nothing came."""
    ends = time.monotonic() + PATIENCE
    while True:
        found = look()
        if found or time.monotonic() > ends:
            return found
        time.sleep(0.05)


def answers(port: int, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Until somebody listens there; a process that ended says so."""

    def listens() -> bool:
        assert all(each.poll() is None for each in processes), "a process of Kannel's ended"
        with socket.socket() as there:
            return there.connect_ex(("127.0.0.1", port)) == 0

    assert until(listens), f"nobody listens at {port}"
