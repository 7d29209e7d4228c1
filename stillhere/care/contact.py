"""
A contact: somebody reaches us, and somebody answers.

Give `decide` a contact, an event and the time; it says what the contact becomes and what is
now owed. `TRANSITIONS` is total, like that of a watch. Nobody waits for ever, nobody taken is
ever dropped, and who goes after saying that they used is not an abandoned call.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, get_args

from stillhere.care import contact_events as happened
from stillhere.care.arriving import driving_said, interprets, no_shared_language
from stillhere.care.call_back import call_back_asked, rang_back, stays_for_call_back
from stillhere.care.channel import Channel
from stillhere.care.clocks import Clocks
from stillhere.care.contact_second import (
    must_have,
    needs_second,
    second_agreed,
    second_asked,
    second_refused,
    void_second,
)
from stillhere.care.contact_state import (
    SAFETY,
    Alarm,
    Clock,
    Contact,
    Decision,
    EndReason,
    Need,
    Owe,
    State,
)
from stillhere.care.contact_unattended import declined, must_be_offered
from stillhere.care.contact_waiting import end, offer, queue_up, raise_alarm, time_passed
from stillhere.care.pausing import hold_back, is_held_back, met, not_told
from stillhere.care.policy import Policy
from stillhere.care.refused import AlreadyHeld, DoesNotFit, NeedsMoreProof, NotYours, Refused
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import Actor
from stillhere.care.wished import operator_wished

Handler = Callable[[Contact, Any, datetime], Decision]

WAITS: Final = (State.WAITING, State.RINGING)
HELD: Final = (State.WITH_OPERATOR,)
OPEN: Final = (*WAITS, *HELD)


class AlreadyTaken(AlreadyHeld):
    """Somebody else was quicker."""

    @property
    def by(self) -> int:
        return self.holder


class ContactIsOver(Refused):
    """Nothing more can happen in a contact that has ended."""


def begin(
    now: datetime,
    *,
    policy: Policy,
    channel: Channel,
    free: tuple[int, ...] = (),
    need: Need = Need.UNKNOWN,
    has_number: bool = False,
    coming_back: bool = False,
    asked_for: int | None = None,
    paused: bool = False,
) -> Decision:
    """In the queue, ringing whoever is first of `free`, and greeted at once.

    `paused`: the line is, for who is new (CO16).
    """
    contact = Contact(
        state=State.WAITING,
        clocks=Clocks(),
        policy=policy,
        channel=channel,
        need=need,
        has_number=has_number,
        coming_back=coming_back,
        asked_for=asked_for,
        waiting_since=now,
    )
    if paused and is_held_back(contact):
        return Decision(contact=hold_back(contact, now)).owing(Owe.SAY_PAUSED)
    return Decision(contact=queue_up(contact, free, now)).owing(Owe.GREET)


def decide(contact: Contact, event: happened.Event, now: datetime) -> Decision:
    """Raises a `Refused`; then nothing has changed."""
    decision = TRANSITIONS[contact.state, type(event)](contact, event, now)
    return void_second(contact, event, decision)


def impossible(contact: Contact, event: happened.Event, now: datetime) -> Decision:
    del now
    if not contact.is_open:
        raise ContactIsOver
    raise DoesNotFit(f"{type(event).__name__} has no meaning while {contact.state}")


def spoke(contact: Contact, event: happened.CallerSpoke, now: datetime) -> Decision:
    """Somebody wrote. Who it is, and how they are, an operator hears: no alarm ends by this."""
    del event
    there = replace(contact, gone=None, asked=False, our_turn=True).without(Clock.GONE)
    if contact.is_waiting:
        return Decision(contact=met(there, now))
    return Decision(contact=_listen_for_silence(there, now))


def help_asked(contact: Contact, event: happened.HelpAsked, now: datetime) -> Decision:
    del event
    there = replace(contact, gone=None, asked=False, our_turn=True).without(Clock.GONE)
    return raise_alarm(met(there, now), Alarm.HELP, now).owing(Owe.RING_EVERYONE)


def left(contact: Contact, event: happened.CallerLeft, now: datetime) -> Decision:
    """With an open watch the watch hears of it, and does what the plan says (PL4)."""
    went = replace(contact, gone=event.how)
    if contact.watched:
        return Decision(contact=went)
    said_so = contact.said_they_used and not contact.settled
    if said_so or contact.is_safety_event:
        back = (Owe.RING_CALLER,) if contact.has_number else ()
        return raise_alarm(went.without(Clock.GONE), Alarm.LEFT, now).owing(*back)
    if stays_for_call_back(contact, event.how):
        return Decision(contact=went.without(Clock.GONE))
    if event.how is Left.GONE and contact.is_waiting:
        hold = now + contact.policy.seconds("silent_start")
        return Decision(contact=went.ring(Clock.GONE, at=hold))
    if contact.is_waiting or (contact.settled and event.how is not Left.GONE):
        return Decision(contact=end(went, EndReason.LEFT))
    return Decision(contact=went)


def need_said(contact: Contact, event: happened.NeedSaid, now: datetime) -> Decision:
    """A need heard while they have already gone is a safety event from now on."""
    said = replace(contact, need=event.need)
    if said.said_they_used:
        said = met(said, now)
    if said.gone is not None and said.said_they_used and not contact.said_they_used:
        return left(said.without(Clock.GONE), happened.CallerLeft(how=said.gone), now)
    return Decision(contact=said)


def agreed_alone(contact: Contact, event: happened.UnattendedAgreed, now: datetime) -> Decision:
    """In the hands of who is at home (WA12): their watch is what counts from now."""
    holder = must_be_offered(contact, event)
    return taken(contact, happened.Taken(by=Actor(id=holder)), now)


def taken(contact: Contact, event: happened.Taken, now: datetime) -> Decision:
    if event.by.id in contact.not_for:
        raise NotYours
    alarm = contact.alarm if contact.alarm in SAFETY else None
    held = replace(
        contact,
        state=State.WITH_OPERATOR,
        operator=event.by.id,
        offered_to=(),
        ringing_since=None,
        coming_back=False,
        held_back=False,
        unattended_offered=False,
        alarm=alarm,
        asked=False,
        our_turn=True,
    )
    loud = () if alarm else (Clock.ALARM,)
    held = held.without(Clock.RING, Clock.TELL, Clock.ON_CALL, Clock.PARTNERS, Clock.GONE, *loud)
    return Decision(contact=_listen_for_silence(held, now))


def taken_again(contact: Contact, event: happened.Taken, now: datetime) -> Decision:
    """Twice by the same is once; a supervisor may take over; everybody else is told by whom."""
    holder = contact.operator
    if holder == event.by.id:
        return Decision(contact=contact)
    if holder is not None and (contact.watched or not event.by.supervises):
        raise AlreadyTaken(holder)
    if contact.watched:
        raise DoesNotFit("take the watch: the contact comes with it")
    return taken(contact, event, now)


def words_said(contact: Contact, event: happened.WordsSaid, now: datetime) -> Decision:
    """Their turn now. Written again to someone silent, it buys the silence no time."""
    must_have(contact, event.by)
    if not contact.our_turn:
        return Decision(contact=contact)
    return Decision(contact=_listen_for_silence(replace(contact, our_turn=False), now))


def heard(contact: Contact, event: happened.Heard, now: datetime) -> Decision:
    must_have(contact, event.by)
    there = replace(
        contact, gone=None, alarm=None, asked=False, our_turn=True, call_back=False, rung_back=0
    )
    return Decision(contact=_listen_for_silence(there.without(Clock.ALARM), now))


def handed_on(contact: Contact, event: happened.HandedOn, now: datetime) -> Decision:
    """Back into the queue, first, and never to the same person again (CO12).

    With an open watch somebody must hold it every second: that is offered, and goes once taken.
    """
    must_have(contact, event.by)
    gave = contact.operator if contact.operator is not None else event.by.id
    other = replace(contact, not_for=contact.not_for | {gave})
    if contact.watched:
        return Decision(contact=other)
    return _back_into_the_queue(replace(other, coming_back=True), event.free, now)


def console_lost(contact: Contact, event: happened.ConsoleLost, now: datetime) -> Decision:
    """Whoever was taken goes back first, never away (WA11). A watch is offered by itself."""
    if contact.is_waiting:
        rung = tuple(each for each in contact.offered_to if each != event.operator)
        return Decision(contact=offer(replace(contact, offered_to=rung), event.free, now))
    if contact.watched or contact.operator != event.operator:
        return Decision(contact=contact)
    return _back_into_the_queue(replace(contact, coming_back=True), event.free, now)


def ended(contact: Contact, event: happened.Ended, now: datetime) -> Decision:
    """By who has them. With an alarm open, or "wrong number" from a user, by two (CO7, CO11)."""
    del now
    must_have(contact, event.by)
    if contact.watched and event.reason is not EndReason.JOINED:
        raise DoesNotFit("close the watch first")
    if needs_second(contact, event.reason) and not event.by.supervises:
        raise NeedsMoreProof
    return Decision(contact=end(contact, event.reason))


def _back_into_the_queue(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    queued = queue_up(contact, free, now)
    if queued.alarm in SAFETY:
        return raise_alarm(queued, queued.alarm, now)
    return Decision(contact=replace(queued, alarm=None))


def _listen_for_silence(contact: Contact, now: datetime) -> Contact:
    return contact.ring(Clock.SILENCE, at=now + contact.policy.seconds("silent_start"))


_ROWS: Final[tuple[tuple[type[happened.Event], Iterable[State], Handler], ...]] = (
    (happened.TimePassed, OPEN, time_passed),
    (happened.CallerSpoke, OPEN, spoke),
    (happened.HelpAsked, OPEN, help_asked),
    (happened.CallerLeft, OPEN, left),
    (happened.NeedSaid, OPEN, need_said),
    (happened.CallBackAsked, WAITS, call_back_asked),
    (happened.NotTold, WAITS, not_told),
    (happened.RangBack, HELD, rang_back),
    (happened.UnattendedAgreed, WAITS, agreed_alone),
    (happened.UnattendedDeclined, WAITS, declined),
    (happened.NoSharedLanguage, HELD, no_shared_language),
    (happened.Interprets, HELD, interprets),
    (happened.DrivingSaid, HELD, driving_said),
    (happened.OperatorWished, HELD, operator_wished),
    (happened.Taken, WAITS, taken),
    (happened.Taken, HELD, taken_again),
    (happened.WordsSaid, HELD, words_said),
    (happened.Heard, HELD, heard),
    (happened.HandedOn, HELD, handed_on),
    (happened.ConsoleLost, OPEN, console_lost),
    (happened.Ended, HELD, ended),
    (happened.SecondAsked, HELD, second_asked),
    (happened.SecondAgreed, HELD, second_agreed),
    (happened.SecondRefused, HELD, second_refused),
)

TRANSITIONS: Final[dict[tuple[State, type[happened.Event]], Handler]] = {
    **{(state, event): impossible for state in State for event in get_args(happened.Event)},
    **{(state, event): handler for event, states, handler in _ROWS for state in states},
}
