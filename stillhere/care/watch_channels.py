"""The ways to reach them: one is lost, one is back, they come by another. No clock stops for it."""

from dataclasses import replace
from datetime import datetime

from stillhere.care import channel_events
from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.escalation import ask_again, begin_climb
from stillhere.care.watch_state import Decision, Owe, State, Watch


def channel_lost(watch: Watch, event: channel_events.ChannelLost, now: datetime) -> Decision:
    """Not a preference but a way lost: take another if the plan has one, else ask now (WA10)."""
    lost = _without(watch, event)
    heard_already = event.channel in watch.lost
    still_there = watch.channel not in lost.lost
    if heard_already or still_there or watch.duress or watch.state is State.HELP_ON_THE_WAY:
        return Decision(watch=lost)
    if _can_ring(lost) and lost.channel is watch.channel:
        return Decision(watch=lost).owing(Owe.RING_CALLER)
    if watch.state is State.LISTENING:
        return begin_climb(lost, time_zero=now, now=now)
    return Decision(watch=lost)


def _can_ring(lost: Watch) -> bool:
    """A ring that failed is a way lost as well. A call that broke off is rung anew all the same."""
    on_a_call = lost.channel is Channel.VOICE
    return lost.terms.may_ring and (on_a_call or Channel.VOICE not in lost.lost)


def _without(watch: Watch, event: channel_events.ChannelLost) -> Watch:
    """From now they are asked where else they are in writing with us, if anywhere (CO10)."""
    stopped = watch.stopped | ({event.channel} if event.stopped else set())
    lost = replace(watch, lost=watch.lost | {event.channel}, stopped=stopped)
    elsewhere = watch.channel is event.channel and event.other not in (None, *lost.lost)
    return replace(lost, channel=event.other) if elsewhere and event.other else lost


def began_stopped(watch: Watch) -> Watch:
    """Known before the watch began: shown from its first second, and rung where that is agreed."""
    there = frozenset({watch.channel})
    return replace(watch, lost=there, stopped=there)


def channel_back(watch: Watch, event: channel_events.ChannelBack, now: datetime) -> Decision:
    """It answers nothing and clears nothing. What never reached them is asked anew."""
    del now
    held_back = event.channel in watch.stopped and not event.started
    if event.channel not in watch.lost or held_back:
        return Decision(watch=watch)
    back = replace(
        watch, lost=watch.lost - {event.channel}, stopped=watch.stopped - {event.channel}
    )
    unread = event.started and watch.channel is event.channel and watch.time_zero is not None
    if not unread or watch.duress:
        return Decision(watch=back)
    return ask_again(Decision(watch=back).owing(Owe.ASK_CALLER))


def caller_returned(watch: Watch, event: happened.CallerReturned, now: datetime) -> Decision:
    """The same watch on another channel. Joining clears nothing (CO8, CO10)."""
    del now
    there = {event.channel}
    back = replace(
        watch, channel=event.channel, lost=watch.lost - there, stopped=watch.stopped - there
    )
    return Decision(watch=back)
