"""Everything that can happen to a watch, in the past tense."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from stillhere.care.channel import Channel
from stillhere.care.channel_events import Ways
from stillhere.care.pace import Route
from stillhere.care.plan import Help, Terms
from stillhere.care.second_look import About
from stillhere.care.together_events import Together
from stillhere.care.watch_state import Actor


class Evidence(StrEnum):
    """How an operator knows that the caller answered."""

    SPOKEN = "spoken"
    """They said something that answers what was said to them (WA3)."""
    MESSAGE = "message"
    """A sensible message; enough while asking, not in an alarm (WA6)."""
    BREATHING = "breathing"
    """Said of somebody who is down, by the caller who is with them (CO15)."""
    AWAKE = "awake"
    """The same: awake, and says something."""


class Left(StrEnum):
    """How the caller went (CO9)."""

    HUNG_UP = "hung_up"
    EXIT = "exit"
    GONE = "gone"


class CloseReason(StrEnum):
    ENDED_WELL = "ended_well"
    HANDED_OVER = "handed_over"
    STOOD_DOWN = "stood_down"
    CONTACT_LOST = "contact_lost"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed:
    """Nobody did anything; only the clocks moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """Out of a backup: it was open at that time, and nobody knows what has happened since."""

    open_at: datetime


# The caller -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """A tap or a digit that names its ask; in an alarm it must come with the OK word.

    With `Heard`, the ways to answer the one clock (WA2).
    """

    ask: int
    with_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked:
    """They asked for help, or said the duress word."""

    duress: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsReceived:
    """A message that is neither an answer nor a cry for help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerLeft:
    how: Left


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerReturned:
    """A person joined a new contact to this watch. Joining clears nothing (CO8)."""

    channel: Channel


# The operator ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """ "They answered me." """

    by: Actor
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ItIsTheCaller:
    """Nobody else is down: the caller answers for themself after all."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SomethingWrong:
    """ "Something's wrong": snoring, gurgling, silence that feels wrong."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WentSilent:
    """Silence measured on the call (WA9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """The operator sent a check-in question now."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidYes:
    """Somebody on call pressed 1 at home: misses come to their phone (WA12)."""

    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLooked:
    """A second person has looked at this watch."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondAsked:
    """A second person, please: at their own console, about this one thing."""

    by: Actor
    about: About
    tried: bool = False
    """What was tried has been written down."""
    alone: bool = False
    """Nobody else sits at a live console."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondAgreed:
    """ "I saw it too", or "I agree"."""

    by: Actor
    number: int
    supervisor_here: bool = False
    """A supervisor sits at a live console."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRefused:
    by: Actor
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedAgain:
    route: Route
    with_sedative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NaloxoneGiven:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantToEndLife:
    """They said, or the operator understood, that the use is meant to end their life (PL9)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorBeside:
    """A supervisor, or who is on call, is with the holder in this; said by either (PL9)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceChosen:
    pace: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanged:
    """Only the caller changes the plan; it is in force at once (PL6)."""

    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAgreed:
    at: datetime


# Holding --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverOffered:
    by: Actor
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDeclined:
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleLost:
    """No beat from this operator's console."""

    operator: int


# Help -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpDecided:
    """ "I call now": takes the token."""

    by: Actor
    help: Help
    helper: int | None = None
    by_caller: bool = False
    """They dial, because they are nearer (CO15)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineIsUp:
    """The emergency leg rings or is up (True), or has ended (False)."""

    up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpDialled:
    """ "I am dialling", said by who has the token; a line of ours says it by itself (ES4)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAnswered:
    """ "They answered": a person at the emergency centre, or whom we rang (ES4)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpReached:
    """Responders were reached and are sending somebody."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSaidYes:
    by: Actor
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpNotReached:
    """No answer, a machine, a refusal."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUsedUp:
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAtPlace:
    """Responders are at the place. It is not yet that somebody is with them (ES4, ES6)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpArrived:
    """A responder is beside the caller."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class StillWaiting:
    """ "Not beside them yet", said by the one who holds the watch."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotFindThem:
    """ "Cannot get in" or "nobody there"."""

    by: Actor
    got_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpStoodDown:
    """Help was called off because the caller answered."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    by: Actor
    reason: CloseReason
    tried: bool = False
    """What was tried has been written down."""
    source: bool = False
    """A named source has been written down."""


Event = (
    TimePassed
    | CameBack
    | CheckedIn
    | HelpAsked
    | WordsReceived
    | CallerLeft
    | Ways
    | CallerReturned
    | Heard
    | ItIsTheCaller
    | Together
    | SomethingWrong
    | WentSilent
    | AskedAgain
    | SaidYes
    | SecondLooked
    | SecondAsked
    | SecondAgreed
    | SecondRefused
    | UsedAgain
    | NaloxoneGiven
    | MeantToEndLife
    | SupervisorBeside
    | PaceChosen
    | PlanChanged
    | EndAgreed
    | Taken
    | HandOverOffered
    | HandOverDeclined
    | ConsoleLost
    | HelpDecided
    | LineIsUp
    | HelpDialled
    | HelpAnswered
    | HelpReached
    | ContactSaidYes
    | HelpNotReached
    | PlanUsedUp
    | HelpAtPlace
    | HelpArrived
    | StillWaiting
    | CannotFindThem
    | HelpStoodDown
    | Closed
)
