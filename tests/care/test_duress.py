"""After the duress word nothing whatever changes on the caller's side."""

import pytest

from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelLost
from stillhere.care.refused import DoesNotFit, NeedsMoreProof
from stillhere.care.second_look import About
from stillhere.care.watch_events import (
    AskedAgain,
    CallerLeft,
    CannotFindThem,
    CheckedIn,
    Evidence,
    Heard,
    HelpArrived,
    HelpAsked,
    HelpStoodDown,
    Left,
    SecondAgreed,
    SecondAsked,
    TimePassed,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    DURESS,
    REACHED,
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

CALLERS_SIDE = {Owe.ASK_CALLER, Owe.RING_CALLER, Owe.ANSWER_CALLER}
SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)


def forced(watch: Watch | None = None) -> Watch:
    return then(watch or a_watch(), 30, DURESS)


def test_it_is_an_alarm_at_once_and_looks_like_an_answer() -> None:
    """WA5."""
    watch = a_watch()

    said, answered = then(watch, 30, DURESS), then(watch, 30, tap(watch))

    assert said.state is State.ALARM
    assert caller_sees(said) == caller_sees(answered)


def test_nothing_is_owed_to_the_callers_side() -> None:
    """WA5."""
    decision = decide(a_watch(), 30, DURESS)

    assert what(decision) == {Owe.RING_HOLDER}


@pytest.mark.parametrize("with_word", [True, False])
def test_every_later_answer_is_taken_as_ever_and_clears_nothing(with_word: bool) -> None:  # noqa: FBT001  # pytest hands it over
    """WA5."""
    watch = forced()
    decision = decide(watch, 60, CheckedIn(ask=watch.ask, with_word=with_word))

    assert (decision.watch.state, decision.owed) == (State.ALARM, ())
    assert decision.watch.ask == watch.ask + 1
    assert caller_sees(decision.watch).due == at(180)
    assert decision.watch.last_answer_at == watch.last_answer_at


def test_an_old_digit_is_late_as_ever() -> None:
    """WA4, WA5."""
    watch = forced()

    assert then(watch, 60, CheckedIn(ask=watch.ask - 1)) == watch


def test_in_writing_they_are_asked_at_the_same_pace_as_ever() -> None:
    """WA5."""
    owed = owed_while_quiet(forced(), 400)

    assert [pair for pair in owed if pair[1] in CALLERS_SIDE] == [
        (150, Owe.ASK_CALLER),
        (270, Owe.ASK_CALLER),
        (390, Owe.ASK_CALLER),
    ]


def test_on_a_call_no_text_gives_it_away() -> None:
    """WA5, PL3."""
    owed = owed_while_quiet(forced(a_watch(channel=Channel.VOICE)), 400)

    assert [pair for pair in owed if pair[1] in CALLERS_SIDE] == []


def test_inside_the_alarm_climbs_as_ever() -> None:
    """WA5, I3."""
    owed = owed_while_quiet(forced(), 400)

    assert (90, Owe.RING_SUPERVISOR) in owed
    assert (330, Owe.RING_EVERYONE) in owed


@pytest.mark.parametrize(
    "event",
    [
        HelpAsked(),
        CallerLeft(how=Left.GONE),
        ChannelLost(channel=Channel.TEXT),
        CALL_911,
        HelpArrived(by=ANA),
        TimePassed(),
    ],
)
def test_whatever_we_do_shows_nothing(event: HelpAsked) -> None:
    """WA5."""
    before = forced()
    decision = decide(before, 60, event)

    assert caller_sees(decision.watch) == caller_sees(before)
    assert not what(decision) & CALLERS_SIDE


def test_help_on_its_way_shows_nothing() -> None:
    """WA5, ES6."""
    coming = then(forced(), 60, CALL_911, REACHED)

    assert (coming.state, caller_sees(coming).shown) == (State.HELP_ON_THE_WAY, Shown.WITH_YOU)
    assert caller_sees(then(coming, 70, CannotFindThem(by=ANA, got_in=True))).due == at(150)


def test_no_question_is_sent_by_hand() -> None:
    """WA5."""
    with pytest.raises(DoesNotFit):
        decide(forced(), 60, AskedAgain(by=ANA))


def test_a_spoken_answer_under_duress_needs_a_second_person() -> None:
    """WA5, WA6."""
    with pytest.raises(NeedsMoreProof):
        decide(forced(), 60, SPOKEN)

    asked = then(forced(), 60, SecondAsked(by=ANA, about=About.ANSWERED))
    safe = then(asked, 70, SecondAgreed(by=BEN, number=1))
    assert (asked.duress, asked.state) == (True, State.ALARM)
    assert (safe.duress, safe.state) == (False, State.LISTENING)


def test_who_was_told_that_help_is_coming_goes_on_seeing_it() -> None:
    """WA5."""
    awake = then(help_coming(), 200, SPOKEN)
    said = then(awake, 210, DURESS)

    assert caller_sees(awake).shown is Shown.HELP_COMING
    assert [caller_sees(quiet(said, until)).shown for until in (210, 400, 900)] == (
        [Shown.HELP_COMING] * 3
    )


def test_said_after_waking_it_undoes_their_word() -> None:
    """WA5, ES8."""
    said = then(help_coming(), 200, SPOKEN, DURESS, CALL_911, REACHED)

    assert (said.state, said.awake) == (State.HELP_ON_THE_WAY, True)
    with pytest.raises(NeedsMoreProof):
        decide(said, 210, HelpStoodDown(by=ANA))


def test_said_in_an_alarm_it_is_an_alarm_still() -> None:
    """WA5."""
    alarm = an_alarm()
    said = then(alarm, 200, DURESS)

    assert said.clocks.get(Clock.RUNG) == alarm.clocks.get(Clock.RUNG)
    assert caller_sees(said).shown is Shown.WITH_YOU
