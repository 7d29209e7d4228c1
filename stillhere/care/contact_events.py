"""Everything that can happen to a contact, in the past tense."""

from dataclasses import dataclass
from enum import StrEnum

from stillhere.care.contact_state import EndReason, Interpreter, Need
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed:
    """Only the clocks moved. `free`: who could answer now, in the order they are rung (CO1)."""

    free: tuple[int, ...] = ()
    nobody_on: bool = False
    """Nobody is on shift at all."""
    holder: int | None = None
    """Who on call would hold an unattended watch, by a yes that still counts (WA12)."""
    machine_hears: bool = False
    """Their call is with a machine of ours that speaks and hears keys; no line has one yet."""


# The caller -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerSpoke:
    """A message, a tap, a sign that they are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked:
    """They asked for help before there was a watch to hear it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerLeft:
    how: Left


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSaid:
    need: Need


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackAsked:
    """By a button, a word or a key, while they wait (CO4)."""

    with_number: bool = False
    """They gave one with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """What a paused line says to who is new did not reach them (CO16)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnattendedAgreed:
    """ "Yes", to the sentence that says what an unattended watch is."""

    holder: int | None
    """Who would hold it at this moment; None where nobody would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnattendedDeclined:
    """ "No": they would rather wait for a person."""


# The operator ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsSaid:
    """An operator wrote to them. It says nothing about how they are."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An operator heard them: an answer to a question, a voice that answers."""

    by: Actor


class Answered(StrEnum):
    """Who answered when we rang them back, and was not them (CO9)."""

    SOMEBODY_ELSE = "somebody_else"
    """ "Sorry, wrong number", and no more."""
    NOBODY = "nobody"
    """Nothing is left on a voicemail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSharedLanguage:
    """We and they do not understand each other (CO13)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Interprets:
    by: Actor
    who: Interpreter
    they_chose: bool = False
    """The caller chose this person, by themself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivingSaid:
    by: Actor
    driving: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorWished:
    """Whom they would like to be with, in their own wish (IN7)."""

    by: Actor
    skill: str
    """Empty: nobody in particular any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangBack:
    by: Actor
    how: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """Somebody else, please: said by either side, no reason asked (CO12)."""

    by: Actor
    free: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleLost:
    operator: int
    free: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    by: Actor
    reason: EndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondAsked:
    """May this end? With an alarm open, or somebody who said they used, two people say so."""

    by: Actor
    reason: EndReason
    alone: bool = False
    """Nobody else sits at a live console."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondAgreed:
    by: Actor
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRefused:
    by: Actor
    number: int


Event = (
    TimePassed
    | CallerSpoke
    | HelpAsked
    | CallerLeft
    | NeedSaid
    | CallBackAsked
    | NotTold
    | RangBack
    | UnattendedAgreed
    | UnattendedDeclined
    | NoSharedLanguage
    | Interprets
    | DrivingSaid
    | OperatorWished
    | Taken
    | WordsSaid
    | Heard
    | HandedOn
    | ConsoleLost
    | Ended
    | SecondAsked
    | SecondAgreed
    | SecondRefused
)
