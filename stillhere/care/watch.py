"""
The watch: we stay while a clock runs.

Give `decide` a watch, an event and the time; it says what the watch becomes and
what is now owed. `TRANSITIONS` is total: every state meets every event, and what
cannot happen is named `impossible`. Docs, model check and tests read this table.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final, get_args

from stillhere.care import (
    call_told,
    channel_events,
    sending_help,
    someone_down,
    to_end_life,
    together,
    together_events,
    watch_answers,
    watch_channels,
    watch_clock,
    watch_holding,
    watch_second,
    watch_unattended,
)
from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.clocks import Clocks
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED, Terms
from stillhere.care.policy import Policy
from stillhere.care.refused import DoesNotFit, WatchIsClosed
from stillhere.care.watch_state import Clock, Decision, State, Watch

Handler = Callable[[Watch, Any, datetime], Decision]

OPEN: Final = (State.LISTENING, State.ASKING, State.ALARM, State.HELP_ON_THE_WAY)
CALM: Final = (State.LISTENING, State.ASKING)
SENT: Final = (State.HELP_ON_THE_WAY,)
ALARMED: Final = (State.ALARM, State.HELP_ON_THE_WAY)


def begin(
    now: datetime,
    *,
    policy: Policy,
    channel: Channel,
    holder: int | None,
    digit_from: int,
    route: Route | None = None,
    with_sedative: bool = False,
    terms: Terms = NOTHING_AGREED,
    answered_for: bool = False,
    yes_at: datetime | None = None,
    stopped: bool = False,
) -> Watch:
    """Starts the moment they say they have used, are using or will, with whatever is known (WA1).

    `route` is None while they have not used yet (a sedative is a use);
    `digit_from` is any number, from chance. `answered_for`: it is on somebody who is down, and
    begins as an alarm (CO15). `yes_at`: when the holder of an unattended watch said on the phone
    that misses come to them (WA12). `stopped`: their carrier held back our texts before (WA10).
    """
    used = (route is not None or with_sedative) and not answered_for
    watch = Watch(
        state=State.LISTENING,
        clocks=Clocks(),
        policy=policy,
        terms=terms,
        channel=channel,
        holder=holder,
        digit_from=digit_from % 9,
        last_answer_at=now,
        high_risk_until=None if used else now + policy.seconds("high_risk"),
    )
    if stopped:
        watch = watch_channels.began_stopped(watch)
    watch = watch.ring(Clock.CHECK_IN, at=now + watch.pace(now))
    if yes_at is not None:
        watch = watch_unattended.leave_to(watch, yes_at=yes_at, now=now)
    if holder is None:
        watch = watch.ring(Clock.UNHELD, at=now + policy.seconds("unheld"))
    if answered_for:
        return someone_down.begin_in_alarm(watch, now)
    if not used:
        return watch
    first = happened.UsedAgain(route=route or Route.UNKNOWN, with_sedative=with_sedative)
    return watch_answers.used_again(watch, first, now).watch


def decide(watch: Watch, event: happened.Event, now: datetime) -> Decision:
    """Raises a `Refused`; then nothing has changed."""
    decision = TRANSITIONS[watch.state, type(event)](watch, event, now)
    return watch_second.void_second(watch, event, decision)


def impossible(watch: Watch, event: happened.Event, now: datetime) -> Decision:
    del now
    if not watch.is_open:
        raise WatchIsClosed
    message = f"{type(event).__name__} has no meaning while {watch.state}"
    raise DoesNotFit(message)


_ROWS: Final[tuple[tuple[type[happened.Event], Iterable[State], Handler], ...]] = (
    (happened.TimePassed, OPEN, watch_clock.time_passed),
    (happened.CameBack, OPEN, watch_clock.came_back),
    (happened.CheckedIn, OPEN, someone_down.checked_in),
    (happened.HelpAsked, OPEN, watch_answers.help_asked),
    (happened.WordsReceived, OPEN, watch_answers.words_received),
    (happened.CallerLeft, OPEN, watch_answers.caller_left),
    (channel_events.ChannelLost, OPEN, watch_channels.channel_lost),
    (channel_events.ChannelBack, OPEN, watch_channels.channel_back),
    (happened.CallerReturned, OPEN, watch_channels.caller_returned),
    (happened.Heard, OPEN, someone_down.heard),
    (happened.ItIsTheCaller, OPEN, someone_down.it_is_the_caller),
    (together_events.OneAnswers, OPEN, together.one_answers),
    (together_events.EachAnswers, OPEN, together.each_answers),
    (together_events.OneIsDown, OPEN, together.one_is_down),
    (together_events.SharesPhone, OPEN, together.shares_phone),
    (happened.SomethingWrong, OPEN, watch_answers.something_wrong),
    (happened.WentSilent, (State.LISTENING,), watch_answers.went_silent),
    (happened.AskedAgain, OPEN, watch_answers.asked_by_operator),
    (happened.SaidYes, OPEN, watch_unattended.said_yes),
    (happened.SecondLooked, OPEN, watch_holding.second_looked),
    (happened.SecondAsked, OPEN, watch_second.second_asked),
    (happened.SecondAgreed, OPEN, watch_second.second_agreed),
    (happened.SecondRefused, OPEN, watch_second.second_refused),
    (happened.UsedAgain, OPEN, watch_answers.used_again),
    (happened.NaloxoneGiven, OPEN, watch_answers.naloxone_given),
    (happened.MeantToEndLife, OPEN, to_end_life.meant_to_end_life),
    (happened.SupervisorBeside, OPEN, to_end_life.supervisor_beside),
    (happened.PaceChosen, OPEN, together.pace_of_theirs),
    (happened.PlanChanged, OPEN, watch_answers.plan_changed),
    (happened.EndAgreed, (State.LISTENING,), watch_answers.end_agreed),
    (happened.Taken, OPEN, watch_holding.taken),
    (happened.HandOverOffered, OPEN, watch_holding.offered),
    (happened.HandOverDeclined, OPEN, watch_holding.declined),
    (happened.ConsoleLost, OPEN, watch_holding.console_lost),
    (happened.HelpDecided, OPEN, sending_help.decide_help),
    (happened.LineIsUp, OPEN, sending_help.line_changed),
    (happened.HelpDialled, ALARMED, call_told.help_dialled),
    (happened.HelpAnswered, ALARMED, call_told.help_answered),
    (happened.HelpReached, ALARMED, sending_help.help_reached),
    (happened.ContactSaidYes, ALARMED, sending_help.contact_said_yes),
    (happened.HelpNotReached, ALARMED, sending_help.help_not_reached),
    (happened.PlanUsedUp, (State.ALARM,), sending_help.plan_used_up),
    (happened.HelpAtPlace, SENT, call_told.help_at_place),
    (happened.HelpArrived, ALARMED, sending_help.help_arrived),
    (happened.StillWaiting, SENT, sending_help.still_waiting),
    (happened.CannotFindThem, SENT, sending_help.cannot_find),
    (happened.HelpStoodDown, SENT, watch_answers.help_stood_down),
    (happened.Closed, OPEN, watch_holding.closed),
)

TRANSITIONS: Final[dict[tuple[State, type[happened.Event]], Handler]] = {
    **{(state, event): impossible for state in State for event in get_args(happened.Event)},
    **{(state, event): handler for event, states, handler in _ROWS for state in states},
}
