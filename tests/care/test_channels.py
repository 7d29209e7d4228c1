"""A way to them is lost or is back: what is tried instead, and what never changes by it."""

from dataclasses import replace

from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelBack, ChannelLost
from stillhere.care.escalation import messages_fail
from stillhere.care.plan import Reach, Terms
from stillhere.care.watch_events import CallerReturned, HelpAsked
from stillhere.care.watch_state import Owe, State, Watch
from tests.care.watching import PACE, PLAN, a_watch, an_alarm, at, decide, quiet, then, what

STOPPED = ChannelLost(channel=Channel.TEXT, stopped=True)
UNDELIVERED = ChannelLost(channel=Channel.TEXT)
NO_RING = ChannelLost(channel=Channel.VOICE)
DELIVERED = ChannelBack(channel=Channel.TEXT)
STARTED = ChannelBack(channel=Channel.TEXT, started=True)
ONLY_TEXTS = replace(PLAN, reach=Reach(text=True))


def clocks_of(watch: Watch) -> dict[str, object]:
    return dict(watch.clocks)


def test_a_stop_rings_them_and_stops_no_clock() -> None:
    """WA10: as agreed, they are rung; the check-in stands where it stood."""
    watch = a_watch()
    lost = decide(watch, 30, STOPPED)

    assert what(lost) == {Owe.RING_CALLER}
    assert clocks_of(lost.watch) == clocks_of(watch)
    assert messages_fail(lost.watch)


def test_who_does_not_want_to_be_rung_is_asked_now() -> None:
    """WA10, PL3: a second person sees it and a person decides; no phone of theirs rings."""
    lost = decide(a_watch(terms=ONLY_TEXTS), 30, STOPPED)

    assert lost.watch.state is State.ASKING
    assert lost.watch.time_zero == at(30)
    assert Owe.RING_CALLER not in what(lost)


def test_who_stopped_our_texts_before_is_shown_so_from_the_first_second() -> None:
    """WA10."""
    watch = a_watch(stopped=True)

    assert watch.lost == watch.stopped == {Channel.TEXT}
    assert messages_fail(watch)
    assert clocks_of(watch) == clocks_of(a_watch())


def test_a_way_that_is_lost_while_they_are_asked_begins_nothing_anew() -> None:
    """WA10: the ladder stands where it stood."""
    asked = quiet(a_watch(terms=ONLY_TEXTS), PACE)
    lost = decide(asked, PACE + 5, STOPPED)

    assert (asked.state, lost.watch.state) == (State.ASKING, State.ASKING)
    assert clocks_of(lost.watch) == clocks_of(asked)
    assert what(lost) == set()


def test_who_is_in_a_chat_as_well_is_asked_there() -> None:
    """WA10, CO10."""
    both = ChannelLost(channel=Channel.TEXT, other=Channel.CHAT)
    lost = decide(a_watch(), 30, both)

    assert lost.watch.channel is Channel.CHAT
    assert lost.watch.state is State.ASKING
    assert Owe.ASK_CALLER in what(lost)
    assert not messages_fail(lost.watch)


def test_a_chat_that_is_lost_too_is_no_other_way() -> None:
    """WA10."""
    chat_gone = then(a_watch(), 20, ChannelLost(channel=Channel.CHAT))
    lost = decide(chat_gone, 30, ChannelLost(channel=Channel.TEXT, other=Channel.CHAT))

    assert lost.watch.channel is Channel.TEXT
    assert what(lost) == {Owe.RING_CALLER}


def test_when_ringing_fails_as_well_they_are_asked_now() -> None:
    """WA10: with both ways gone nobody waits for the check-in."""
    stopped = then(a_watch(), 30, STOPPED)
    lost = decide(stopped, 33, NO_RING)

    assert lost.watch.state is State.ASKING
    assert lost.watch.time_zero == at(33)


def test_who_could_not_be_rung_before_is_asked_at_once_when_texts_stop() -> None:
    """WA10."""
    lost = decide(then(a_watch(), 20, NO_RING), 30, STOPPED)

    assert lost.watch.state is State.ASKING
    assert lost.watch.time_zero == at(30)


def test_a_text_that_is_lost_changes_no_rung() -> None:
    """WA10, ES7: decide now comes when it would have come."""
    told = quiet(then(quiet(a_watch(), PACE), PACE + 1, UNDELIVERED), 4000)
    untold = quiet(a_watch(), 4000)

    assert told.time_zero == untold.time_zero == at(PACE)
    assert clocks_of(told) == clocks_of(untold)


def test_only_their_own_start_ends_a_stop() -> None:
    """WA10: a receipt of an older text may come after it."""
    stopped = then(a_watch(), 30, STOPPED)

    assert then(stopped, 31, DELIVERED) == stopped
    assert then(stopped, 31, STARTED).lost == frozenset()
    assert then(stopped, 31, STARTED).stopped == frozenset()


def test_a_text_that_arrives_later_gives_the_way_back_and_clears_nothing() -> None:
    """WA10, ES7: delivered is not answered."""
    alarm = then(an_alarm(), 181, UNDELIVERED)
    back = decide(alarm, 190, DELIVERED)

    assert back.watch == replace(alarm, lost=frozenset())
    assert back.owed == ()


def test_a_start_while_we_ask_is_asked_anew_and_answers_nothing() -> None:
    """WA4, WA6: what never reached them has a digit nobody can send back."""
    asking = then(quiet(a_watch(), PACE), PACE + 1, STOPPED)
    back = decide(asking, PACE + 9, STARTED)

    assert back.watch.state is State.ASKING
    assert back.watch.time_zero == asking.time_zero
    assert back.watch.ask == asking.ask + 1
    assert what(back) == {Owe.ASK_CALLER}


def test_a_start_from_somebody_calm_is_only_noted() -> None:
    """WA10."""
    back = decide(then(a_watch(), 30, STOPPED), 40, STARTED)

    assert back.owed == ()
    assert back.watch.ask == a_watch().ask


def test_under_duress_a_stop_and_a_start_change_nothing_they_can_see() -> None:
    """WA5."""
    duress = then(a_watch(), 20, HelpAsked(duress=True))
    lost = decide(duress, 30, STOPPED)
    back = decide(lost.watch, 40, STARTED)

    assert lost.owed == back.owed == ()
    assert back.watch.state is State.ALARM


def test_what_was_not_lost_does_not_come_back() -> None:
    watch = a_watch()

    assert then(watch, 30, STARTED) == watch


def test_who_comes_by_another_phone_is_texted_there() -> None:
    """CO10."""
    again = then(a_watch(), 30, STOPPED, CallerReturned(channel=Channel.TEXT))

    assert (again.lost, again.stopped) == (frozenset(), frozenset())


def test_who_is_spoken_to_is_still_there_without_texts() -> None:
    """WA10."""
    lost = decide(a_watch(channel=Channel.VOICE, terms=Terms()), 30, STOPPED)

    assert lost.watch.state is State.LISTENING
    assert lost.watch.lost == {Channel.TEXT}
    assert not messages_fail(lost.watch)
