"""An exchange of our own, in memory: phones that ring, and every kind of bad weather on purpose.

For tests and learning. It keeps the promises of `lines.voice` and no others: acts may take effect
late or twice, an answer may get lost, and after a restart nobody is on the line any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from stillhere.care.call_keys import Pressed
from stillhere.lines.line import NoSuchNumber, NotNow, OutcomeUnknown
from stillhere.lines.voice import (
    Act,
    AskKey,
    HangUp,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Say,
    Seen,
    SeenLeg,
    Tone,
)

NOBODY: Final = "nobody"
"""Whoever is rung at an address that ends so is not there at all."""


@dataclass(slots=True)
class SimulatedExchange:
    legs: dict[str, SeenLeg] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)
    """Every key that was ever rung, and where."""
    shown: dict[str, str] = field(default_factory=dict)
    """By key: the number of ours that they saw."""
    ended: set[str] = field(default_factory=set)
    tones: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    spoken: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By key: which prompt, to which leg."""
    spoken_in: dict[str, str] = field(default_factory=dict)
    """By key: in which language."""
    unspoken: set[str] = field(default_factory=set)
    cannot_play: bool = False
    """Its sounds are gone, or it may not read them."""
    is_away: bool = False
    loses_answers: Callable[[], bool] = bool
    """Asked at each act: whether its answer gets lost. What it did is done all the same."""
    is_late: Callable[[], bool] = bool
    """Whether it does it only at the next look."""
    _seen_at: datetime | None = None
    """The latest moment it was told of."""
    _late: list[tuple[Act, datetime]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    # What `answer` sees and does ------------------------------------------------

    def look(self, now: datetime) -> Seen:
        """Raises `NotNow` where it is away: nobody may take that for an empty house."""
        if self.is_away:
            raise NotNow("The practice exchange is away.")
        self._seen_at = now
        late, self._late = self._late, []
        for act, _ in late:
            self._do(act, now)
        return Seen(
            legs=dict(self.legs),
            ended=frozenset(self.ended),
            tones=frozenset(self.tones),
            asked=frozenset(self.asked),
            unspoken=frozenset(self.unspoken),
        )

    def do(self, act: Act, now: datetime) -> None:
        if self.is_away:
            raise NotNow("The practice exchange is away.")
        if isinstance(act, Place) and act.to.endswith(NOBODY):
            raise NoSuchNumber("Nobody is registered at this telephone.")
        if self.is_late():
            self._late.append((act, now))
        else:
            self._do(act, now)
        if self.loses_answers():
            raise OutcomeUnknown("The practice exchange did not answer.")

    def wait(self, seconds: float) -> None:
        """Time is in the hands of whoever tries it."""

    def _do(self, act: Act, now: datetime) -> None:
        match act:
            case Place():
                self._place(act)
            case Tone():
                self._tone(act)
            case Say():
                self._say(act)
            case HangUp():
                self.hangs_up(act.key)
            case _:
                self._to_leg(act, now)

    def _say(self, act: Say) -> None:
        if self.cannot_play:
            self.unspoken.add(act.key)
            return
        self.spoken.setdefault(act.key, (act.prompt, act.leg))
        self.spoken_in.setdefault(act.key, act.language)

    def _place(self, act: Place) -> None:
        """The key that was rung once is never rung again."""
        if act.key not in self.placed:
            self.placed[act.key] = act.to
            self.shown[act.key] = act.shows
            self.legs[act.key] = SeenLeg(key=act.key)

    def _tone(self, act: Tone) -> None:
        if not act.plays:
            self.tones.discard(act.room)
        elif any(leg.room == act.room for leg in self.legs.values()):
            self.tones.add(act.room)

    def _to_leg(self, act: PickUp | Join | Part | Mute | Listen | AskKey, now: datetime) -> None:
        """Whoever has gone meanwhile is no error."""
        leg = self.legs.get(act.key)
        if leg is None:
            return
        match act:
            case PickUp():
                leg = replace(leg, up=True)
            case Join(room=room):
                leg = replace(leg, room=room)
            case Part():
                leg = replace(leg, room=None)
            case Mute(muted=muted):
                leg = replace(leg, muted=muted)
            case Listen():
                leg = replace(leg, listens=True, quiet_since=leg.quiet_since or now)
            case AskKey():
                self.asked.add(act.key)
        self.legs[act.key] = leg
        self._rooms_end()

    def _rooms_end(self) -> None:
        """A room without anybody is none, and no tone plays in it."""
        self.tones &= {leg.room for leg in self.legs.values() if leg.room}

    # What people do -------------------------------------------------------------

    def somebody_rings(self, number: str, *, dialled: str = "") -> str:
        key = f"17645904{next(self._numbers):02}.1"
        self.legs[key] = SeenLeg(key=key, inbound=True, number=number, dialled=dialled)
        return key

    def picks_up(self, key: str) -> None:
        self.legs[key] = replace(self.legs[key], up=True)

    def hangs_up(self, key: str) -> None:
        """Or their line goes: nobody can tell."""
        if self.legs.pop(key, None) is not None:
            self.ended.add(key)
            self._rooms_end()

    def presses(self, key: str, digits: str) -> None:
        leg, at = self.legs[key], self._seen_at or datetime.min.replace(tzinfo=UTC)
        for digit in digits:
            one = Pressed(key=digit, at=at + timedelta(milliseconds=len(leg.keys)))
            leg = replace(leg, pressed=leg.pressed + digit, keys=(*leg.keys, one))
        self.legs[key] = leg

    def speaks(self, key: str) -> None:
        self.legs[key] = replace(self.legs[key], quiet_since=None, bad_since=None)

    def falls_quiet(self, key: str, now: datetime) -> None:
        self.legs[key] = replace(self.legs[key], quiet_since=now, heard_at=now)

    def line_goes_bad(self, key: str, now: datetime) -> None:
        self.legs[key] = replace(self.legs[key], bad_since=now)

    def restarts(self) -> None:
        """Everybody's line is gone, and it remembers nothing."""
        self.legs.clear()
        self.ended.clear()
        self.tones.clear()
        self.asked.clear()
        self._late.clear()

    def forgets(self) -> None:
        """What ended, nobody is told any more."""
        self.ended.clear()

    def hears(self, key: str) -> set[str]:
        """Whose voice arrives at this telephone."""
        room = self.legs[key].room if key in self.legs else None
        if room is None:
            return set()
        there = {leg.key for leg in self.legs.values() if leg.room == room and not leg.muted}
        return there - {key}

    def rings_at(self, address: str) -> str | None:
        """The leg that rings there now, or is up."""
        found = (key for key, to in self.placed.items() if to == address and key in self.legs)
        return next(found, None)
