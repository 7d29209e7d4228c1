"""What the caller's own screen may show. Under duress it is what it always was (WA5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from stillhere.care.watch_state import Clock, State, Watch


class Shown(StrEnum):
    WITH_YOU = "with_you"
    ALONE = "alone"
    """As `WITH_YOU`, in an unattended watch: no person is with them, and it says so (WA12)."""
    ASKING = "asking"
    ASKING_FOR_WORD = "asking_for_word"
    ANSWERING_FOR = "answering_for"
    """They are with somebody who is down, and tell us of them (CO15)."""
    HELP_COMING = "help_coming"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerView:
    shown: Shown
    ask: int
    digit: int
    due: datetime | None
    """When the next question comes; None while one is open."""
    of_them: bool = False
    """What is asked is how somebody else is (CO15)."""
    unattended: bool = False
    """No person is with them (WA12)."""


def caller_sees(watch: Watch) -> CallerView:
    shown = _shown(watch)
    alone = watch.unattended or watch.seems_unattended
    calm = shown is Shown.WITH_YOU
    return CallerView(
        shown=Shown.ALONE if calm and alone else shown,
        ask=watch.ask,
        digit=watch.digit(watch.ask),
        due=watch.clocks.get(Clock.CHECK_IN) if calm else None,
        of_them=watch.answered_for,
        unattended=alone and watch.is_open,
    )


def _shown(watch: Watch) -> Shown:
    if watch.state is State.CLOSED:
        return Shown.OVER
    if watch.answered_for:
        told = watch.awake and (watch.duress or watch.state is State.HELP_ON_THE_WAY)
        return Shown.HELP_COMING if told else Shown.ANSWERING_FOR
    if watch.duress:
        return Shown.HELP_COMING if watch.awake else Shown.WITH_YOU
    match watch.state:
        case State.LISTENING:
            return Shown.WITH_YOU
        case State.ASKING:
            return Shown.ASKING
        case State.HELP_ON_THE_WAY if watch.awake or watch.beside:
            return Shown.HELP_COMING
        case State.ALARM | State.HELP_ON_THE_WAY:
            return Shown.ASKING_FOR_WORD
        case never:
            assert_never(never)
