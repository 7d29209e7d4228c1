"""Anything that can happen to a watch, in any order, at any time, twice, in time or late."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from stillhere.care import channel_events, together_events
from stillhere.care import watch as rules
from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED, Help, IfDropped, Reach
from stillhere.care.policy import Policy
from stillhere.care.refused import Refused
from stillhere.care.second_look import About
from stillhere.care.watch_state import Actor, Watch
from tests.care.watching import ANA, BEN, JO, NOON, PLAN, SAM

Life = tuple[Watch, list[tuple[int, bool, happened.Event, bool]]]
"""A beginning; then each time so many seconds, whether the engine is awake, what happens, and
whether the very same arrives once more."""
HOLDER: Final = Actor(id=0)
"""Whoever holds the watch at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A watch before and after one thing that happened; the same where the rules refused it."""

    before: Watch
    event: happened.Event
    now: datetime
    after: Watch
    owed: frozenset[str] = frozenset()


Some = TypeVar("Some")
WHO: Final = (HOLDER, HOLDER, ANA, BEN, SAM)
IDS: Final = (ANA.id, BEN.id, SAM.id)
YES_OR_NO: Final = (True, False)
WRITTEN: Final = (Channel.TEXT, Channel.CHAT)
TERMS: Final = (
    NOTHING_AGREED,
    PLAN,
    replace(PLAN, steps=(), reach=Reach(), if_dropped=IfDropped.SEND_HELP),
    replace(PLAN, reach=Reach(text=True), if_dropped=IfDropped.TEXT, emergency_after=3),
    replace(PLAN, has_number=False, if_dropped=IfDropped.WAIT, wait_minutes=1, emergency_after=0),
    replace(PLAN, if_dropped=IfDropped.NOTHING, both_at_once=True, emergency_after=10),
)
POLICIES: Final = (
    Policy(),
    Policy(second_look=60, decide_now=30, reached=30),
    Policy(decide_now=120, ring_supervisor=60, contact_near=900),
    Policy(pace_quick=6, pace_slow=9, high_risk=20, decide_now=4, ring_again=1, unheld=1),
)


def each_of(kind: Callable[..., Some], **choices: Iterable[Any]) -> list[Some]:
    """One for every combination of these choices."""
    names = tuple(choices)
    return [kind(**dict(zip(names, values, strict=True))) for values in product(*choices.values())]


CALLING: Final = (
    each_of(happened.HelpDecided, by=WHO, help=[Help.EMERGENCY, Help.COMMUNITY])
    + each_of(happened.HelpDecided, by=WHO, help=[JO.help], helper=[JO.helper])
    + each_of(happened.HelpDecided, by=WHO, help=[Help.EMERGENCY], by_caller=[True])
    + each_of(happened.LineIsUp, up=YES_OR_NO) * 3
    + each_of(happened.HelpDialled, by=WHO)
    + each_of(happened.HelpAnswered, by=WHO)
    + each_of(happened.HelpReached, by=WHO) * 2
    + each_of(happened.ContactSaidYes, by=WHO, minutes=[0, 3, 8])
    + each_of(happened.HelpNotReached, by=WHO)
    + each_of(happened.PlanUsedUp, by=WHO)
    + each_of(happened.HelpAtPlace, by=WHO)
    + each_of(happened.HelpArrived, by=WHO)
    + each_of(happened.StillWaiting, by=WHO)
    + each_of(happened.CannotFindThem, by=WHO, got_in=YES_OR_NO)
    + each_of(happened.HelpStoodDown, by=WHO) * 2
)
ANSWERING: Final = (
    each_of(happened.CheckedIn, ask=[0, 0, 0, -1, 1], with_word=YES_OR_NO)
    + each_of(happened.Heard, by=WHO, evidence=happened.Evidence)
    + each_of(happened.SecondAsked, by=WHO, about=About, tried=YES_OR_NO, alone=YES_OR_NO)
    + each_of(happened.SecondAgreed, by=[BEN, SAM, HOLDER], number=[0], supervisor_here=YES_OR_NO)
    * 3
    + each_of(happened.SecondRefused, by=[BEN, SAM], number=[0, -1])
    + each_of(happened.HelpAsked, duress=YES_OR_NO) * 4
    + [happened.WordsReceived()] * 3
    + each_of(happened.CallerLeft, how=happened.Left)
    + each_of(channel_events.ChannelLost, channel=Channel)
    + each_of(channel_events.ChannelLost, channel=WRITTEN, stopped=[True], other=[None, *WRITTEN])
    + each_of(channel_events.ChannelBack, channel=WRITTEN, started=YES_OR_NO)
    + each_of(happened.CallerReturned, channel=Channel)
)
STAYING: Final = (
    each_of(happened.SomethingWrong, by=WHO)
    + each_of(happened.ItIsTheCaller, by=WHO)
    + each_of(together_events.OneAnswers, by=WHO, people=[1, 2, 4])
    + each_of(together_events.EachAnswers, by=WHO)
    + each_of(together_events.OneIsDown, by=WHO)
    + each_of(together_events.SharesPhone, digit=[0, 1, 2])
    + [happened.WentSilent(), happened.NaloxoneGiven()] * 2
    + each_of(happened.AskedAgain, by=WHO)
    + each_of(happened.SaidYes, by=IDS) * 3
    + each_of(happened.SecondLooked, by=WHO)
    + each_of(happened.UsedAgain, route=Route, with_sedative=YES_OR_NO)
    + each_of(happened.MeantToEndLife, by=WHO)
    + each_of(happened.SupervisorBeside, by=WHO)
    + each_of(happened.PaceChosen, pace=[timedelta(seconds=each) for each in (1, 60, 300)])
    + each_of(happened.PlanChanged, terms=TERMS)
    + each_of(happened.EndAgreed, at=[NOON + timedelta(seconds=each) for each in (-60, 90, 4000)])
    + each_of(happened.Taken, by=[ANA, BEN, SAM]) * 3
    + each_of(happened.HandOverOffered, by=WHO, to=IDS)
    + each_of(happened.HandOverDeclined, by=WHO)
    + each_of(happened.ConsoleLost, operator=IDS) * 3
    + each_of(happened.CameBack, open_at=[NOON])
    + [happened.TimePassed()] * 8
)
CLOSING: Final = each_of(happened.Closed, by=[HOLDER], reason=happened.CloseReason) * 2 + each_of(
    happened.Closed, by=[SAM], reason=happened.CloseReason, tried=[True], source=[True]
)
EVENTS: Final = [*CALLING * 2, *ANSWERING, *STAYING, *CLOSING]
USES: Final = ((None, False), (Route.SMOKED, False), (Route.PATCH, False), (None, True))
GAPS: Final = (0, 0, 1, 7, 30, 60, 61, 120, 240, 700, -1)
"""Seconds. Two nodes may differ by one; a clock that was set is `records.steady`'s matter."""
STEPS: Final = list(product(GAPS, YES_OR_NO, EVENTS, (False, False, True)))
BEGINNINGS: Final = [
    rules.begin(
        NOON,
        policy=policy,
        channel=channel,
        holder=holder,
        digit_from=4,
        route=route,
        with_sedative=False,
        terms=terms,
        answered_for=answered_for,
    )
    for policy, channel, holder, (route, answered_for), terms in product(
        POLICIES, Channel, (None, ANA.id, ANA.id), USES, TERMS
    )
] + [
    rules.begin(
        NOON,
        policy=policy,
        channel=channel,
        holder=ANA.id,
        digit_from=4,
        terms=terms,
        yes_at=NOON - timedelta(seconds=ago),
    )
    for policy, channel, terms, ago in product(
        POLICIES, (Channel.TEXT, Channel.CHAT), TERMS, (1, 200)
    )
]
lives: Final = st.tuples(
    st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(STEPS), min_size=12, max_size=40)
)
"""One draw for each step."""


