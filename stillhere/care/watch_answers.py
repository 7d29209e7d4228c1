"""The caller's side of a watch: an answer, words, a cry for help, going and coming back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.escalation import ask_again, begin_climb, must_hold, raise_alarm
from stillhere.care.pace import earliest_end, high_risk, may_slow, presets_of, quick_pace
from stillhere.care.plan import IfDropped
from stillhere.care.refused import DoesNotFit, NeedsMoreProof, NotYet, OutOfRange
from stillhere.care.sending_help import until_beside
from stillhere.care.tried import emergency_may_come, last_sent
from stillhere.care.watch_state import (
    ALARM_CLOCKS,
    COMING_CLOCKS,
    Clock,
    Decision,
    Owe,
    State,
    Tried,
    Watch,
    Went,
)


def clear(watch: Watch, now: datetime, *, answered_at: datetime) -> Decision:
    """Back to listening, the clock from their answer; after an alarm, carefully."""
    was_alarm = watch.state in (State.ALARM, State.HELP_ON_THE_WAY)
    calm = replace(
        watch,
        state=State.LISTENING,
        time_zero=None,
        rung=-1,
        decided=None,
        used_up=False,
        call_again=False,
        emergency_now=False,
        coming=False,
        awake=False,
        asked_for_help=False,
        beside=False,
        at_place_at=None,
        ask_beside=False,
        unknown_since=None,
        soft_asked=False,
        ask_to_end=False,
        # A second clearing stays on show until somebody has looked, whatever comes after it.
        second_person=watch.second_person and (was_alarm or watch.alarms_cleared > 1),
        last_answer_at=answered_at,
        ask=watch.ask + 1,
    ).without(*ALARM_CLOCKS, *COMING_CLOCKS, Clock.LEFT)
    if was_alarm:
        calm = _careful_after_alarm(calm, now)
    calm = calm.ring(Clock.CHECK_IN, at=max(now, answered_at + calm.pace(now)))
    return Decision(watch=calm).owing(*((Owe.STAND_DOWN,) if was_alarm else ()))


def _careful_after_alarm(watch: Watch, now: datetime) -> Watch:
    """The quick pace again, and an end agreed before the alarm is no longer agreed (WA14)."""
    return replace(
        watch.without(Clock.END),
        chosen_pace=no_slower_than_quick(watch),
        alarms_cleared=watch.alarms_cleared + 1,
        second_person=watch.second_person or watch.alarms_cleared >= 1,
        high_risk_until=_later(watch.high_risk_until, now + high_risk(watch.policy, watch.presets)),
        no_end_before=_later(watch.no_end_before, now + watch.policy.seconds("after_alarm")),
    )


def no_slower_than_quick(watch: Watch) -> timedelta | None:
    """Being told what a slow pace means was before this happened; they may choose it again."""
    chosen = watch.chosen_pace
    return None if chosen is None else min(chosen, quick_pace(watch.policy, watch.presets))


def _later(already: datetime | None, other: datetime) -> datetime:
    return other if already is None else max(already, other)


def checked_in(watch: Watch, event: happened.CheckedIn, now: datetime) -> Decision:
    """A tap or a digit. One that names an older ask is shown as late and changes nothing."""
    if event.ask != watch.ask:
        return Decision(watch=watch).noting(late_answer=1)
    if watch.duress:
        return _answered_under_duress(watch, now)
    if watch.state in (State.LISTENING, State.ASKING):
        return clear(watch, now, answered_at=now)
    if not event.with_word:
        return Decision(watch=watch).noting(without_word=1)
    return woke(watch, now, answered_at=now)


def heard(watch: Watch, event: happened.Heard, now: datetime) -> Decision:
    """The operator says: they answered me."""
    must_hold(watch, event.by)
    spoken = event.evidence is happened.Evidence.SPOKEN
    if spoken:
        watch = replace(watch, lost=watch.lost - {Channel.VOICE})
    if watch.state in (State.LISTENING, State.ASKING):
        return clear(watch, now, answered_at=now)
    if not spoken or watch.duress:
        raise NeedsMoreProof
    return woke(watch, now, answered_at=now)


def woke(watch: Watch, now: datetime, *, answered_at: datetime) -> Decision:
    """Once 911 may have been called, an answer does not call it off (ES6)."""
    if not (watch.coming or emergency_may_come(watch)):
        return clear(watch, now, answered_at=answered_at)
    awake = replace(
        watch,
        state=State.HELP_ON_THE_WAY,
        awake=True,
        time_zero=None,
        rung=-1,
        unknown_since=None,
        emergency_now=False,
        last_answer_at=answered_at,
        ask=watch.ask + 1,
    ).without(Clock.RUNG, Clock.EMERGENCY, Clock.LEFT)
    check_in = max(now, answered_at + watch.pace(now))
    awake = until_beside(awake.ring(Clock.CHECK_IN, at=check_in), now)
    return Decision(watch=awake).owing(*(() if watch.awake else (Owe.ANSWER_CALLER,)))


def _answered_under_duress(watch: Watch, now: datetime) -> Decision:
    """To whoever watches the caller's screen, an answer like any other. Nothing is cleared."""
    as_ever = replace(watch, ask=watch.ask + 1)
    return Decision(watch=as_ever.ring(Clock.CHECK_IN, at=now + watch.pace(now)))


