"""What only events tell: who was heard when, which keys they pressed, who has gone.

Lost with the process, and with the stream while it was away. Then we listen anew, as to a
stranger: nothing is taken for heard that was not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from stillhere.care.call_keys import Pressed
from stillhere.lines.asterisk.ari import QUIET_AFTER
from stillhere.lines.asterisk.listening import Connected, Heard, Lost
from stillhere.lines.asterisk.saying import (
    BeganTalking,
    CeasedTalking,
    HungUp,
    Played,
    PressedKey,
)

KEEPS: Final = 1000
"""Calls that have ended: the records read them within a second."""
KEYS: Final = 20
"""That somebody pressed last."""
STOPS_AFTER: Final = timedelta(seconds=2)
"""Without a packet of sound a line is bad: a packet comes every 20 ms, also of silence."""
SHUNNED_FOR: Final = timedelta(seconds=60)
"""A carrier that could not: the other goes first for so long (a default)."""
COULD_NOT: Final = frozenset({27, 34, 38, 41, 42, 44, 102})
"""Causes of Q.850 that speak of the way there and not of whom we ring."""
TONE: Final = "tone-"
ASK: Final = "ask-"


@dataclass(frozen=True, slots=True)
class Talk:
    quiet_since: datetime | None
    """None: they make a sound."""
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    packets: int
    since: datetime
    """When the last of them was there for the first time."""


@dataclass(slots=True, kw_only=True)
class Memory:
    now: Callable[[], datetime]
    is_connected: bool = False
    talks: dict[str, Talk] = field(default_factory=dict)
    pressed: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[Pressed, ...]] = field(default_factory=dict)
    speaking: set[str] = field(default_factory=set)
    """Of what was spoken, what is not over yet."""
    unspoken: dict[str, None] = field(default_factory=dict)
    """What could not be played, in its order."""
    ended: dict[str, None] = field(default_factory=dict)
    """In the order they ended."""
    playing: set[str] = field(default_factory=set)
    """Our own ids of what plays or was spoken."""
    sounds: dict[str, Sound] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)
    """By which carrier."""
    shunned: dict[str, datetime] = field(default_factory=dict)

    connections: int = 0
    seats: dict[int, str] | None = None
    """Who may register a telephone, and with what. None: nobody knows what it was told."""

    def hear(self, heard: Heard) -> None:
        match heard:
            case Connected():
                self.is_connected = True
                self.talks.clear()
                self.playing.clear()
                self.seats = None
                self.connections += 1
                self.speaking.clear()
            case Lost():
                self.is_connected = False
            case BeganTalking(channel=channel) if channel.id in self.talks:
                self.talks[channel.id] = Talk(None, self.talks[channel.id].heard_at)
            case CeasedTalking(channel=channel) if channel.id in self.talks:
                ceased = self.now() - QUIET_AFTER
                self.talks[channel.id] = Talk(ceased, ceased)
            case PressedKey(channel=channel, key=key):
                self._press(channel.id, key)
            case Played(playback=playback, was_heard=was_heard):
                self._played(playback, was_heard=was_heard)
            case HungUp(channel=channel, cause=cause):
                self._forget(channel.id, cause, was_up=channel.is_up)
            case _:
                pass

    def _press(self, channel: str, key: str) -> None:
        """Never two in one moment, so that each is one."""
        before = self.keys.get(channel, ())
        last = before[-1].at + timedelta(milliseconds=1) if before else self.now()
        one = Pressed(key=key, at=max(last, self.now()))
        self.keys[channel] = (*before, one)[-KEYS:]
        self.pressed[channel] = (self.pressed.get(channel, "") + key)[-KEYS:]

    def _played(self, playback: str, *, was_heard: bool) -> None:
        """What was spoken is kept: the same key is spoken once."""
        if playback in self.speaking and not was_heard:
            self.unspoken[playback] = None
            while len(self.unspoken) > KEEPS:
                self.unspoken.pop(next(iter(self.unspoken)))
        self.speaking.discard(playback)
        if playback.startswith((TONE, ASK)):
            self.playing.discard(playback)

    def listen(self, channel: str) -> None:
        self.talks[channel] = Talk(self.now())

    def has_ended(self, channel: str) -> None:
        """Also what could never begin."""
        self.ended[channel] = None
        while len(self.ended) > KEEPS:
            self.ended.pop(next(iter(self.ended)))

    def bad_since(self, channel: str, packets: int) -> datetime | None:
        """Told at every look, with how many packets of their sound have come."""
        now, before = self.now(), self.sounds.get(channel)
        if before is None or packets != before.packets:
            self.sounds[channel] = Sound(packets, now)
            return None
        return before.since if now - before.since >= STOPS_AFTER else None

    def best_first(self, carriers: tuple[str, ...]) -> list[str]:
        """In their order; who could not just now comes last, and is never left out."""
        now = self.now()
        return sorted(carriers, key=lambda each: self.shunned.get(each, now) > now)

    def _forget(self, channel: str, cause: int, *, was_up: bool) -> None:
        carrier = self.placed.pop(channel, None)
        if carrier is not None and cause in COULD_NOT and not was_up:
            self.shunned[carrier] = self.now() + SHUNNED_FOR
        for each in (self.talks, self.pressed, self.keys, self.sounds):
            each.pop(channel, None)
        self.playing.discard(ASK + channel)
        self.has_ended(channel)
