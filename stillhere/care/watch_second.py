"""Two people for what one must not decide alone: asked, seen from another console, agreed."""

from dataclasses import replace
from datetime import datetime
from typing import Final, assert_never

from stillhere.care import watch_events as happened
from stillhere.care.escalation import must_hold
from stillhere.care.refused import CannotCloseSo, DoesNotFit, NeedsMoreProof
from stillhere.care.second_look import About, Look
from stillhere.care.watch_answers import woke
from stillhere.care.watch_holding import over
from stillhere.care.watch_state import Actor, Decision, Owe, State, Watch


def second_asked(watch: Watch, event: happened.SecondAsked, now: datetime) -> Decision:
    """A newer question takes the place of the last one. Where nobody else is there, phones ring."""
    must_hold(watch, event.by)
    if event.about is About.ANSWERED and watch.state in (State.LISTENING, State.ASKING):
        message = "an answer needs nobody else while there is no alarm"
        raise DoesNotFit(message)
    if event.about is About.CONTACT_LOST and not event.tried:
        raise CannotCloseSo("tried")
    number = watch.looks + 1
    look = Look(number=number, about=event.about, by=event.by.id, at=now)
    rings = (Owe.RING_SUPERVISOR, Owe.RING_ON_CALL) if event.alone else ()
    return Decision(watch=replace(watch, look=look, looks=number)).owing(*rings)


def second_agreed(watch: Watch, event: happened.SecondAgreed, now: datetime) -> Decision:
    """ "I saw it too": only now does it count, from when the holder said so."""
    look = _asked(watch, event.by, event.number)
    match About(look.about):
        case About.ANSWERED:
            return woke(
                replace(watch, duress=False, seems_unattended=False), now, answered_at=look.at
            )
        case About.CONTACT_LOST:
            if event.supervisor_here and not event.by.supervises:
                raise CannotCloseSo("supervisor")
            return over(watch)
        case never:
            assert_never(never)


def second_refused(watch: Watch, event: happened.SecondRefused, now: datetime) -> Decision:
    """Nothing changes but that the holder reads it."""
    del now
    look = _asked(watch, event.by, event.number)
    return Decision(watch=replace(watch, look=replace(look, refused_by=event.by.id)))


def void_second(before: Watch, event: happened.Event, decision: Decision) -> Decision:
    """Whatever else happens, the question is no longer the one that was asked, and goes.

    Only what says nothing about the person leaves it standing.
    """
    look, after = decision.watch.look, decision.watch
    if look is None or (_says_nothing(event, before, look) and _is_as_it_was(before, after, look)):
        return decision
    return replace(decision, watch=replace(after, look=None))


def _asked(watch: Watch, by: Actor, number: int) -> Look:
    look = watch.look
    if look is None or not look.is_open or look.number != number:
        message = "nobody asks this any more"
        raise DoesNotFit(message)
    if by.id in (look.by, watch.holder):
        raise NeedsMoreProof
    return look


def _says_nothing(event: happened.Event, before: Watch, look: Look) -> bool:
    if isinstance(event, happened.CheckedIn):
        return event.ask != before.ask  # late: it changes nothing (WA4)
    said = look.about == About.ANSWERED and isinstance(event, happened.WordsReceived)
    return said or isinstance(event, _NOTHING_SAID)


def _is_as_it_was(before: Watch, after: Watch, look: Look) -> bool:
    alike = (before.state, before.episode, before.holder)
    asked_anew = look.about == About.ANSWERED and before.ask != after.ask
    return alike == (after.state, after.episode, after.holder) and not asked_anew


_NOTHING_SAID: Final = (
    happened.TimePassed,
    happened.LineIsUp,
    happened.SecondLooked,
    happened.SecondAsked,
    happened.SecondRefused,
    happened.WentSilent,
    happened.HandOverOffered,
    happened.HandOverDeclined,
    happened.Taken,
    happened.ConsoleLost,
)
