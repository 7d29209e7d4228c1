"""
The plan: what the caller wants us to do if they go quiet.

`Terms` is what the rules need and holds nobody's name. `Words` are the caller's
own (place, names, numbers) and are kept sealed. Both belong to one version;
a change is a new version, in force at once, and the old one is never dialled.
"""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final, Self


class Help(StrEnum):
    CONTACT = "contact"
    EMERGENCY = "emergency"
    COMMUNITY = "community"
    """The community's own number, where no ambulance comes (IN7)."""


class IfDropped(StrEnum):
    """What to do if the line goes dead or they leave without saying bye (PL4)."""

    RING = "ring"
    TEXT = "text"
    WAIT = "wait"
    SEND_HELP = "send_help"
    NOTHING = "nothing"


class Missing(StrEnum):
    """What a plan still lacks before it may look ready (PL2, PL5, PL7)."""

    HELP = "help"
    PLACE = "place"
    CONTACT_NUMBER = "contact_number"
    READ_BACK = "read_back"
    REFUSAL_ANSWERED = "refusal_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    help: Help
    helper: int | None = None
    """Which of `Words.helpers`, for a contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How we may reach them, each only as agreed (PL3)."""

    ring: bool = False
    sound: bool = False
    text: bool = False


MOST_STEPS: Final = 6
MOST_WAIT: Final = 30
"""Minutes. Longer than this after a dropped line is not a plan but an absence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    steps: tuple[Step, ...] = ()
    both_at_once: bool = False
    reach: Reach = Reach()
    has_number: bool = False
    """We know a number on which the caller can be rung."""
    if_dropped: IfDropped = IfDropped.RING
    wait_minutes: int = 0
    emergency_after: int | None = None
    """Minutes until 911 anyway; asked, never assumed (PL1)."""
    has_ok_word: bool = False
    has_duress_word: bool = False
    place_given: bool = False
    contact_can_ring: bool = False
    refused: bool = False
    """They want no plan, or no place, or nobody sent (PL7)."""
    refusal_answered: bool = False
    read_back: bool = False
    speaks: bool = True
    """False: cannot hear or speak, so nothing rings them (CO14)."""
    may_give_number: bool = False
    """Whoever sends help may have the caller's own number; else ours (ES3)."""
    may_name_drug: bool = False
    """Whoever sends help may be told what was taken (ES3)."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Empty means green. A refused plan is green only once the refusal was answered."""
        if self.refused:
            return () if self.refusal_answered else (Missing.REFUSAL_ANSWERED,)
        has_contact = any(step.help is Help.CONTACT for step in self.steps)
        checks = {
            Missing.HELP: bool(self.steps),
            Missing.PLACE: self.place_given,
            Missing.CONTACT_NUMBER: self.contact_can_ring or not has_contact,
            Missing.READ_BACK: self.read_back,
        }
        return tuple(lack for lack, there in checks.items() if not there)

    @property
    def may_ring(self) -> bool:
        return self.reach.ring and self.has_number and self.speaks

    def as_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        """Unknown names are ignored, missing ones take the default: old plans stay readable."""
        read = _known(cls, values)
        read["steps"] = tuple(
            Step(help=Help(step["help"]), helper=step["helper"]) for step in values["steps"]
        )
        read["reach"] = Reach(**_known(Reach, values["reach"]))
        read["if_dropped"] = IfDropped(values["if_dropped"])
        return cls(**read)


NOTHING_AGREED: Final = Terms(reach=Reach(ring=True, text=True), if_dropped=IfDropped.RING)
"""Before a plan: answer on the channel they chose, ring back if we can (CO9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    name: str
    number: str
    minutes: int | None = None
    """How long they need to be there, as the caller says."""
    has_naloxone: bool | None = None
    may_be_told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The caller's own words. Sealed wherever they rest."""

    place: str = ""
    way_in: str = ""
    helpers: tuple[Helper, ...] = ()
    community_number: str = ""
    community_minutes: int | None = None
    """How long their help takes to be there, as the caller says; None: nobody knows (IN7)."""
    never: str = ""
    """Anyone who must never be told or sent (PL2)."""
    instead: str = ""
    """Another choice for a mental-health crisis, or if somebody endangers them (PL1)."""
    ok_word: str = ""
    duress_word: str = ""
    say_if_answered: str = ""
    """What may be said to whoever answers their phone (IN2)."""

    def as_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        """As `Terms.from_values`."""
        read = _known(cls, values)
        helpers = values.get("helpers", ())
        read["helpers"] = tuple(Helper(**_known(Helper, each)) for each in helpers)
        return cls(**read)


def _known(kind: type[Terms | Words | Reach | Helper], values: dict[str, Any]) -> dict[str, Any]:
    return {each.name: values[each.name] for each in fields(kind) if each.name in values}


def seconds_until_decide_now(pace: int, decide_now: int) -> int:
    """Said to the caller as they agree: pace + 60 s at most after the last answer (PL5)."""
    return pace + decide_now
