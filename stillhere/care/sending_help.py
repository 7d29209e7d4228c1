"""
Help, once a person decides: who calls, whether they were reached, whether somebody is there.

One person at a time has the "you call now" token. It is never taken from somebody who may be
speaking to a dispatcher, and when it is given up without a word, we keep that a call may have
been made.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from stillhere.care import watch_events as happened
from stillhere.care.escalation import must_hold, next_rung, raise_alarm
from stillhere.care.plan import Help, Step
from stillhere.care.refused import AlreadyCalled, DoesNotFit, OutOfRange
from stillhere.care.tried import already_sent, last_sent
from stillhere.care.watch_state import (
    ALARM_CLOCKS,
    COMING_CLOCKS,
    Clock,
    Decided,
    Decision,
    Owe,
    State,
    Tried,
    Watch,
    Went,
)

CALM: Final = (State.LISTENING, State.ASKING)
Told = (
    happened.HelpDialled
    | happened.HelpAnswered
    | happened.HelpReached
    | happened.HelpNotReached
    | happened.ContactSaidYes
)
"""What only whoever has the token, or a supervisor, tells."""
FURTHEST: Final = 24 * 60
"""Minutes. A contact further away than a day is not coming."""


def decide_help(watch: Watch, event: happened.HelpDecided, now: datetime) -> Decision:
    """ "I call now." Whoever comes second is told by whom and when."""
    must_hold(watch, event.by)
    _refuse_what_was_not_agreed(watch, event)
    _refuse_second_call(watch, event)
    raised = raise_alarm(watch, now) if watch.state in CALM else Decision(watch=watch)
    calling = _with_token(raised.watch, event, now).without(Clock.RUNG)
    calling = calling.ring(Clock.REACHED, at=now + watch.policy.seconds("reached"))
    if event.help is not Help.CONTACT:
        calling = replace(calling, emergency_now=False).without(Clock.EMERGENCY)
    return Decision(watch=calling, owed=raised.owed)


def line_changed(watch: Watch, event: happened.LineIsUp, now: datetime) -> Decision:
    del now
    if watch.decided is None:
        return Decision(watch=watch)
    decided = replace(watch.decided, line_is_up=event.up)
    return Decision(watch=replace(watch, decided=decided))


def help_reached(watch: Watch, event: happened.HelpReached, now: datetime) -> Decision:
    decided = must_have_token(watch, event)
    if decided.help is Help.CONTACT:
        message = "a contact says in how many minutes they are there"
        raise DoesNotFit(message)
    coming = _on_the_way(_tried(watch, decided, now, Went.REACHED), now)
    confirm = now + watch.policy.seconds("help_confirmed")
    return Decision(watch=coming.ring(Clock.CONFIRM, at=confirm))


def contact_said_yes(watch: Watch, event: happened.ContactSaidYes, now: datetime) -> Decision:
    """Accepting is not arriving (ES5): near, we wait for them; far, the next rung goes ahead."""
    decided = must_have_token(watch, event)
    if decided.help is not Help.CONTACT:
        message = "only a contact says how many minutes they need"
        raise DoesNotFit(message)
    if not 0 <= event.minutes <= FURTHEST:
        raise OutOfRange("minutes", 0, FURTHEST)
    arrives = timedelta(minutes=event.minutes)
    if arrives > watch.policy.seconds("contact_near"):
        return decide_next(_tried(watch, decided, now, Went.FAR), now)
    coming = _on_the_way(_tried(watch, decided, now, Went.COMING), now)
    return Decision(watch=coming.ring(Clock.CONTACT, at=now + arrives))


def help_not_reached(watch: Watch, event: happened.HelpNotReached, now: datetime) -> Decision:
    decided = must_have_token(watch, event)
    return decide_next(_tried(watch, decided, now, Went.NOT_REACHED), now)


def decide_next(watch: Watch, now: datetime, *owes: Owe) -> Decision:
    """The token is free: decide again, and the ladder goes on where time has brought it."""
    on_the_way = watch.state is State.HELP_ON_THE_WAY
    free = replace(_without_token(watch), call_again=on_the_way or watch.coming)
    if on_the_way:
        return Decision(watch=free).owing(*owes)
    return Decision(watch=free.ring(Clock.RUNG, at=next_rung(free, now))).owing(*owes)


def plan_used_up(watch: Watch, event: happened.PlanUsedUp, now: datetime) -> Decision:
    must_hold(watch, event.by)
    _refuse_while_calling(watch, event)
    used = decide_next(replace(give_up_token(watch, now), used_up=True), now)
    return used.owing(Owe.RING_SUPERVISOR, Owe.RING_ON_CALL)


def help_arrived(watch: Watch, event: happened.HelpArrived, now: datetime) -> Decision:
    must_hold(watch, event.by)
    silenced = () if watch.duress else (Clock.CHECK_IN,)
    beside = replace(
        _without_token(watch),
        state=State.HELP_ON_THE_WAY,
        beside=True,
        coming=True,
        call_again=False,
        ask_beside=False,
        emergency_now=False,
        awake=watch.awake and watch.duress,
        unknown_since=None,
        time_zero=None,
        rung=-1,
    ).without(*ALARM_CLOCKS, *COMING_CLOCKS, *silenced, Clock.LEFT)
    return Decision(watch=beside.ring(Clock.END, at=now + watch.policy.seconds("pace_slow")))


def still_waiting(watch: Watch, event: happened.StillWaiting, now: datetime) -> Decision:
    must_hold(watch, event.by)
    asked = replace(watch, ask_beside=False)
    return Decision(watch=asked.ring(Clock.HELP_ASK, at=now + watch.policy.seconds("help_asks")))


def cannot_find(watch: Watch, event: happened.CannotFindThem, now: datetime) -> Decision:
    """An alarm at once (ES6): the way in, the contact with a key, the address read again."""
    must_hold(watch, event.by)
    outcome = Went.NOT_THERE if event.got_in else Went.CANNOT_GET_IN
    tried = Tried(help=last_sent(watch), by=event.by.id, at=now, outcome=outcome)
    lost = replace(watch, tried=(*watch.tried, tried), coming=False)
    return raise_alarm(lost, now, Owe.RING_SUPERVISOR, Owe.RING_EVERYONE)


def give_up_token(watch: Watch, now: datetime) -> Watch:
    """Nobody has said how it went: whoever had it may have called."""
    if watch.decided is None:
        return watch
    return _without_token(_tried(watch, watch.decided, now, Went.UNKNOWN))


def _with_token(watch: Watch, event: happened.HelpDecided, now: datetime) -> Watch:
    """Dialling the same again goes on with what runs since the first dial (ES5)."""
    before = watch.decided
    again = before is not None and before.by == event.by.id and _is_the_same(before, event)
    decided = Decided(
        by=event.by.id,
        at=now,
        help=event.help,
        helper=event.helper,
        by_caller=event.by_caller,
    )
    free = watch if again else give_up_token(watch, now)
    calling = replace(free, decided=decided, call_again=False, used_up=False)
    if again or event.help is not Help.CONTACT:
        return calling
    return calling.ring(Clock.CONTACT, at=now + watch.policy.seconds("contact_waits"))


def _is_the_same(decided: Decided, event: happened.HelpDecided) -> bool:
    return (decided.help, decided.helper) == (event.help, event.helper)


def _without_token(watch: Watch) -> Watch:
    """Ends what they were asked; the arrival of a contact who said yes is another matter."""
    decided = watch.decided
    theirs = (Clock.CONTACT,) if decided is not None and decided.help is Help.CONTACT else ()
    return replace(watch, decided=None).without(Clock.REACHED, *theirs)


def _on_the_way(watch: Watch, now: datetime) -> Watch:
    """Whoever is asked after meanwhile, awake, breathing or under duress, is asked after still."""
    coming = replace(
        _without_token(watch),
        state=State.HELP_ON_THE_WAY,
        coming=True,
        call_again=False,
        ask_beside=False,
        emergency_now=False,
        time_zero=None,
        rung=-1,
    )
    over = () if watch.beside else (Clock.END,)
    coming = coming.without(Clock.RUNG, Clock.EMERGENCY, Clock.LEFT, *over)
    return until_beside(coming.without(Clock.HELP_ASK), now)


def until_beside(watch: Watch, now: datetime) -> Watch:
    """Asked for until a responder is with them; what is running already keeps its time."""
    if watch.beside:
        return watch
    for clock, name in ((Clock.HELP_ASK, "help_asks"), (Clock.CONFIRM, "help_confirmed")):
        if clock not in watch.clocks:
            watch = watch.ring(clock, at=now + watch.policy.seconds(name))
    return watch


def _refuse_what_was_not_agreed(watch: Watch, event: happened.HelpDecided) -> None:
    """A contact is called only by the plan in force: consent may have been taken back (PL6)."""
    wanted = Step(help=event.help, helper=event.helper)
    if event.help is Help.CONTACT and wanted not in watch.terms.steps:
        message = "this contact is not in the plan that is in force"
        raise DoesNotFit(message)
    if event.by_caller and not (watch.answered_for and event.help is Help.EMERGENCY):
        message = "only a caller who is with somebody who is down calls 911 for them"
        raise DoesNotFit(message)


def _refuse_second_call(watch: Watch, event: happened.HelpDecided) -> None:
    """Said before a second dial: already called, by whom and when (ES2)."""
    decided = watch.decided
    _refuse_while_calling(watch, event)
    if decided is not None and not decided.asked_again and _is_the_same(decided, event):
        raise AlreadyCalled(decided.by, decided.at)
    if watch.call_again or not watch.coming or decided is not None:
        return
    sent = already_sent(watch, event.help, event.helper)
    if sent is not None:
        raise AlreadyCalled(sent.by, sent.at)


def _refuse_while_calling(watch: Watch, event: happened.HelpDecided | happened.PlanUsedUp) -> None:
    """The token does not lapse while the line is up; else once they were asked in vain."""
    decided = watch.decided
    if decided is None:
        return
    theirs = decided.by == event.by.id
    if decided.line_is_up or not (theirs or decided.asked_again):
        raise AlreadyCalled(decided.by, decided.at)


def must_have_token(watch: Watch, event: Told) -> Decided:
    if watch.decided is None:
        message = "nobody has said that they would call"
        raise DoesNotFit(message)
    if watch.decided.by != event.by.id and not event.by.supervises:
        raise AlreadyCalled(watch.decided.by, watch.decided.at)
    return watch.decided


def _tried(watch: Watch, decided: Decided, now: datetime, outcome: Went) -> Watch:
    tried = Tried(help=decided.help, helper=decided.helper, by=decided.by, at=now, outcome=outcome)
    return replace(watch, tried=(*watch.tried, tried))
