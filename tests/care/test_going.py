"""They hang up, a number dies, a page is gone, they come back: the clock never stops."""

from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelLost
from stillhere.care.plan import NOTHING_AGREED, IfDropped, Reach, Terms
from stillhere.care.watch_events import (
    CallerLeft,
    CallerReturned,
    EndAgreed,
    Evidence,
    Heard,
    Left,
    WentSilent,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    DECIDE_AT,
    PLAN,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    owed_while_quiet,
    quiet,
    tap,
    then,
    what,
)

GONE = CallerLeft(how=Left.GONE)
TEXT_LOST = ChannelLost(channel=Channel.TEXT)
SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)


def plan(if_dropped: IfDropped, *, wait_minutes: int = 0) -> Terms:
    return replace(PLAN, if_dropped=if_dropped, wait_minutes=wait_minutes)


@pytest.mark.parametrize("how", Left)
@pytest.mark.parametrize("channel", Channel)
def test_the_plan_says_ring_and_they_are_rung(channel: Channel, how: Left) -> None:
    """PL4, CO9."""
    watch = a_watch(channel=channel, terms=plan(IfDropped.RING))

    decision = decide(watch, 30, CallerLeft(how=how))

    assert Owe.RING_CALLER in what(decision)
    assert (decision.watch.state, decision.watch.time_zero) == (State.ASKING, at(30))


@pytest.mark.parametrize("channel", Channel)
def test_the_plan_says_text_and_they_are_texted(channel: Channel) -> None:
    """PL4."""
    decision = decide(a_watch(channel=channel, terms=plan(IfDropped.TEXT)), 30, GONE)

    assert what(decision) == {Owe.ASK_CALLER}
    assert decision.watch.state is State.ASKING


def test_the_plan_says_wait_and_then_they_are_missed() -> None:
    """PL4."""
    watch = replace(a_watch(terms=plan(IfDropped.WAIT, wait_minutes=1)), slows=True)
    waiting = then(watch, 30, GONE)

    assert waiting.state is State.LISTENING
    assert quiet(waiting, 90).time_zero == at(90)


def test_leaving_again_and_again_waits_no_longer() -> None:
    """PL4, I7."""
    waiting = then(a_watch(terms=plan(IfDropped.WAIT, wait_minutes=1)), 30, GONE)

    assert then(waiting, 80, GONE) == waiting


def test_a_wait_is_over_where_somebody_asks_already() -> None:
    watch = then(a_watch(terms=plan(IfDropped.WAIT, wait_minutes=4)), 30, GONE)

    assert quiet(watch, 400).clocks.get(Clock.LEFT) is None


def test_waiting_leaves_the_check_in_where_it_was() -> None:
    """PL4."""
    waiting = then(a_watch(terms=plan(IfDropped.WAIT, wait_minutes=30)), 30, GONE)

    assert quiet(waiting, DECIDE_AT).state is State.ALARM


def test_the_plan_says_send_help_and_a_person_decides_now() -> None:
    """PL4."""
    watch = then(a_watch(terms=plan(IfDropped.SEND_HELP)), 30, GONE)

    assert (watch.state, watch.decided) == (State.ALARM, None)


@pytest.mark.parametrize("channel", Channel)
def test_the_plan_says_nothing_and_the_clock_runs_on(channel: Channel) -> None:
    """PL4."""
    watch = then(a_watch(channel=channel, terms=plan(IfDropped.NOTHING)), 30, GONE)

    assert watch.clocks == a_watch().clocks
    assert quiet(watch, DECIDE_AT).state is State.ALARM


def test_without_a_plan_nobody_whose_number_is_unknown_is_rung() -> None:
    """CO9."""
    decision = decide(a_watch(terms=NOTHING_AGREED), 30, GONE)

    assert Owe.RING_CALLER not in what(decision)
    assert decision.watch.state is State.ASKING


