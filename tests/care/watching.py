"""A watch for tests: begun at noon by Ana, who stays; every time is handed over."""

from datetime import UTC, datetime, timedelta
from typing import Final

from stillhere.care import watch as rules
from stillhere.care.channel import Channel
from stillhere.care.pace import Route
from stillhere.care.plan import Help, IfDropped, Reach, Step, Terms
from stillhere.care.policy import Policy
from stillhere.care.watch_events import (
    CheckedIn,
    ContactSaidYes,
    Event,
    HelpAsked,
    HelpDecided,
    HelpReached,
    TimePassed,
)
from stillhere.care.watch_state import Actor, Decision, Owe, Watch

NOON: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)
DEFAULTS: Final = Policy()
PACE: Final = DEFAULTS.pace_quick
DECIDE_AT: Final = PACE + DEFAULTS.decide_now
"""Seconds since noon at which a watch nobody answered becomes an alarm."""

ANA: Final = Actor(id=1)
BEN: Final = Actor(id=2)
SAM: Final = Actor(id=9, supervises=True)

JO: Final = Step(help=Help.CONTACT, helper=0)
PLAN: Final = Terms(
    steps=(JO, Step(help=Help.EMERGENCY)),
    reach=Reach(ring=True, text=True),
    has_number=True,
    if_dropped=IfDropped.RING,
    has_ok_word=True,
    has_duress_word=True,
    place_given=True,
    contact_can_ring=True,
    read_back=True,
)

CALL_911: Final = HelpDecided(by=ANA, help=Help.EMERGENCY)
CALL_JO: Final = HelpDecided(by=ANA, help=Help.CONTACT, helper=0)
REACHED: Final = HelpReached(by=ANA)
DURESS: Final = HelpAsked(duress=True)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def a_watch(  # everything a test may vary, by name
    *,
    channel: Channel = Channel.TEXT,
    holder: int | None = ANA.id,
    terms: Terms = PLAN,
    policy: Policy = DEFAULTS,
    route: Route | None = Route.SMOKED,
    with_sedative: bool = False,
    stopped: bool = False,
) -> Watch:
    return rules.begin(
        NOON,
        policy=policy,
        channel=channel,
        holder=holder,
        digit_from=4,
        route=route,
        with_sedative=with_sedative,
        terms=terms,
        stopped=stopped,
    )


def decide(watch: Watch, seconds: float, event: Event) -> Decision:
    return rules.decide(watch, event, at(seconds))


def then(watch: Watch, seconds: float, *events: Event) -> Watch:
    """These, all at this moment, one after the other."""
    for event in events:
        watch = decide(watch, seconds, event).watch
    return watch


def quiet(watch: Watch, until: float) -> Watch:
    """Nobody does anything; the engine wakes at every due time, as it should."""
    while watch.due_at is not None and watch.due_at <= at(until):
        watch = rules.decide(watch, TimePassed(), watch.due_at).watch
    return watch


def owed_while_quiet(watch: Watch, until: float) -> list[tuple[float, Owe]]:
    """What falls due meanwhile, and at which second since noon."""
    owed: list[tuple[float, Owe]] = []
    while watch.due_at is not None and watch.due_at <= at(until):
        due = watch.due_at
        decision = rules.decide(watch, TimePassed(), due)
        owed += [((due - NOON).total_seconds(), each.what) for each in decision.owed]
        watch = decision.watch
    return owed


def what(decision: Decision) -> set[Owe]:
    return {each.what for each in decision.owed}


def tap(watch: Watch, *, with_word: bool = False) -> CheckedIn:
    """An answer to the latest ask."""
    return CheckedIn(ask=watch.ask, with_word=with_word)


def an_alarm(watch: Watch | None = None) -> Watch:
    """Quiet since noon: decide now, at `DECIDE_AT`."""
    return quiet(watch or a_watch(), DECIDE_AT)


def help_coming(watch: Watch | None = None) -> Watch:
    """Ana called 911 at `DECIDE_AT` and was told that somebody is sent."""
    return then(an_alarm(watch), DECIDE_AT, CALL_911, REACHED)


def jo_coming(watch: Watch | None = None, *, minutes: int = 4) -> Watch:
    return then(an_alarm(watch), DECIDE_AT, CALL_JO, ContactSaidYes(by=ANA, minutes=minutes))
