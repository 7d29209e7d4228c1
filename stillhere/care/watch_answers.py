"""The caller's side of a watch: an answer, words, a cry for help, going and coming back."""

from dataclasses import replace
from datetime import datetime, timedelta

from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.escalation import ask_again, begin_climb, must_hold, raise_alarm
from stillhere.care.pace import may_slow
from stillhere.care.plan import Help, IfDropped
from stillhere.care.refused import DoesNotFit, NeedsMoreProof, NotYet
from stillhere.care.watch_state import (
    EVERYONE_CLOCKS,
    Clock,
    Decision,
    Owe,
    State,
    Tried,
    Watch,
)


def clear(watch: Watch, now: datetime) -> Decision:
    """They answered. Back to listening, the clock from now; after an alarm, carefully."""
    was_alarm = watch.state in (State.ALARM, State.HELP_ON_THE_WAY)
    calm = replace(
        watch,
        state=State.LISTENING,
        time_zero=None,
        rung=-1,
        decided=None,
        used_up=False,
        call_again=False,
        coming=False,
        awake=False,
        beside=False,
        ask_beside=False,
        unknown_since=None,
        soft_asked=False,
        ask_to_end=False,
        second_person=watch.second_person and was_alarm,
        last_answer_at=now,
        ask=watch.ask + 1,
    ).without(*EVERYONE_CLOCKS, Clock.HELP_ASK, Clock.CONFIRM, Clock.LEFT)
    if was_alarm:
        calm = _careful_after_alarm(calm, now)
    calm = calm.ring(Clock.CHECK_IN, at=now + calm.pace(now))
    return Decision(watch=calm).owing(*((Owe.STAND_DOWN,) if was_alarm else ()))


def _careful_after_alarm(watch: Watch, now: datetime) -> Watch:
    return replace(
        watch,
        alarms_cleared=watch.alarms_cleared + 1,
        second_person=watch.second_person or watch.alarms_cleared >= 1,
        high_risk_until=_later(watch.high_risk_until, now + watch.policy.seconds("high_risk")),
        no_end_before=_later(watch.no_end_before, now + watch.policy.seconds("after_alarm")),
    )


def _later(already: datetime | None, other: datetime) -> datetime:
    return other if already is None else max(already, other)


def checked_in(watch: Watch, event: happened.CheckedIn, now: datetime) -> Decision:
    """A tap or a digit. One that names an older ask is shown as late and changes nothing."""
    if event.ask != watch.ask:
        return Decision(watch=watch).noting(late_answer=1)
    if watch.duress:
        return _answered_under_duress(watch, now)
    if watch.state in (State.LISTENING, State.ASKING):
        return clear(watch, now)
    if not event.with_word:
        return Decision(watch=watch).noting(without_word=1)
    return _woke(watch, now)


def heard(watch: Watch, event: happened.Heard, now: datetime) -> Decision:
    """The operator says: they answered me."""
    must_hold(watch, event.by)
    if watch.state in (State.LISTENING, State.ASKING):
        return clear(watch, now)
    spoken = event.evidence is happened.Evidence.SPOKEN and not watch.duress
    seen = event.seen_by is not None and event.seen_by != event.by.id
    if not (spoken or seen):
        raise NeedsMoreProof
    return _woke(replace(watch, duress=False), now)


def _woke(watch: Watch, now: datetime) -> Decision:
    """Once 911 may have been called, an answer does not call it off (ES6)."""
    decided = watch.decided
    may_be_coming = decided is not None and decided.help is not Help.CONTACT
    if not (watch.coming or may_be_coming):
        return clear(watch, now)
    awake = replace(
        watch,
        state=State.HELP_ON_THE_WAY,
        awake=True,
        coming=True,
        time_zero=None,
        rung=-1,
        last_answer_at=now,
        ask=watch.ask + 1,
    ).without(Clock.RUNG, Clock.LEFT)
    awake = awake.ring(Clock.CHECK_IN, at=now + watch.pace(now))
    if Clock.HELP_ASK not in awake.clocks and not watch.beside:
        awake = awake.ring(Clock.HELP_ASK, at=now + watch.policy.seconds("help_asks"))
    return Decision(watch=awake).owing(*(() if watch.awake else (Owe.ANSWER_CALLER,)))


def _answered_under_duress(watch: Watch, now: datetime) -> Decision:
    """To whoever watches the caller's screen, an answer like any other. Nothing is cleared."""
    as_ever = replace(watch, ask=watch.ask + 1)
    return Decision(watch=as_ever.ring(Clock.CHECK_IN, at=now + watch.pace(now)))


def help_asked(watch: Watch, event: happened.HelpAsked, now: datetime) -> Decision:
    if event.duress:
        watch = replace(watch, duress=True, ask=watch.ask + 1)
        watch = watch.ring(Clock.CHECK_IN, at=now + watch.pace(now))
    if watch.state is State.HELP_ON_THE_WAY:
        return Decision(watch=replace(watch, call_again=True)).owing(Owe.RING_HOLDER)
    return raise_alarm(watch, now)


def something_wrong(watch: Watch, event: happened.SomethingWrong, now: datetime) -> Decision:
    """Snoring, gurgling or a feeling: the operator's word is enough for an alarm (WA3)."""
    must_hold(watch, event.by)
    return raise_alarm(watch, now)


