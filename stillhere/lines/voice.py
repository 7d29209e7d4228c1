"""
What every telephone exchange can do for us, and what it is seen to do at this moment.

Level-triggered: we look at all there is, say what ought to be otherwise, and look again. Every
act may be done twice and is done once; one that failed is done again at the next look. Raises
the errors of `lines.line`; a look that fails raises too, and never gives an empty house.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from stillhere.care.call_keys import Pressed
from stillhere.care.call_state import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLeg:
    key: str
    up: bool = False
    """Picked up, by them or by us. By a person or a machine: nobody knows yet (CO5)."""
    inbound: bool = False
    number: str = field(default="", repr=False)
    """Who rings us, in E.164 where it is shown."""
    dialled: str = ""
    """The number of ours that they rang."""
    room: str | None = None
    muted: bool = False
    listens: bool = False
    """Whether they are heard is watched."""
    quiet_since: datetime | None = None
    """Since when nothing is heard of them; at the earliest, since it listens. None: talking."""
    heard_at: datetime | None = None
    """When sound of theirs last ended. None: none since it listens, and who knows before."""
    bad_since: datetime | None = None
    pressed: str = ""
    """The keys they pressed, in order."""
    keys: tuple[Pressed, ...] = ()
    """The last of them, each with its moment: by that it is known for one that was dealt with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    legs: Mapping[str, SeenLeg] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    """What it remembers to have ended. It may forget; who is not in `legs` is gone either way."""
    tones: frozenset[str] = frozenset()
    """Rooms in which the soft tone plays."""
    asked: frozenset[str] = frozenset()
    """Legs that hear "press 1"."""
    unspoken: frozenset[str] = frozenset()
    """Of what was to be said, by its key, what could not be played: nobody heard it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Ring somebody. The key is the leg's for good: a second time it is the same ring."""

    key: str
    room: str
    role: Role
    who: int | None = None
    to: str = field(default="", repr=False)
    """Where: a number in E.164, or an operator's softphone. Written in just before it leaves."""
    shows: str = ""
    """The number of ours that they see: that of the line it is for. Written in as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp:
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp:
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Into this room, out of any other."""

    key: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Out of the room they are in; the line stays up."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    key: str
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Watch whether they are heard."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    room: str
    plays: bool
    organisation: str = ""
    """Whose sound it is: a slug, written in just before it leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskKey:
    """ "Press 1 to be connected", to a leg that is in no room."""

    key: str
    language: str = ""
    organisation: str = ""
    """Whose voice says it: written in just before it leaves, as the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One of our prompts, to a leg; the same key is spoken once."""

    leg: str
    prompt: str
    language: str
    key: str
    organisation: str = ""
    """Whose voice says it: a slug. What there is no sound of is not said, and is no error."""


Act = Place | PickUp | HangUp | Join | Part | Mute | Listen | Tone | AskKey | Say


class TakenOver(Exception):
    """Another controller listens to this exchange now: never fight over it, end."""


class Exchange(Protocol):
    def look(self, now: datetime) -> Seen:
        """All there is at this moment. Raises `NotNow` where it cannot be seen."""

    def do(self, act: Act, now: datetime) -> None:
        """What is gone already, or there already, is no error. Raises a `LineError`."""

    def wait(self, seconds: float) -> None:
        """Until something may have changed, or so long."""


@runtime_checkable
class Registers(Protocol):
    """An exchange at which browsers register as telephones, beside what every exchange can."""

    def let_register(self, telephones: Mapping[int, str]) -> None:
        """These operators, each with the secret of their shift, and no others, from now on.

        Raises a `LineError`: it is said again at the next look.
        """
