"""What a watch is: one frozen value that holds everything the next decision needs."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.channel import Channel
from stillhere.care.clocks import Clocks
from stillhere.care.pace import pace_at
from stillhere.care.plan import NOTHING_AGREED, Help, Terms
from stillhere.care.policy import Policy
from stillhere.care.presets import Preset
from stillhere.care.second_look import Look


class State(StrEnum):
    LISTENING = "listening"
    ASKING = "asking"
    """A check-in fell due unanswered; we are asking, softly."""
    ALARM = "alarm"
    """Decide now."""
    HELP_ON_THE_WAY = "help_on_the_way"
    CLOSED = "closed"


class Clock(StrEnum):
    CHECK_IN = "check_in"
    RUNG = "rung"
    UNHELD = "unheld"
    REACHED = "reached"
    """Whoever said they would call: did you reach them?"""
    CONTACT = "contact"
    """A contact's time to answer, then to arrive."""
    HELP_ASK = "help_ask"
    CONFIRM = "confirm"
    SUPERVISOR = "supervisor"
    """The use is meant to end their life, and no supervisor is with the holder yet (PL9)."""
    EMERGENCY = "emergency"
    """911 anyway, by when the caller asked for it (PL1)."""
    LEFT = "left"
    """The wait the caller chose for when the line drops."""
    YES = "yes"
    """An unattended watch: its holder's yes runs out, and they are rung before it does (WA12)."""
    END = "end"
    """The agreed end, or after an arrival: close or go on?"""