def words_received(watch: Watch, event: happened.WordsReceived, now: datetime) -> Decision:
    """Unclear words bring one question soon, once per check-in; the ladder is left alone (WA5)."""
    del event
    if watch.state is not State.LISTENING or watch.soft_asked:
        return Decision(watch=watch)
    soon = now + watch.policy.seconds("soft_ask")
    asked = replace(watch, soft_asked=True)
    return Decision(watch=replace(asked, clocks=asked.clocks.bring_forward(Clock.CHECK_IN, soon)))


def asked_by_operator(watch: Watch, event: happened.AskedAgain, now: datetime) -> Decision:
    del now
    must_hold(watch, event.by)
    if watch.duress:
        message = "under duress nothing changes on the caller's side"
        raise DoesNotFit(message)
    return ask_again(Decision(watch=watch).owing(Owe.ASK_CALLER))


def went_silent(watch: Watch, event: happened.WentSilent, now: datetime) -> Decision:
    """Silence on a call soon after a use brings the check-in, softly (WA9)."""
    del event
    soon_after_use = watch.high_risk_until is not None and now < watch.high_risk_until
    if watch.channel is Channel.VOICE and soon_after_use:
        return Decision(watch=replace(watch, clocks=watch.clocks.bring_forward("check_in", now)))
    return Decision(watch=watch)


def caller_left(watch: Watch, event: happened.CallerLeft, now: datetime) -> Decision:
    """Gone without a closed watch: what they chose for it (PL4). The clock never stops."""
    del event
    if watch.state is not State.LISTENING:
        return Decision(watch=watch)
    match watch.terms.if_dropped:
        case IfDropped.RING | IfDropped.TEXT:
            ring = watch.terms.if_dropped is IfDropped.RING and watch.terms.may_ring
            asking = begin_climb(watch, time_zero=now, now=now)
            return asking.owing(*((Owe.RING_CALLER,) if ring else ()))
        case IfDropped.WAIT:
            wait = timedelta(minutes=watch.terms.wait_minutes)
            return Decision(watch=watch.ring(Clock.LEFT, at=now + wait))
        case IfDropped.SEND_HELP:
            return raise_alarm(watch, now)
        case IfDropped.NOTHING:
            return Decision(watch=watch)


def channel_lost(watch: Watch, event: happened.ChannelLost, now: datetime) -> Decision:
    """Not a preference but a way lost: take another if the plan has one, else ask now (WA10)."""
    lost = replace(watch, lost=watch.lost | {event.channel})
    if watch.duress or watch.state is State.HELP_ON_THE_WAY:
        return Decision(watch=lost)
    if watch.terms.may_ring:
        return Decision(watch=lost).owing(Owe.RING_CALLER)
    if watch.state is State.LISTENING:
        return begin_climb(lost, time_zero=now, now=now)
    return Decision(watch=lost)


def caller_returned(watch: Watch, event: happened.CallerReturned, now: datetime) -> Decision:
    """The same watch on another channel. Joining clears nothing (CO8, CO10)."""
    del now
    back = replace(watch, channel=event.channel, lost=watch.lost - {event.channel})
    return Decision(watch=back)


def used_again(watch: Watch, event: happened.UsedAgain, now: datetime) -> Decision:
    slows = may_slow(event.route, with_sedative=event.with_sedative)
    slows = slows and (watch.slows or watch.uses == 0)
    used = replace(
        watch,
        uses=watch.uses + 1,
        slows=slows,
        high_risk_until=now + watch.policy.seconds("high_risk"),
    )
    if not slows:
        end = now + watch.policy.seconds("sedative_end")
        used = replace(used, no_end_before=_later(used.no_end_before, end))
    return Decision(watch=_ask_no_later_than_pace(used, now))


def naloxone_given(watch: Watch, event: happened.NaloxoneGiven, now: datetime) -> Decision:
    del event
    after = replace(
        watch,
        high_risk_until=_later(watch.high_risk_until, now + watch.policy.seconds("high_risk")),
        no_end_before=_later(watch.no_end_before, now + watch.policy.seconds("after_naloxone")),
    )
    return Decision(watch=_ask_no_later_than_pace(after, now))


def pace_chosen(watch: Watch, event: happened.PaceChosen, now: datetime) -> Decision:
    chosen = replace(watch, chosen_pace=event.pace)
    if watch.state is State.LISTENING:
        chosen = chosen.ring(Clock.CHECK_IN, at=now + event.pace)
    return Decision(watch=chosen)


def _ask_no_later_than_pace(watch: Watch, now: datetime) -> Watch:
    if watch.state is not State.LISTENING:
        return watch
    soon = watch.clocks.bring_forward(Clock.CHECK_IN, now + watch.pace(now))
    return replace(watch, clocks=soon)


def plan_changed(watch: Watch, event: happened.PlanChanged, now: datetime) -> Decision:
    del now
    return Decision(watch=replace(watch, terms=event.terms))


def end_agreed(watch: Watch, event: happened.EndAgreed, now: datetime) -> Decision:
    """Both agree on an end. It asks; it never closes (WA14)."""
    del now
    if watch.no_end_before is not None and event.at < watch.no_end_before:
        raise NotYet(watch.no_end_before)
    return Decision(watch=watch.ring(Clock.END, at=event.at))


def help_stood_down(watch: Watch, event: happened.HelpStoodDown, now: datetime) -> Decision:
    """Called off, because the caller answered within the last pace."""
    must_hold(watch, event.by)
    answered = watch.awake and now - watch.last_answer_at <= watch.pace(now)
    if not answered:
        raise NeedsMoreProof
    last = watch.tried[-1].help if watch.tried else Help.EMERGENCY
    off = Tried(help=last, by=event.by.id, at=now, outcome="stood_down")
    return clear(replace(watch, tried=(*watch.tried, off)), now)
