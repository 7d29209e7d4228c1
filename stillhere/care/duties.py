"""
What we owe somebody, who it goes to, and for how long it is worth doing.

A duty is looked at again the moment before it is done: an alarm that was answered
meanwhile rings nobody, and an old question never arrives as if it were new.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.policy import Policy
from stillhere.care.watch_state import Owe, State, Watch


class Kind(StrEnum):
    TEXT_CALLER = "text_caller"
    """On the channel they chose: a text, or a line in their chat."""
    RING_CALLER = "ring_caller"
    RING_PERSON = "ring_person"
    """A colleague's own phone."""
    TEXT_PERSON = "text_person"
    SEEK_RECEIPT = "seek_receipt"
    """A line that reports what became of a text has not: it is asked once more (WA10)."""
    TRIAL_TEXT = "trial_text"
    """Whether a line works, to a number that whoever looks after it typed: nobody is reached."""


class Lane(StrEnum):
    LIFE = "life"
    """No throttle, quota, quiet hours or spending cap (ES9)."""
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    kind: Kind
    why: Owe | None = None
    """None: a person's own words, or anything else no watch can make unwanted."""
    ask: int | None = None
    episode: int = 0
    operator: int | None = None
    decided: bool = False
    """Somebody held the decision already when this was owed, and more people were wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A colleague, as far as ringing them goes."""

    id: int
    at_console: bool = False
    """On shift, with a live console, which rings by itself."""
    on_call: bool = False
    supervises: bool = False
    has_number: bool = False
    on_the_phone: bool = False
    """With a caller by voice, or calling for help: never rung for another (WA13)."""


LIFE_WAITS: Final = (1, 2, 4, 8, 15)
"""Seconds before the next try; the last one for as long as the duty is wanted."""
CARE_WAITS: Final = (5, 15, 60, 300)
"""Seconds. Until `not_after`: words said an hour ago are no answer any more."""
CARE_LASTS: Final = timedelta(hours=1)
WORDS_LAST: Final = timedelta(minutes=10)
"""What an operator wrote while nothing left would afterwards answer something else (H5)."""

LANES: Final = {
    Owe.ASK_CALLER: Lane.LIFE,
    Owe.ASK_ON_CALL: Lane.LIFE,
    Owe.RING_CALLER: Lane.LIFE,
    Owe.ANSWER_CALLER: Lane.LIFE,
    Owe.RING_HOLDER: Lane.LIFE,
    Owe.ASK_HOLDER: Lane.LIFE,
    Owe.RING_SUPERVISOR: Lane.LIFE,
    Owe.RING_ON_CALL: Lane.LIFE,
    Owe.SUPERVISOR_BESIDE: Lane.LIFE,
    Owe.RING_EVERYONE: Lane.LIFE,
    Owe.STAND_DOWN: Lane.CARE,
}
RINGS: Final = frozenset({Kind.RING_CALLER, Kind.RING_PERSON})


def wait_before(*, lane: Lane, tries: int) -> timedelta:
    """How long after failed try number `tries` (1 is the first) the next one comes."""
    waits = LIFE_WAITS if lane is Lane.LIFE else CARE_WAITS
    return timedelta(seconds=waits[min(max(tries, 1), len(waits)) - 1])


def useful_until(why: Owe, *, policy: Policy, now: datetime) -> datetime | None:
    """After this a text would be a stale one. A ring to a person is never too late."""
    if why in (Owe.ASK_CALLER, Owe.ASK_ON_CALL, Owe.ANSWER_CALLER):
        return now + policy.seconds("back_from_dark")
    return now + CARE_LASTS if LANES[why] is Lane.CARE else None


def is_wanted(duty: Duty, watch: Watch | None) -> bool:
    """Whether it would still do what it was owed for."""
    if duty.why is None:
        return True
    return watch is not None and _WANTED[duty.why](duty, watch)