class Owe(StrEnum):
    """What is now owed to somebody outside this building or away from the board."""

    ASK_CALLER = "ask_caller"
    ASK_ON_CALL = "ask_on_call"
    """Aloud, by the machine that is on the call with them; key 1 answers (WA12)."""
    RING_CALLER = "ring_caller"
    ANSWER_CALLER = "answer_caller"
    """Tell them help is coming, and that a cancel cannot be promised (ES6)."""
    RING_HOLDER = "ring_holder"
    ASK_HOLDER = "ask_holder"
    """Is it still their phone that rings? To the holder of an unattended watch (WA12)."""
    RING_SUPERVISOR = "ring_supervisor"
    SUPERVISOR_BESIDE = "supervisor_beside"
    """Somebody who supervises, or else who is on call, joins the holder (PL9)."""
    RING_ON_CALL = "ring_on_call"
    RING_EVERYONE = "ring_everyone"
    STAND_DOWN = "stand_down"
    """Tell everyone who was asked that they need not go (ES8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did something at a console."""

    id: int
    supervises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The "you call now" token: one person at a time (ES2)."""

    by: int
    at: datetime
    help: Help
    helper: int | None = None
    asked_again: bool = False
    """"Did you reach them?" has been asked; anyone may take the token now."""
    by_caller: bool = False
    """The caller, who is nearer, dials; `by` stays with them and hears how it went (CO15)."""
    line_is_up: bool = False
    """Their emergency leg rings or is up: the token does not lapse."""
    dialled_at: datetime | None = None
    answered_at: datetime | None = None
    """Said by whoever calls, on a phone that is not ours to see (ES4)."""


class Went(StrEnum):
    """How one way of getting help went."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    COMING = "coming"
    FAR = "far"
    NOT_THERE = "not_there"
    CANNOT_GET_IN = "cannot_get_in"
    STOOD_DOWN = "stood_down"
    UNKNOWN = "unknown"
    """Whoever said they would call never said how it went: it may have been called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One way that was tried, and how it went."""

    help: Help
    by: int
    at: datetime
    outcome: Went
    helper: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    state: State
    clocks: Clocks
    policy: Policy
    terms: Terms = NOTHING_AGREED
    channel: Channel
    lost: frozenset[Channel] = frozenset()
    stopped: frozenset[Channel] = frozenset()
    """Lost by a carrier's stop: only their own start gives it back (WA10)."""
    holder: int | None = None
    offered_to: int | None = None
    answered_for: bool = False
    """It is on somebody who is down; the caller, who is with them, answers for them (CO15)."""
    people: int = 1
    """Everybody there, where one who is not using answers for all and stays awake (IN6)."""
    unattended: bool = False
    """No person sits with them: the holder is at home, and a machine rings them (WA12)."""
    seems_unattended: bool = False
    """Somebody came to sit with them under duress, and their own screen may not tell (WA5)."""
    yes_until: datetime | None = None
    """Until then the holder of an unattended watch has said that misses come to them."""
    # pace
    slows: bool = False
    presets: frozenset[Preset] = frozenset()
    """Every way they have used in this watch; the most careful one counts (WA7)."""
    chosen_pace: timedelta | None = None
    high_risk_until: datetime | None = None
    no_end_before: datetime | None = None
    uses: int = 0
    to_end_life: bool = False
    """The use is meant to end their life; nothing takes this back (PL9)."""
    supervisor_beside: bool = False
    """A supervisor, or who is on call, is with the holder in this."""
    # asking
    ask: int = 1
    """The number of the latest ask; only an answer that names it counts (WA4)."""
    digit_from: int = 0
    """Chance, chosen at the beginning: where this watch's digits start."""
    first_digit: int = 0
    """Others are watched by the same phone or browser: whose answer it is stands before the new
    digit, and is nobody else's there (IN6). 0: they have it to themself."""
    first_digit_from: int = 1
    """The first ask that carries it; what was asked before is answered as it was asked."""
    soft_asked: bool = False
    last_answer_at: datetime
    # the ladder
    time_zero: datetime | None = None
    """When the check-in fell due unanswered: never when we noticed."""
    rung: int = -1
    episode: int = 0
    """Counts alarms, so that what one owed is not wanted in the next."""
    second_person: bool = False
    """Shown to a second person, until one has looked."""
    look: Look | None = None
    """What a second person is asked to agree to now."""
    looks: int = 0
    """Counts what a second person was asked."""
    alarms_cleared: int = 0
    duress: bool = False
    asked_for_help: bool = False
    """They asked for help themself: nobody says that they do not answer (ES3)."""
    unknown_since: datetime | None = None
    unheld_alarm: bool = False
    # help
    decided: Decided | None = None
    tried: tuple[Tried, ...] = ()
    used_up: bool = False
    call_again: bool = False
    emergency_now: bool = False
    """911 anyway, as the caller asked: the minutes they gave are over (PL1)."""
    coming: bool = False
    """Somebody has said that help is on its way and it has not been called off."""
    beside: bool = False
    """A responder is with them."""
    awake: bool = False
    """They answered although help is on its way (ES6)."""
    at_place_at: datetime | None = None
    """Responders are at the place, and not with them yet (ES4)."""
    ask_beside: bool = False
    """The holder is being asked whether somebody is with the caller yet."""
    ask_to_end: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is not State.CLOSED

    @property
    def due_at(self) -> datetime | None:
        return self.clocks.due

    @property
    def is_alarming(self) -> bool:
        return self.state is State.ALARM or self.unheld_alarm

    @property
    def is_together(self) -> bool:
        return self.people > 1

    @property
    def wants_supervisor(self) -> bool:
        return self.is_open and self.to_end_life and not self.supervisor_beside

    def digit(self, ask: int) -> int:
        """1 to 9, new for each of nine asks in a row; 0 looks like a letter on a cheap phone.

        Where several have one phone two digits, of which the first says whose it is.
        """
        new = (self.digit_from + ask) % 9 + 1
        shares = self.first_digit > 0 and ask >= self.first_digit_from
        return 10 * self.first_digit + new if shares else new

    def pace(self, now: datetime) -> timedelta:
        return pace_at(
            now,
            policy=self.policy,
            presets=self.presets,
            chosen=self.chosen_pace,
            high_risk_until=self.high_risk_until,
            slows=self.slows,
        )

    def ring(self, clock: Clock, *, at: datetime) -> "Watch":
        return replace(self, clocks=self.clocks.start(clock, at))

    def without(self, *clocks: Clock) -> "Watch":
        return replace(self, clocks=self.clocks.stop(*clocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    what: Owe
    ask: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    watch: Watch
    owed: tuple[Owed, ...] = ()
    noted: tuple[tuple[str, int], ...] = ()
    """Numbers for the ledger: late_ms, rung, ask …"""

    def owing(self, *what: Owe) -> "Decision":
        return replace(self, owed=self.owed + tuple(Owed(what=each) for each in what))

    def noting(self, **numbers: int) -> "Decision":
        return replace(self, noted=self.noted + tuple(numbers.items()))


ALARM_CLOCKS: Final = (Clock.RUNG, Clock.REACHED, Clock.CONTACT, Clock.EMERGENCY)
"""They belong to one climb of the ladder and end with it."""
COMING_CLOCKS: Final = (Clock.HELP_ASK, Clock.CONFIRM)
"""Until somebody is beside the caller."""
