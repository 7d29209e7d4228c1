"""One call of a telephone of ours, and its sound: what it sends every 20 ms and what it hears."""

import asyncio
import secrets
import socket
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from tests.phones.sip import Message, Talk
from tests.phones.sound import FRAME, RATE, joined, level, loudness, tone

WINDOW: Final = 30
"""Packets that are measured: 0.6 s."""
AUDIBLE: Final = -25.0
"""dB. A tone of ours arrives with -10."""
SILENT: Final = -50.0
PATIENCE: Final = 10.0
KEYS: Final = "0123456789*#"
KEY_EVENTS: Final = 101


@dataclass(slots=True, kw_only=True)
class PhoneCall:
    talk: Talk
    peer: tuple[str, int]
    address: str
    plays: int
    invite: Message | None = None
    ringing: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0
    """Of a refusal."""
    is_deaf: bool = False
    heard: deque[bytes] = field(default_factory=lambda: deque(maxlen=WINDOW))
    _sends: bool = True
    _keys: deque[tuple[bytes, int]] = field(default_factory=deque)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _turn: int = 0
    _sent: asyncio.Event = field(default_factory=asyncio.Event)
    _theirs: tuple[str, int] | None = None
    _sender: asyncio.Task[None] | None = None
    _sound: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._sound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sound.bind((self.address, 0))
        self._sound.settimeout(0)
        asyncio.get_running_loop().add_reader(self._sound, self._hear)

    @property
    def sound_port(self) -> tuple[str, int]:
        where: tuple[str, int] = self._sound.getsockname()
        return where

    @property
    def shows(self) -> str:
        """Whose number it shows while it rings."""
        return self.talk.theirs.removeprefix("sip:").partition("@")[0]

    @property
    def dialled(self) -> str:
        return self.invite.dialled if self.invite else ""

    # What happens to it.

    def hears_at(self, said: Message) -> None:
        self._theirs = said.sound_at() or self._theirs

    def begin(self) -> None:
        if not self.answered.is_set():
            self.answered.set()
            self._sender = asyncio.create_task(self._send())

    def end(self, status: int) -> None:
        self.status = status
        self.ended.set()

    def close(self) -> None:
        self.ended.set()
        if self._sender is not None:
            self._sender.cancel()
        asyncio.get_running_loop().remove_reader(self._sound)
        self._sound.close()

    # What a test does with it.

    async def is_answered(self) -> None:
        await asyncio.wait_for(self.answered.wait(), PATIENCE)

    async def has_ended(self) -> None:
        await asyncio.wait_for(self.ended.wait(), PATIENCE)

    def go_quiet(self) -> None:
        """The line is open; nothing is said."""
        self.plays = 0

    def vanish(self) -> None:
        """An empty battery: no sound, no word, no answer to anything."""
        self._sends, self.is_deaf = False, True

    def press(self, keys: str) -> None:
        """Eight packets for each, the last three of which say that it was let go."""
        begins = self._turn * FRAME
        for turn, key in enumerate(keys):
            for step in range(8):
                end = 0x80 if step > 4 else 0
                event = struct.pack("!BBH", KEYS.index(key), end | 10, FRAME * (step + 1))
                self._keys.append((event, begins + turn * 8 * FRAME))

    async def hears(self, *tones: int, never: tuple[int, ...] = ()) -> None:
        """Until every one of these and none of those stands in what came last."""
        await self._until(lambda: self._hears_now(tones, never), f"{tones} and not {never}")

    async def hears_nothing(self) -> None:
        """Packets go on coming, with silence in them."""
        await self._until(lambda: level(joined(self.heard)) < SILENT, "silence")

    async def stays_on(self, time: timedelta) -> None:
        """Until so much more was sent, or the call has ended."""
        until = self._turn + round(time.total_seconds() * RATE / FRAME)
        while self._turn < until and not self.ended.is_set():
            self._sent.clear()
            await asyncio.wait_for(self._sent.wait(), PATIENCE)

    def forget(self) -> None:
        """What was heard so far counts no more."""
        self.heard.clear()

    async def _until(self, enough: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while len(self.heard) < WINDOW or not enough():
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            raise AssertionError(f"It did not hear {what}: {self._loudest()}") from None

    def _hears_now(self, tones: tuple[int, ...], never: tuple[int, ...]) -> bool:
        samples = joined(self.heard)
        return all(loudness(samples, each) > AUDIBLE for each in tones) and all(
            loudness(samples, each) < SILENT + 10 for each in never
        )

    def _loudest(self) -> str:
        samples = joined(self.heard)
        shown = {hertz: round(loudness(samples, hertz)) for hertz in (440, 620, 880, 1200)}
        return f"{len(self.heard)} packets, {round(level(samples))} dB, {shown}"

    # Its sound.

    def _hear(self) -> None:
        packet, _ = self._sound.recvfrom(2048)
        if self.is_deaf or len(packet) < 12 or packet[1] & 0x7F:
            return
        self.heard.append(packet[12 + 4 * (packet[0] & 15) :])
        self._arrived.set()

    async def _send(self) -> None:
        """One packet every 20 ms, as long as the call lasts."""
        clock = asyncio.get_running_loop().time
        source, began = secrets.randbits(31), clock()
        while not self.ended.is_set():
            if self._keys:
                event, since = self._keys.popleft()
                self._put(KEY_EVENTS, since, source, event)
            else:
                at = self._turn * FRAME % RATE
                self._put(0, self._turn * FRAME, source, tone(self.plays)[at : at + FRAME])
            self._turn += 1
            self._sent.set()
            await asyncio.sleep(max(0, began + self._turn * FRAME / RATE - clock()))

    def _put(self, kind: int, stamp: int, source: int, sound: bytes) -> None:
        if self._sends and self._theirs is not None:
            head = struct.pack("!BBHII", 0x80, kind, self._turn & 0xFFFF, stamp, source)
            self._sound.sendto(head + sound, self._theirs)
