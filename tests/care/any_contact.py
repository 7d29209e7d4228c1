"""Anything that can happen to a contact, in any order, at any time, twice, in time or late.

Some of it happens to the watch beside it: begun, left by its holder, taken, closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import product
from typing import Final

from hypothesis import strategies as st

from stillhere.care import contact as rules
from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact, EndReason, Interpreter, Need, State
from stillhere.care.policy import Policy
from stillhere.care.refused import Refused
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import Actor
from tests.care.anything import HOLDER, IDS, WHO, YES_OR_NO, each_of
from tests.care.watching import ANA, BEN, NOON, SAM


class Beside(StrEnum):
    """What becomes of the watch beside this contact, as the records would write it here."""

    BEGUN = "begun"
    UNHELD = "unheld"
    TAKEN = "taken"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Before and after one thing that happened; the same where the rules refused it."""

    before: Contact
    event: happened.Event | Beside
    now: datetime
    after: Contact
    owed: frozenset[str] = frozenset()


FREE: Final = ((), (ANA.id,), (BEN.id, ANA.id), (ANA.id, BEN.id, SAM.id))
EVENTS: Final = (
    each_of(happened.TimePassed, free=FREE) * 2
    + each_of(happened.TimePassed, nobody_on=YES_OR_NO, holder=[None, BEN.id])
    + each_of(happened.UnattendedAgreed, holder=[None, *IDS]) * 2
    + [happened.UnattendedDeclined()]
    + [happened.CallerSpoke(), happened.HelpAsked()] * 4
    + each_of(happened.CallerLeft, how=Left) * 2
    + each_of(happened.NeedSaid, need=Need)
    + each_of(happened.CallBackAsked, with_number=YES_OR_NO)
    + [happened.NotTold()]
    + each_of(happened.NoSharedLanguage, by=WHO)
    + each_of(happened.Interprets, by=WHO, who=Interpreter, they_chose=YES_OR_NO)
    + each_of(happened.DrivingSaid, by=WHO, driving=YES_OR_NO)
    + each_of(happened.OperatorWished, by=WHO, skill=["", "indigenous"])
    + each_of(happened.RangBack, by=WHO, how=happened.Answered)
    + each_of(happened.Taken, by=(ANA, BEN, SAM)) * 4
    + each_of(happened.WordsSaid, by=WHO)
    + each_of(happened.Heard, by=WHO)
    + each_of(happened.HandedOn, by=WHO, free=FREE)
    + each_of(happened.ConsoleLost, operator=IDS, free=FREE)
    + each_of(happened.Ended, by=[HOLDER, SAM], reason=EndReason)
    + each_of(happened.SecondAsked, by=WHO, reason=EndReason, alone=YES_OR_NO)
    + each_of(happened.SecondAgreed, by=WHO, number=[0, 0, -1]) * 4
    + each_of(happened.SecondRefused, by=WHO, number=[0, -1])
)
GAPS: Final = (0, 0, 1, 8, 20, 59, 60, 61, 300, 4000, -1)
STEPS: Final = [
    *product(GAPS, YES_OR_NO, EVENTS, (False, False, True)),
    *product(GAPS, YES_OR_NO, tuple(Beside) * 6, (False,)),
]
BEGINNINGS: Final = [
    rules.begin(
        NOON,
        policy=policy,
        channel=channel,
        free=free,
        need=need,
        has_number=channel is not Channel.CHAT,
        coming_back=back,
    ).contact
    for policy, channel, free, need, back in product(
        (Policy(), Policy(unanswered=20, silent_start=30, ring_again=30)),
        Channel,
        FREE,
        (Need.UNKNOWN, Need.HAS_USED, Need.TALK),
        YES_OR_NO,
    )
]
Story = tuple[Contact, list[tuple[int, bool, happened.Event | Beside, bool]]]
stories: Final = st.tuples(
    st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(STEPS), min_size=12, max_size=40)
)
"""A beginning; then each time so many seconds, whether the engine is awake, what happens, and
whether the very same arrives once more.
"""


def lived(story: Story) -> Iterator[Moment]:
    contact, steps = story
    now = NOON
    for gap, awake, event, twice in steps:
        now += timedelta(seconds=gap)
        if awake:
            for moment in _engine(contact, now):
                yield moment
                contact = moment.after
        for each in (event, event) if twice else (event,):
            moment = _happens(contact, each, now)
            yield moment
            contact = moment.after


def _engine(contact: Contact, until: datetime) -> Iterator[Moment]:
    while contact.due_at is not None and contact.due_at <= until:
        moment = _happens(contact, happened.TimePassed(free=(BEN.id,)), contact.due_at)
        yield moment
        contact = moment.after


def _happens(contact: Contact, event: happened.Event | Beside, now: datetime) -> Moment:
    if isinstance(event, Beside):
        return Moment(before=contact, event=event, now=now, after=_beside(contact, event))
    event = _fit(event, contact)
    try:
        decision = rules.decide(contact, event, now)
    except Refused:
        return Moment(before=contact, event=event, now=now, after=contact)
    owed = frozenset(each.value for each in decision.owed)
    return Moment(before=contact, event=event, now=now, after=decision.contact, owed=owed)


def _beside(contact: Contact, change: Beside) -> Contact:
    """As `actions.watch` and `contact_row` would write it."""
    match change:
        case Beside.BEGUN if contact.state is State.WITH_OPERATOR and not contact.watched:
            return replace(contact, watched=True, settled=False, look=None)
        case Beside.UNHELD if contact.watched and contact.is_open:
            return replace(contact, operator=None)
        case Beside.TAKEN if contact.watched and contact.is_open:
            return replace(contact, operator=SAM.id)
        case Beside.CLOSED if contact.watched:
            return replace(contact, watched=False, settled=True)
        case _:
            return contact


def _fit(event: happened.Event, contact: Contact) -> happened.Event:
    """What was said of whoever has them, and of the latest question, is said of this one."""
    if isinstance(event, happened.SecondAgreed | happened.SecondRefused):
        event = replace(event, number=contact.looks + event.number)
    match event:
        case (
            happened.WordsSaid(by=by)
            | happened.Heard(by=by)
            | happened.HandedOn(by=by)
            | happened.Ended(by=by)
            | happened.SecondAsked(by=by)
            | happened.SecondAgreed(by=by)
            | happened.SecondRefused(by=by)
        ) if by == HOLDER:
            return replace(event, by=Actor(id=contact.operator or ANA.id))
        case _:
            return event