def help_asked(watch: Watch, event: happened.HelpAsked, now: datetime) -> Decision:
    """An alarm at once, also with help on its way: it may not be the help they need (WA5)."""
    if event.duress:
        watch = replace(watch, duress=True, ask=watch.ask + 1)
        watch = watch.ring(Clock.CHECK_IN, at=now + watch.pace(now))
    return raise_alarm(replace(watch, asked_for_help=True), now, Owe.RING_HOLDER)


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
    if watch.channel is not Channel.VOICE or not soon_after_use:
        return Decision(watch=watch)
    due = watch.clocks.bring_forward(Clock.CHECK_IN, now)
    return Decision(watch=replace(watch, clocks=due))


def caller_left(watch: Watch, event: happened.CallerLeft, now: datetime) -> Decision:
    """Gone without a closed watch: what they chose for it (PL4). The clock never stops."""
    del event
    if watch.channel is Channel.VOICE:
        watch = replace(watch, lost=watch.lost | {Channel.VOICE})  # nobody hears their name now
    if watch.state is not State.LISTENING:
        return Decision(watch=watch)
    match watch.terms.if_dropped:
        case IfDropped.RING | IfDropped.TEXT:
            ring = watch.terms.if_dropped is IfDropped.RING and watch.terms.may_ring
            asking = begin_climb(watch, time_zero=now, now=now)
            return asking.owing(*((Owe.RING_CALLER,) if ring else ()))
        case IfDropped.WAIT:
            wait = timedelta(minutes=watch.terms.wait_minutes)
            left = watch.clocks.bring_forward(Clock.LEFT, now + wait)
            return Decision(watch=replace(watch, clocks=left))
        case IfDropped.SEND_HELP:
            return raise_alarm(watch, now)
        case IfDropped.NOTHING:
            return Decision(watch=watch)
        case never:
            assert_never(never)


def used_again(watch: Watch, event: happened.UsedAgain, now: datetime) -> Decision:
    slows = may_slow(event.route, with_sedative=event.with_sedative)
    nothing_before = watch.uses == 0 and not watch.presets
    slows = slows and (watch.slows or nothing_before) and not watch.to_end_life
    presets = presets_of(event.route, with_sedative=event.with_sedative) | watch.presets
    used = replace(
        watch,
        uses=watch.uses + 1,
        slows=slows,
        presets=presets,
        high_risk_until=_later(watch.high_risk_until, now + high_risk(watch.policy, presets)),
    )
    if not slows:
        used = end_no_earlier(used, now + earliest_end(watch.policy, presets))
    return Decision(watch=ask_no_later_than_pace(used, now))


def naloxone_given(watch: Watch, event: happened.NaloxoneGiven, now: datetime) -> Decision:
    del event
    after = replace(
        watch,
        chosen_pace=no_slower_than_quick(watch),
        high_risk_until=_later(watch.high_risk_until, now + high_risk(watch.policy, watch.presets)),
    )
    after = end_no_earlier(after, now + watch.policy.seconds("after_naloxone"))
    return Decision(watch=ask_no_later_than_pace(after, now))


def end_no_earlier(watch: Watch, until: datetime) -> Watch:
    """Nor is an end that was agreed before asked about before then."""
    later = replace(watch, no_end_before=_later(watch.no_end_before, until))
    agreed = watch.clocks.get(Clock.END)
    if agreed is None or watch.beside:
        return later
    return later.ring(Clock.END, at=max(agreed, until))


def pace_chosen(watch: Watch, event: happened.PaceChosen, now: datetime) -> Decision:
    """Counted from their last answer: choosing is not answering, and buys no silence time.

    Raises `OutOfRange`, in seconds.
    """
    if not timedelta(0) < event.pace <= watch.policy.seconds("pace_most"):
        raise OutOfRange("pace", 1, watch.policy.pace_most)
    chosen = replace(watch, chosen_pace=event.pace)
    if watch.state is not State.LISTENING:
        return Decision(watch=chosen)
    due = max(now, watch.last_answer_at + event.pace)
    already = watch.clocks.get(Clock.CHECK_IN) or due
    if watch.soft_asked or already <= now:
        due = min(due, already)
    return Decision(watch=chosen.ring(Clock.CHECK_IN, at=due))


def ask_no_later_than_pace(watch: Watch, now: datetime) -> Watch:
    if watch.state is not State.LISTENING:
        return watch
    soon = max(now, watch.last_answer_at + watch.pace(now))
    return replace(watch, clocks=watch.clocks.bring_forward(Clock.CHECK_IN, soon))


def plan_changed(watch: Watch, event: happened.PlanChanged, now: datetime) -> Decision:
    del now
    return Decision(watch=replace(watch, terms=event.terms))


def end_agreed(watch: Watch, event: happened.EndAgreed, now: datetime) -> Decision:
    """Both agree on an end. It asks; it never closes (WA14)."""
    if watch.no_end_before is not None and event.at < watch.no_end_before:
        raise NotYet(watch.no_end_before)
    return Decision(watch=watch.ring(Clock.END, at=max(event.at, now)))


def help_stood_down(watch: Watch, event: happened.HelpStoodDown, now: datetime) -> Decision:
    """Called off, because the caller answered within the last pace. It is no answer itself."""
    must_hold(watch, event.by)
    answered = watch.awake and now - watch.last_answer_at <= watch.pace(now)
    if watch.duress or not answered:
        raise NeedsMoreProof
    off = Tried(help=last_sent(watch), by=event.by.id, at=now, outcome=Went.STOOD_DOWN)
    stood_down = replace(watch, tried=(*watch.tried, off))
    return clear(stood_down, now, answered_at=watch.last_answer_at)
