"""What a contact is: somebody reached us, and this is everything the next decision needs."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from stillhere.care.channel import Channel
from stillhere.care.clocks import Clocks
from stillhere.care.policy import Policy
from stillhere.care.second_look import Look
from stillhere.care.watch_events import Left


class State(StrEnum):
    WAITING = "waiting"
    """Nobody is free: nothing rings at a console, and people are being looked for."""
    RINGING = "ringing"
    WITH_OPERATOR = "with_operator"
    ENDED = "ended"


class Clock(StrEnum):
    RING = "ring"
    """The next device rings as well; or, nobody being free, we look again."""
    TELL = "tell"
    """Say honestly how it stands."""
    ON_CALL = "on_call"
    PARTNERS = "partners"
    ALARM = "alarm"
    """Nobody has taken them; and then, again and again, that nobody has."""
    GONE = "gone"
    """Their connection went while they waited; how long we hold their place."""
    SILENCE = "silence"
    """Quiet in intake or plan (WA1). With an open watch it only looks in again."""


class Need(StrEnum):
    """What they said they need. Never asked as a menu: an operator or a first message says it."""

    UNKNOWN = "unknown"
    SOMEONE_DOWN = "someone_down"
    IN_DANGER = "in_danger"
    HAS_USED = "has_used"
    USING_NOW = "using_now"
    ABOUT_TO_USE = "about_to_use"
    TALK = "talk"


class Alarm(StrEnum):
    UNANSWERED = "unanswered"
    """The queue's: nobody has taken them (CO6)."""
    SILENT = "silent"
    LEFT = "left"
    """They went, having said they used: an open safety event (CO7)."""
    HELP = "help"


class EndReason(StrEnum):
    ENDED = "ended"
    JOINED = "joined"
    """The same person goes on in another contact."""
    NO_WATCH_NEEDED = "no_watch_needed"
    LEFT = "left"
    WRONG_NUMBER = "wrong_number"
    """Ends it in one act and keeps nothing (CO11)."""


class Owe(StrEnum):
    GREET = "greet"
    SAY_PAUSED = "say_paused"
    """Nobody new is answered here just now; where else, and what to do to be met here (CO16)."""
    SAY_NOBODY_YET = "say_nobody_yet"
    SAY_WHAT_ELSE = "say_what_else"
    """A call-back, the other line, 911: what there is besides waiting (CO4)."""
    SAY_CALL_BACK = "say_call_back"
    SAY_COME_BACK = "say_come_back"
    """There is no number: where to come back to."""
    ASK_STILL_THERE = "ask_still_there"
    OFFER_UNATTENDED = "offer_unattended"
    """What a watch without a person is, said before anything else; and whether they want it."""
    TAKE_OFFER_BACK = "take_offer_back"
    RING_CALLER = "ring_caller"
    RING_ON_CALL = "ring_on_call"
    RING_SUPERVISOR = "ring_supervisor"
    RING_EVERYONE = "ring_everyone"
    ASK_PARTNERS = "ask_partners"


class Interpreter(StrEnum):
    """Who stands between two languages (CO13)."""

    WANTED = "wanted"
    """Nobody yet: a third leg is to be brought, while the watch runs."""
    JOINED = "joined"
    SOMEONE_OF_THEIRS = "someone_of_theirs"
    """Family, a friend: only because the caller chose them."""


SAID_THEY_USED: Final = frozenset(
    {Need.SOMEONE_DOWN, Need.IN_DANGER, Need.HAS_USED, Need.USING_NOW, Need.ABOUT_TO_USE}
)
"""Who is about to use and then goes may have used since: rung back like the others (CO9)."""
SAFETY: Final = frozenset({Alarm.SILENT, Alarm.LEFT, Alarm.HELP})
"""Alarms about a person; one about the queue ends when somebody takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    state: State
    clocks: Clocks
    policy: Policy
    channel: Channel
    need: Need = Need.UNKNOWN
    has_number: bool = False
    """There is a number they can be rung back on."""
    operator: int | None = None
    offered_to: tuple[int, ...] = ()
    not_for: frozenset[int] = frozenset()
    """Whom this contact is never offered to again (CO12)."""
    asked_for: int | None = None
    """The operator of last time, because the caller asked for them (CO1)."""
    waiting_since: datetime
    ringing_since: datetime | None = None
    told: int = 0
    coming_back: bool = False
    """Lost their operator, or perhaps has an open watch: before everybody else (CO2)."""
    interpreter: Interpreter | None = None
    """None: we understand each other."""
    driving: bool = False
    """They drive, or are about to (IN5)."""
    wished: str = ""
    """A skill of the operator they would like; empty: they did not say (IN7). Ends with it."""
    call_back: bool = False
    """They asked to be rung back, and were not heard since (CO4)."""
    rung_back: int = 0
    """How often somebody else, or nobody, answered then."""
    held_back: bool = False
    """They came by a paused line and were told where else: nothing rings for them yet (CO16)."""
    gone: Left | None = None
    alarm: Alarm | None = None
    asked: bool = False
    """ "Are you still there?" has been asked."""
    our_turn: bool = True
    """They spoke last. What an operator writes to someone silent never restarts the silence."""
    watched: bool = False
    """Belongs to an open watch, whose clock then is the one that counts."""
    settled: bool = False
    """Their watch was closed; they may stay and talk."""
    nobody_on: bool = False
    """Nobody was on shift when we last looked: it is said as it is."""
    unattended_offered: bool = False
    """They have been told what an unattended watch is, and may say yes to it now (WA12)."""
    unattended_declined: bool = False
    reason: EndReason | None = None
    look: Look | None = None
    """What a second person is asked to agree to now: that it ends, and why."""
    looks: int = 0

    @property
    def is_open(self) -> bool:
        return self.state is not State.ENDED

    @property
    def is_waiting(self) -> bool:
        return self.state in (State.WAITING, State.RINGING)

    @property
    def is_alarming(self) -> bool:
        return self.is_open and self.alarm is not None and not self.watched

    @property
    def is_safety_event(self) -> bool:
        return self.is_alarming and self.alarm in SAFETY

    @property
    def due_at(self) -> datetime | None:
        return self.clocks.due

    @property
    def said_they_used(self) -> bool:
        return self.need in SAID_THEY_USED

    @property
    def may_have_used(self) -> bool:
        """Unless they told us why they came, they may have: a doubt counts for the person."""
        return self.need is not Need.TALK and not self.settled

    def ring(self, clock: Clock, *, at: datetime) -> "Contact":
        return replace(self, clocks=self.clocks.start(clock, at))

    def without(self, *clocks: Clock) -> "Contact":
        return replace(self, clocks=self.clocks.stop(*clocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    contact: Contact
    owed: tuple[Owe, ...] = ()
    late_ms: int = 0
    """How long after it was due the latest of the clocks was noticed."""

    def owing(self, *what: Owe) -> "Decision":
        return replace(self, owed=(*self.owed, *what))
