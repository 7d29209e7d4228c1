"""The cable between a browser and the line: it can be pulled, and plugged in again.

A browser that is told to be offline keeps the stream it has; a pulled cable leaves it nothing.
"""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

ENOUGH = 65_536  # bytes at a time


class Cable:
    """Everything through it goes both ways; pulled, what runs is cut and nothing new gets in."""

    def __init__(self, address: str) -> None:
        there = urlsplit(address)
        self._there = (str(there.hostname), int(there.port or 80))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._is_pulled = False
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def pull(self) -> None:
        self._is_pulled = True
        for each in list(self._open):
            _end(each)

    def plug_in(self) -> None:
        self._is_pulled = False

    def throw_away(self) -> None:
        self.pull()
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _from = self._listening.accept()
                if self._is_pulled:
                    _end(here)
                else:
                    self._connect(here)

    def _connect(self, here: socket.socket) -> None:
        there = socket.create_connection(self._there)
        self._open |= {here, there}
        for one, other in ((here, there), (there, here)):
            threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while part := one.recv(ENOUGH):
                other.sendall(part)
        self._open -= {one, other}
        _end(one)
        _end(other)


def _end(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
