"""Who answers, in which order they are rung, and whom they look at first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact, Need
from stillhere.care.contact_state import State as ContactState
from stillhere.care.policy import Policy
from stillhere.care.refused import NotOnShift, Refused
from stillhere.care.watch_state import State as WatchState
from stillhere.care.watch_state import Watch


class StillHolding(Refused):
    """Nobody leaves somebody behind: hand them over first."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


class ConsoleElsewhere(Refused):
    """Another console of theirs is the live one now."""


class NoConsole(NotOnShift):
    """A console that cannot be told from another could not beat, and would be given up."""


class SoundNotHeard(NotOnShift):
    """Nobody is on shift who has not heard what an alarm sounds like here (RO2)."""


class HandsFull(Refused):
    """As many people as one operator may have at once, or a call (WA13)."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NobodyElse(Refused):
    """There is nobody else on shift to give them to."""


class Presence(StrEnum):
    AWAY = "away"
    ON = "on"
    BREAK = "break"
    """Finishes what they hold, and is rung for nobody new."""
    PRACTICE = "practice"
    """Learns with somebody invented: not on shift, and rung for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One operator at one console, as far as ringing them goes."""

    id: int
    presence: Presence
    silent_at: datetime | None
    """When this console counts as silent unless it beats again."""
    sound_heard: bool
    speaks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    supervises: bool = False
    resting: bool = False
    """They have sent help, and have not yet said that they are ready for somebody new (AF3)."""
    idle_since: datetime | None = None
    on_voice: bool = False
    written: int = 0
    """How many people they have in text and chat."""


def on_shift(seat: Seat, now: datetime) -> bool:
    """Console live and sound heard (RO2). A rota is to come; until then, being there is it."""
    live = seat.silent_at is not None and now < seat.silent_at
    return live and seat.sound_heard and seat.presence is Presence.ON


def is_free(seat: Seat, channel: Channel, *, policy: Policy, now: datetime) -> bool:
    ready = on_shift(seat, now) and not seat.resting
    return ready and has_hands(seat, channel, policy=policy)


def has_hands(seat: Seat, channel: Channel, *, policy: Policy) -> bool:
    """A call takes both hands; of those who write, a few at once can be held (WA13)."""
    if seat.on_voice:
        return False
    return seat.written == 0 if channel is Channel.VOICE else seat.written < policy.text_watches


def order_operators(
    seats: Iterable[Seat],
    *,
    language: str,
    asked_for: int | None = None,
    skill: str = "",
    began: datetime,
) -> tuple[int, ...]:
    """CO1: the language, then the one they ask for, then skill, then who has been idle longest.

    Whoever has somebody already is less idle than whoever has nobody.

    `began` stands in for those whose idle time is not known: they come last of their kind.
    """

    def rank(seat: Seat) -> tuple[bool, bool, bool, int, datetime, int]:
        return (
            language not in seat.speaks,
            seat.id != asked_for,
            bool(skill) and skill not in seat.skills,
            seat.written,
            seat.idle_since or began,
            seat.id,
        )

    return tuple(seat.id for seat in sorted(seats, key=rank))


class Urgency(IntEnum):
    """One order for everybody, on every console: watches and waiting people together."""

    DECIDE_NOW = 0
    UNHELD = 1
    CALL_AGAIN = 2
    """Help was called and something about it needs a person, or who called has not said how."""
    ASKING = 3
    COMING_BACK = 4
    HAS_USED = 5
    UNATTENDED = 6
    """A machine watches, and no person is with them (WA12)."""
    VOICE_OR_ABOUT_TO = 7
    WAITING = 8
    HELP_COMING = 9
    LISTENING = 10
    WITH_OPERATOR = 11
    OVER = 12


Place = tuple[int, datetime]
"""Sort by it: the more urgent first, and of two alike the one whose time came first."""


def urgency(of: Watch | Contact, now: datetime) -> Place:
    """`now` stands in where somebody has no time of their own."""
    if isinstance(of, Watch):
        return urgency_of_watch(of), of.time_zero or of.due_at or now
    if of.is_waiting or of.is_alarming:
        return urgency_of_contact(of), of.waiting_since
    return urgency_of_contact(of), of.due_at or now


def urgency_of_watch(watch: Watch) -> Urgency:
    if not watch.is_open:
        return Urgency.OVER
    alarm, called = watch.state is WatchState.ALARM, watch.state is WatchState.HELP_ON_THE_WAY
    if alarm and (watch.decided is None or watch.decided.asked_again):
        return Urgency.DECIDE_NOW
    if watch.holder is None:
        return Urgency.UNHELD
    if alarm or (called and (watch.call_again or watch.ask_beside or watch.ask_to_end)):
        return Urgency.CALL_AGAIN
    if called:
        return Urgency.HELP_COMING
    if watch.state is WatchState.ASKING or watch.wants_supervisor:
        return Urgency.ASKING
    return Urgency.UNATTENDED if watch.unattended else Urgency.LISTENING


def urgency_of_contact(contact: Contact) -> Urgency:
    """CO2: who comes back; who has used or is in danger; voice and about to use; the rest."""
    if contact.state is ContactState.ENDED:
        return Urgency.OVER
    if contact.is_safety_event:
        return Urgency.DECIDE_NOW
    return order_of(contact) if contact.is_waiting else Urgency.WITH_OPERATOR


def order_of(contact: Contact) -> Urgency:
    """The order of those who wait (CO2)."""
    if contact.coming_back:
        return Urgency.COMING_BACK
    if contact.said_they_used and contact.need is not Need.ABOUT_TO_USE:
        return Urgency.HAS_USED
    reason_unknown = contact.channel is Channel.VOICE and contact.need is Need.UNKNOWN
    if reason_unknown or contact.said_they_used:
        return Urgency.VOICE_OR_ABOUT_TO
    return Urgency.WAITING