def who_rings(why: Owe, people: Sequence[Person], *, holder: int | None) -> tuple[Person, ...]:
    """Whose phones ring. Consoles need nobody's help: the board rings on them by itself.

    Whoever is not on is not waited for (WA13): without a holder everyone rings, without a
    supervisor those on call, and with nobody on shift and nobody on call every supervisor.
    """
    everyone = tuple(person for person in people if person.at_console or person.on_call)
    match why:
        case Owe.RING_HOLDER | Owe.ASK_HOLDER if holder is not None:
            chosen = tuple(p for p in people if p.id == holder and not p.at_console)
        case Owe.RING_SUPERVISOR | Owe.SUPERVISOR_BESIDE:
            supervisors = tuple(p for p in everyone if p.supervises)
            chosen = supervisors or tuple(p for p in everyone if p.on_call)
        case Owe.RING_ON_CALL:
            chosen = tuple(p for p in everyone if p.on_call)
        case Owe.RING_HOLDER | Owe.RING_EVERYONE:
            chosen = everyone
        case _:
            return ()
    if not any(p.at_console or p.has_number for p in everyone):
        chosen = tuple(p for p in people if p.supervises)
    return tuple(p for p in chosen if p.has_number and not p.on_the_phone)


def _same_alarm(duty: Duty, watch: Watch) -> bool:
    return _second_is_asked(watch) or (watch.episode == duty.episode and _needs_people(watch))


def _second_is_asked(watch: Watch) -> bool:
    """Whoever comes to a console can agree, also where there is no alarm (WA15)."""
    return watch.look is not None and watch.look.is_open


def _needs_people(watch: Watch) -> bool:
    asking = watch.call_again or watch.ask_beside or watch.ask_to_end or watch.emergency_now
    unsettled = asking or watch.decided is not None
    return watch.time_zero is not None or (watch.state is State.HELP_ON_THE_WAY and unsettled)


def _ask(duty: Duty, watch: Watch) -> bool:
    return watch.is_open and watch.ask == duty.ask


def _ring_caller(duty: Duty, watch: Watch) -> bool:
    """Consent may have been taken back since (PL6); under duress nothing new reaches them (WA5)."""
    gone_quiet = watch.time_zero is not None or watch.state is State.HELP_ON_THE_WAY
    quiet = (gone_quiet and not watch.awake) or bool(watch.lost)
    agreed = watch.terms.may_ring and watch.is_open and not watch.duress
    return agreed and quiet and watch.episode == duty.episode


def _holder(duty: Duty, watch: Watch) -> bool:
    theirs = watch.holder in (None, duty.operator) and watch.episode == duty.episode
    return theirs and (watch.time_zero is not None or watch.state is State.HELP_ON_THE_WAY)


def _asked_for_their_yes(duty: Duty, watch: Watch) -> bool:
    return watch.is_open and watch.unattended and watch.holder == duty.operator


def _anyone(duty: Duty, watch: Watch) -> bool:
    """While a named person holds the decision, and answers for it, nobody else is asked (ES2)."""
    decided = watch.decided
    in_good_hands = decided is not None and not decided.asked_again and not duty.decided
    unsure = watch.unknown_since is not None and watch.is_open
    if watch.unheld_alarm or _second_is_asked(watch):
        return True
    return not in_good_hands and (unsure or _same_alarm(duty, watch))


def _supervisor_beside(duty: Duty, watch: Watch) -> bool:
    """Whatever else happens to the watch, until somebody is with the holder in this (PL9)."""
    del duty
    return watch.wants_supervisor


def _help_is_coming(duty: Duty, watch: Watch) -> bool:
    del duty
    return watch.state is State.HELP_ON_THE_WAY and not watch.duress


def _it_is_over(duty: Duty, watch: Watch) -> bool:
    del duty
    return not watch.is_alarming and watch.time_zero is None


_WANTED: Final[dict[Owe, Callable[[Duty, Watch], bool]]] = {
    Owe.ASK_CALLER: _ask,
    Owe.ASK_ON_CALL: _ask,
    Owe.RING_CALLER: _ring_caller,
    Owe.ANSWER_CALLER: _help_is_coming,
    Owe.RING_HOLDER: _holder,
    Owe.ASK_HOLDER: _asked_for_their_yes,
    Owe.RING_SUPERVISOR: _same_alarm,
    Owe.RING_ON_CALL: _anyone,
    Owe.SUPERVISOR_BESIDE: _supervisor_beside,
    Owe.RING_EVERYONE: _anyone,
    Owe.STAND_DOWN: _it_is_over,
}