def live(life: Life) -> Iterator[Moment]:
    watch, steps = life
    now = NOON
    for gap, awake, event, twice in steps:
        now += timedelta(seconds=gap)
        if awake:
            for moment in _engine(watch, now):
                yield moment
                watch = moment.after
        fitted = _fit(event, watch, now)
        for each in (fitted, fitted) if twice else (fitted,):
            moment = _happens(watch, each, now)
            yield moment
            watch = moment.after


def _engine(watch: Watch, until: datetime) -> Iterator[Moment]:
    while watch.due_at is not None and watch.due_at <= until:
        moment = _happens(watch, happened.TimePassed(), watch.due_at)
        yield moment
        watch = moment.after


def _happens(watch: Watch, event: happened.Event, now: datetime) -> Moment:
    try:
        decision = rules.decide(watch, event, now)
    except Refused:
        return Moment(before=watch, event=event, now=now, after=watch)
    owed = frozenset(each.what.value for each in decision.owed)
    return Moment(before=watch, event=event, now=now, after=decision.watch, owed=owed)


def _fit(event: happened.Event, watch: Watch, now: datetime) -> happened.Event:
    """What was said of the holder, the latest ask and this moment is said of this watch."""
    if isinstance(event, happened.CheckedIn):
        return replace(event, ask=watch.ask + event.ask)
    if isinstance(event, happened.SecondAgreed | happened.SecondRefused):
        event = replace(event, number=watch.looks + event.number)
    if isinstance(event, happened.EndAgreed):
        return replace(event, at=now + (event.at - NOON))
    if getattr(event, "by", None) != HOLDER:
        return event
    acted: Any = event
    fitted: happened.Event = replace(acted, by=Actor(id=watch.holder or ANA.id))
    return fitted
