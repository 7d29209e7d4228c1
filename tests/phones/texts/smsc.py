"""A carrier's message centre that speaks as much SMPP 3.4 as Kannel needs, in a test's hands."""

import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from queue import Queue
from typing import Final, Self

from tests.phones.texts.alphabet import fits, read, written

HEADER: Final = struct.Struct("!IIII")
RESPONSE: Final = 0x80000000
BINDS: Final = frozenset({0x1, 0x2, 0x9})
SUBMIT, DELIVER, UNBIND, ENQUIRE = 0x4, 0x5, 0x6, 0x15
WRONG_PASSWORD: Final = 0x0E
HAS_HEADER, IS_RECEIPT = 0x40, 0x04
PLAIN, WIDE = 0, 8
IN_ONE: Final = 134
"""Bytes of one part of a long message, beside its six of a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """One text as the carrier was given it: what would travel to a phone."""

    id: str
    sender: str
    to: str
    coding: int
    wants_report: bool
    body: bytes = field(repr=False)

    @property
    def words(self) -> str:
        return self.body.decode("utf-16-be") if self.coding == WIDE else read(self.body)


class MessageCentre:
    def __init__(self, *, password: str) -> None:
        self.submitted: Queue[Submitted] = Queue()
        self.taken_by_us: Queue[int] = Queue()
        """The status with which each text that we brought was taken: 0 is yes."""
        self.bound = threading.Event()
        self.refuses = 0
        """An SMPP status for whatever is submitted."""
        self._password = password
        self._numbers, self._references = count(1), count(1)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._peer: socket.socket | None = None
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_wrong: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        if self._peer is not None and self._peer.fileno() >= 0:
            self._peer.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def bring(self, sender: str, to: str, words: str) -> int:
        """Somebody texts: in as many parts as it takes. How many those were."""
        coding = PLAIN if fits(words) else WIDE
        said = words.encode("utf-16-be") if coding == WIDE else written(words)
        parts = list(_parts(said, next(self._references) % 256))
        for part in parts:
            self._deliver(sender, to, part, coding=coding, marks=HAS_HEADER * (len(parts) > 1))
        return len(parts)

    def report(self, text: Submitted, became: str) -> None:
        """As carriers write it, in a text of its own: DELIVRD, UNDELIV, ENROUTE …"""
        said = (
            f"id:{text.id} sub:001 dlvrd:001 submit date:2611221700 done date:2611221701 "
            f"stat:{became} err:000 text:"
        )
        self._deliver(text.to, text.sender, said.encode(), coding=0, marks=IS_RECEIPT)

    def hang_up(self) -> None:
        """As when a carrier's link is cut; it takes the next one that binds."""
        assert self._peer is not None
        self._peer.shutdown(socket.SHUT_RDWR)

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._server.accept()
            except OSError:
                return
            self._peer = peer
            try:
                while self._take(peer):
                    pass
            except OSError:
                pass
            finally:
                self.bound.clear()
                peer.close()

    def _take(self, peer: socket.socket) -> bool:
        head = _exactly(peer, HEADER.size)
        if not head:
            return False
        length, command, status, number = HEADER.unpack(head)
        body = _exactly(peer, length - HEADER.size)
        if command in BINDS:
            self._bind(command, number, body)
        elif command == SUBMIT:
            self._submit(number, body)
        elif command in (UNBIND, ENQUIRE):
            self._send(command | RESPONSE, number)
        elif command == DELIVER | RESPONSE:
            self.taken_by_us.put(status)
        return True

    def _bind(self, command: int, number: int, body: bytes) -> None:
        _user, password = body.split(b"\0")[:2]
        if password.decode() != self._password:
            self._send(command | RESPONSE, number, status=WRONG_PASSWORD)
            return
        self._send(command | RESPONSE, number, b"CENTRE\0")
        self.bound.set()

    def _submit(self, number: int, body: bytes) -> None:
        if self.refuses:
            self._send(SUBMIT | RESPONSE, number, status=self.refuses)
            return
        text = _submitted(body, name=f"{next(self._numbers):08x}")
        self._send(SUBMIT | RESPONSE, number, text.id.encode() + b"\0")
        self.submitted.put(text)

    def _deliver(self, sender: str, to: str, said: bytes, *, coding: int, marks: int) -> None:
        whose = b"\1\1" + sender.lstrip("+").encode() + b"\0"
        ours = b"\1\1" + to.lstrip("+").encode() + b"\0"
        rest = bytes([marks, 0, 0]) + b"\0\0" + bytes([0, 0, coding, 0, len(said)]) + said
        self._send(DELIVER, 0x1000 + next(self._numbers), b"\0" + whose + ours + rest)

    def _send(self, command: int, number: int, body: bytes = b"", *, status: int = 0) -> None:
        peer = self._peer
        assert peer is not None
        with self._writing:
            peer.sendall(HEADER.pack(HEADER.size + len(body), command, status, number) + body)


def _submitted(body: bytes, *, name: str) -> Submitted:
    """The mandatory part of a submit_sm, field by field."""
    _service, rest = body.split(b"\0", 1)
    sender, rest = rest[2:].split(b"\0", 1)
    to, rest = rest[2:].split(b"\0", 1)
    marks, rest = rest[0], rest[3:]
    _at, _until, rest = rest.split(b"\0", 2)
    wants, coding, length = rest[0], rest[2], rest[4]
    said = rest[5 : 5 + length]
    if marks & HAS_HEADER:
        said = said[1 + said[0] :]
    return Submitted(
        id=name,
        sender=sender.decode(),
        to=to.decode(),
        coding=coding,
        wants_report=bool(wants & 1),
        body=said,
    )


def _parts(said: bytes, reference: int) -> Iterator[bytes]:
    if len(said) <= IN_ONE + 6:
        yield said
        return
    pieces = [said[at : at + IN_ONE] for at in range(0, len(said), IN_ONE)]
    for number, piece in enumerate(pieces, start=1):
        yield bytes([5, 0, 3, reference, len(pieces), number]) + piece


def _exactly(peer: socket.socket, size: int) -> bytes:
    """Nothing where the other end has gone."""
    whole = b""
    while len(whole) < size:
        more = peer.recv(size - len(whole))
        if not more:
            return b""
        whole += more
    return whole