@pytest.mark.parametrize("watch", [quiet(a_watch(), 130), an_alarm(), help_coming()])
def test_going_changes_nothing_once_we_are_looking_for_them(watch: Watch) -> None:
    """CO9."""
    assert then(watch, 400, GONE) == watch


def test_a_lost_way_is_replaced_by_ringing_and_the_clock_goes_on() -> None:
    """WA10."""
    decision = decide(a_watch(), 30, TEXT_LOST)

    assert what(decision) == {Owe.RING_CALLER}
    assert decision.watch.clocks == a_watch().clocks


def test_where_no_other_way_was_agreed_they_are_missed_now() -> None:
    """WA10."""
    watch = a_watch(terms=replace(PLAN, reach=Reach(text=True)))

    assert then(watch, 30, TEXT_LOST).time_zero == at(30)


def test_losing_it_twice_is_losing_it_once() -> None:
    """WA10, I7."""
    lost = then(a_watch(), 30, TEXT_LOST)

    assert what(decide(lost, 40, TEXT_LOST)) == set()


def test_a_text_that_fails_says_nothing_about_who_is_on_the_phone() -> None:
    """WA10."""
    calling = a_watch(channel=Channel.VOICE, terms=replace(PLAN, reach=Reach(text=True)))

    assert then(calling, 30, TEXT_LOST).state is State.LISTENING


def test_with_help_coming_a_lost_way_is_only_written_down() -> None:
    """WA10."""
    decision = decide(help_coming(), 200, TEXT_LOST)

    assert decision.watch.lost == {Channel.TEXT}
    assert decision.owed == ()


@pytest.mark.parametrize("watch", [a_watch(), quiet(a_watch(), 130), an_alarm(), help_coming()])
def test_joining_clears_nothing(watch: Watch) -> None:
    """CO8, CO10."""
    joined = then(watch, 400, CallerReturned(channel=Channel.VOICE))

    assert joined == replace(watch, channel=Channel.VOICE)


def test_on_another_channel_it_is_the_same_watch() -> None:
    """CO10."""
    watch = then(a_watch(channel=Channel.VOICE), 30, CallerReturned(channel=Channel.CHAT))

    assert owed_while_quiet(watch, 120) == [(120, Owe.ASK_CALLER)]


def test_ringing_in_again_finds_the_line() -> None:
    """CO9, CO10."""
    gone = then(a_watch(channel=Channel.VOICE), 30, GONE)

    assert gone.lost == {Channel.VOICE}
    assert then(gone, 40, CallerReturned(channel=Channel.VOICE)).lost == frozenset()


def test_whoever_speaks_is_on_the_line_again() -> None:
    """CO9."""
    gone = then(a_watch(channel=Channel.VOICE), 30, GONE)

    assert then(gone, 50, SPOKEN).lost == frozenset()


def test_silence_on_a_call_brings_the_check_in_softly() -> None:
    """WA9."""
    watch = then(a_watch(channel=Channel.VOICE), 60, WentSilent())

    assert watch.state is State.LISTENING
    assert owed_while_quiet(watch, 60) == []
    assert quiet(watch, 60).time_zero == at(60)


@pytest.mark.parametrize(("channel", "seconds"), [(Channel.TEXT, 60), (Channel.VOICE, 1300)])
def test_silence_means_nothing_in_text_or_long_after_a_use(
    channel: Channel, seconds: float
) -> None:
    """WA9."""
    watch = then(a_watch(channel=channel), seconds - 10, SPOKEN)

    assert then(watch, seconds, WentSilent()) == watch


def test_at_the_agreed_end_they_are_asked_once_more() -> None:
    """WA14."""
    watch = then(a_watch(), 60, EndAgreed(at=at(100)))
    asked = quiet(watch, 100)

    assert (asked.state, asked.ask_to_end, asked.time_zero) == (State.ASKING, True, at(100))
    assert not then(asked, 110, tap(asked)).ask_to_end
