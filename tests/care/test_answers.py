"""What counts as an answer, and what does not."""

import pytest

from stillhere.care.channel import Channel
from stillhere.care.refused import NeedsMoreProof, NotYours
from stillhere.care.watch_events import (
    AskedAgain,
    CheckedIn,
    Evidence,
    Heard,
    HelpAsked,
    SecondLooked,
    SomethingWrong,
    WordsReceived,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    DECIDE_AT,
    SAM,
    a_watch,
    an_alarm,
    at,
    decide,
    quiet,
    tap,
    then,
    what,
)

SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)
MESSAGE = Heard(by=ANA, evidence=Evidence.MESSAGE)


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("seconds", [60, 130])
def test_voice_text_and_tap_answer_the_same_clock(channel: Channel, seconds: float) -> None:
    """WA2."""
    watch = quiet(a_watch(channel=channel), seconds)

    tapped, heard = then(watch, seconds, tap(watch)), then(watch, seconds, SPOKEN)

    assert tapped == heard
    assert tapped.clocks.get(Clock.CHECK_IN) == at(seconds + 120)


def test_an_answer_is_written_down_with_its_time() -> None:
    """WA2."""
    assert then(a_watch(), 60, tap(a_watch())).last_answer_at == at(60)


def test_an_answer_makes_every_earlier_ask_an_old_one() -> None:
    """WA4."""
    watch = a_watch()
    answered = then(watch, 60, tap(watch))

    again = decide(answered, 61, tap(watch))

    assert again.watch == answered
    assert dict(again.noted) == {"late_answer": 1}


@pytest.mark.parametrize("seconds", [130, DECIDE_AT, 400])
def test_a_late_tap_changes_nothing(seconds: float) -> None:
    """WA4."""
    begun = a_watch()
    watch = quiet(begun, seconds)

    assert decide(watch, seconds, CheckedIn(ask=begun.ask, with_word=True)).watch == watch


def test_every_ask_carries_a_new_digit() -> None:
    """WA4."""
    watch = a_watch()
    digits = [watch.digit(ask) for ask in range(watch.ask, watch.ask + 9)]

    assert sorted(digits) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_digit_that_was_sent_is_the_same_after_an_update() -> None:
    """WA4: the text with it is in their hand."""
    assert [a_watch().digit(ask) for ask in range(1, 7)] == [6, 7, 8, 9, 1, 2]


def test_every_question_sent_is_a_new_ask() -> None:
    """WA4."""
    watch = a_watch()
    decision = decide(watch, 20, AskedAgain(by=ANA))

    assert [(each.what, each.ask) for each in decision.owed] == [(Owe.ASK_CALLER, watch.ask + 1)]
    assert decision.watch.ask == watch.ask + 1
    assert decision.watch.clocks == watch.clocks


def test_only_an_operator_with_the_watch_says_they_answered() -> None:
    """WA3."""
    with pytest.raises(NotYours):
        decide(a_watch(), 20, Heard(by=BEN, evidence=Evidence.SPOKEN))


def test_noise_is_no_answer_and_raises_the_alarm() -> None:
    """WA3."""
    watch = then(a_watch(channel=Channel.VOICE), 40, SomethingWrong(by=ANA))

    assert (watch.state, watch.last_answer_at) == (State.ALARM, at(0))


def cleared_twice() -> Watch:
    watch = then(an_alarm(), DECIDE_AT, SPOKEN)
    return then(an_alarm_again(watch), 400, SPOKEN)


def an_alarm_again(watch: Watch) -> Watch:
    return quiet(watch, DECIDE_AT + 180)


def test_a_first_clearing_is_between_the_two_of_them() -> None:
    """WA3."""
    assert not then(an_alarm(), DECIDE_AT, SPOKEN).second_person


def test_a_second_clearing_is_shown_to_a_second_person() -> None:
    """WA3."""
    assert cleared_twice().second_person


def test_the_next_answer_does_not_hide_it_from_the_second_person() -> None:
    """WA3."""
    watch = then(cleared_twice(), 450, SPOKEN)

    assert watch.second_person
    assert not then(watch, 460, SecondLooked(by=BEN)).second_person


@pytest.mark.parametrize("evidence", [Evidence.SPOKEN, Evidence.MESSAGE])
def test_a_sensible_text_clears_a_question(evidence: Evidence) -> None:
    """WA6."""
    asking = quiet(a_watch(), 130)

    assert then(asking, 130, Heard(by=ANA, evidence=evidence)).state is State.LISTENING


def test_an_alarm_needs_digit_and_word() -> None:
    """WA6."""
    alarm = an_alarm()

    without = decide(alarm, DECIDE_AT, tap(alarm))
    with_word = decide(alarm, DECIDE_AT, tap(alarm, with_word=True))

    assert (without.watch, without.noted) == (alarm, (("without_word", 1),))
    assert with_word.watch.state is State.LISTENING


def test_a_message_alone_does_not_clear_an_alarm() -> None:
    """WA6."""
    with pytest.raises(NeedsMoreProof):
        decide(an_alarm(), DECIDE_AT, MESSAGE)


def test_a_spoken_answer_clears_an_alarm() -> None:
    """WA6."""
    assert then(an_alarm(), DECIDE_AT, SPOKEN).state is State.LISTENING


def test_a_supervisor_may_say_they_answered() -> None:
    spoken = Heard(by=SAM, evidence=Evidence.SPOKEN)

    assert then(an_alarm(), DECIDE_AT, spoken).state is State.LISTENING


@pytest.mark.parametrize("seconds", [30, 130])
def test_a_cry_for_help_is_an_alarm_at_once(seconds: float) -> None:
    """WA5."""
    decision = decide(quiet(a_watch(), seconds), seconds, HelpAsked())

    assert decision.watch.state is State.ALARM
    assert what(decision) == {Owe.RING_HOLDER, Owe.ASK_CALLER}


def test_other_words_bring_one_question_soon() -> None:
    """WA5."""
    watch = then(a_watch(), 10, WordsReceived())

    assert watch.clocks.get(Clock.CHECK_IN) == at(40)
    assert then(watch, 20, WordsReceived()) == watch


def test_other_words_never_make_a_question_later() -> None:
    """WA5."""
    watch = then(a_watch(), 110, WordsReceived())

    assert watch.clocks.get(Clock.CHECK_IN) == at(120)


def test_after_an_answer_words_may_bring_a_question_again() -> None:
    """WA5."""
    watch = then(a_watch(), 10, WordsReceived())
    watch = then(watch, 20, tap(watch), WordsReceived())

    assert watch.clocks.get(Clock.CHECK_IN) == at(50)


@pytest.mark.parametrize("seconds", [130, DECIDE_AT, 400])
def test_other_words_leave_the_ladder_alone(seconds: float) -> None:
    """WA5."""
    watch = quiet(a_watch(), seconds)

    assert then(watch, seconds, WordsReceived()) == watch


def test_silence_never_makes_anyone_safe() -> None:
    """WA6."""
    watch, states = a_watch(), []
    for minute in range(8 * 60):
        watch = quiet(watch, minute * 60)
        states.append(watch.state)

    assert states[:3] == [State.LISTENING, State.LISTENING, State.ASKING]
    assert set(states[3:]) == {State.ALARM}
