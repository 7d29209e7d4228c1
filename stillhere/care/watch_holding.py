"""Who stays with the caller: taking, handing over, vanishing, closing."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from stillhere.care import watch_events as happened
from stillhere.care.clocks import Clocks
from stillhere.care.escalation import must_hold
from stillhere.care.refused import AlreadyHeld, CannotCloseSo, DoesNotFit, NotYours
from stillhere.care.sending_help import decide_next, give_up_token
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import Clock, Decision, Owe, State, Watch
from stillhere.care.watch_unattended import sit_with


def taken(watch: Watch, event: happened.Taken, now: datetime) -> Decision:
    """Free, unattended, offered to you, or left undecided by whoever should have decided."""
    del now
    holder, by = watch.holder, event.by
    if holder == by.id:
        return Decision(watch=sit_with(watch))
    free = holder is None or watch.unattended or watch.offered_to == by.id or by.supervises
    if not free and not _left_undecided(watch):
        raise AlreadyHeld(holder if holder is not None else by.id)
    held = sit_with(replace(watch, holder=by.id, offered_to=None, unheld_alarm=False))
    return Decision(watch=held.without(Clock.UNHELD))


def _left_undecided(watch: Watch) -> bool:
    """Nobody calls, or whoever said they would was asked in vain (ES2)."""
    if watch.state is not State.ALARM and not watch.call_again:
        return False
    decided = watch.decided
    return decided is None or (decided.asked_again and not decided.line_is_up)


def offered(watch: Watch, event: happened.HandOverOffered, now: datetime) -> Decision:
    del now
    must_hold(watch, event.by)
    if event.to == watch.holder:
        message = "they hold this watch already"
        raise DoesNotFit(message)
    return Decision(watch=replace(watch, offered_to=event.to))


def declined(watch: Watch, event: happened.HandOverDeclined, now: datetime) -> Decision:
    del now
    if event.by.id not in (watch.offered_to, watch.holder):
        raise NotYours
    return Decision(watch=replace(watch, offered_to=None))


def console_lost(watch: Watch, event: happened.ConsoleLost, now: datetime) -> Decision:
    """A holder who vanishes loses the watch and their word; the level is never lowered."""
    gone = event.operator
    if watch.offered_to == gone:
        watch = replace(watch, offered_to=None)
    decided = watch.decided
    if decided is not None and decided.by == gone and not decided.line_is_up:
        watch = _take_back_the_word(watch, now)
    if watch.holder != gone:
        return Decision(watch=watch)
    alone = replace(watch, holder=None, offered_to=None, yes_until=None).without(Clock.YES)
    return Decision(watch=alone.ring(Clock.UNHELD, at=now + watch.policy.seconds("unheld")))


def _take_back_the_word(watch: Watch, now: datetime) -> Watch:
    """The ladder goes on at once from where time has brought it."""
    free = decide_next(give_up_token(watch, now), now).watch
    return free.ring(Clock.RUNG, at=now) if watch.state is State.ALARM else free


def second_looked(watch: Watch, event: happened.SecondLooked, now: datetime) -> Decision:
    del now
    if event.by.id == watch.holder:
        message = "the second look is somebody else's"
        raise DoesNotFit(message)
    return Decision(watch=replace(watch, second_person=False))


def closed(watch: Watch, event: happened.Closed, now: datetime) -> Decision:
    """A reason and a person; no time ever closes a watch (WA14, WA15)."""
    must_hold(watch, event.by)
    missing = _missing_to_close(watch, event, now)
    if missing:
        raise CannotCloseSo(missing)
    return over(watch)


def over(watch: Watch) -> Decision:
    """Everyone who was asked to come is told (ES8)."""
    closed_ = replace(
        watch,
        state=State.CLOSED,
        clocks=Clocks(),
        unheld_alarm=False,
        time_zero=None,
        decided=None,
    )
    was_asked = watch.state in (State.ALARM, State.HELP_ON_THE_WAY)
    return Decision(watch=closed_).owing(*((Owe.STAND_DOWN,) if was_asked else ()))


def _missing_to_close(watch: Watch, event: happened.Closed, now: datetime) -> str:
    match event.reason:
        case CloseReason.ENDED_WELL | CloseReason.STOOD_DOWN:
            return _missing_answer(watch, now)
        case CloseReason.HANDED_OVER:
            return "" if watch.beside else "responder"
        case CloseReason.CONTACT_LOST:
            if not event.by.supervises:
                return "second_person"  # who agrees at their own console: `watch_second`
            return "" if event.tried else "tried"
        case CloseReason.DIED:
            if not event.by.supervises:
                return "supervisor"
            return "" if event.source else "source"
        case never:
            assert_never(never)


def _missing_answer(watch: Watch, now: datetime) -> str:
    """An answer within the last pace, and no question still open."""
    if watch.state is not State.LISTENING:
        return "answer"
    return "" if now - watch.last_answer_at <= watch.pace(now) else "answer"
