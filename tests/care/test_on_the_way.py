"""Help is on its way: asked about until somebody is beside them, and called again if not."""

from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.plan import Help
from stillhere.care.refused import NeedsMoreProof, NotYours
from stillhere.care.watch_events import (
    CannotFindThem,
    ConsoleLost,
    Evidence,
    Heard,
    HelpArrived,
    HelpAsked,
    HelpDecided,
    HelpNotReached,
    HelpStoodDown,
    SomethingWrong,
    StillWaiting,
    TimePassed,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    CALL_JO,
    DECIDE_AT,
    REACHED,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    jo_coming,
    owed_while_quiet,
    quiet,
    tap,
    then,
    what,
)

SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)
STOOD_DOWN = HelpStoodDown(by=ANA)
NO_WAY_IN = CannotFindThem(by=ANA, got_in=False)


def awake(watch: Watch | None = None) -> Watch:
    """They answered at 200 s, with help on its way."""
    return then(watch or help_coming(), 200, SPOKEN)


def test_every_two_minutes_until_somebody_is_beside_them() -> None:
    """ES6."""
    owed = owed_while_quiet(help_coming(), DECIDE_AT + 500)

    holder = [second for second, each in owed if each is Owe.RING_HOLDER]
    supervisor = [second for second, each in owed if each is Owe.RING_SUPERVISOR]
    assert holder == [300, 420, 540, 660]
    assert supervisor == holder[1:]


def test_still_waiting_is_an_answer_for_two_minutes() -> None:
    """ES6."""
    asked = quiet(help_coming(), 300)
    waiting = then(asked, 310, StillWaiting(by=ANA))

    assert (asked.ask_beside, waiting.ask_beside) == (True, False)
    assert waiting.clocks.get(Clock.HELP_ASK) == at(430)
    assert waiting.clocks.get(Clock.CONFIRM) == asked.clocks.get(Clock.CONFIRM)


def test_not_confirmed_in_ten_minutes_call_again() -> None:
    """ES6."""
    unconfirmed = quiet(help_coming(), DECIDE_AT + 600)

    assert unconfirmed.call_again
    assert (DECIDE_AT + 600, Owe.RING_SUPERVISOR) in owed_while_quiet(help_coming(), 800)
    assert Clock.CONFIRM in unconfirmed.clocks


def test_called_again_it_is_asked_about_from_the_beginning() -> None:
    """ES6."""
    again = then(quiet(help_coming(), 780), 790, CALL_911, REACHED)

    assert (again.call_again, again.ask_beside) == (False, False)
    assert again.clocks.get(Clock.CONFIRM) == at(790 + 600)


def test_called_again_in_an_alarm_it_is_on_its_way_again() -> None:
    """ES6."""
    again = then(help_coming(), 300, SomethingWrong(by=ANA), CALL_911)

    assert then(again, 310, REACHED).state is State.HELP_ON_THE_WAY


def test_still_not_confirmed_everyone_rings() -> None:
    """ES6, I3."""
    owed = owed_while_quiet(help_coming(), DECIDE_AT + 1800)

    everyone = [second for second, each in owed if each is Owe.RING_EVERYONE]
    assert everyone == [DECIDE_AT + 1200, DECIDE_AT + 1800]


@pytest.mark.parametrize(("got_in", "outcome"), [(False, "cannot_get_in"), (True, "not_there")])
def test_who_cannot_find_them_makes_an_alarm_at_once(got_in: bool, outcome: str) -> None:  # noqa: FBT001  # pytest hands it over
    """ES6."""
    decision = decide(help_coming(), 400, CannotFindThem(by=ANA, got_in=got_in))

    assert decision.watch.state is State.ALARM
    assert {Owe.RING_SUPERVISOR, Owe.RING_EVERYONE} <= what(decision)
    assert (decision.watch.tried[-1].outcome, decision.watch.coming) == (outcome, False)


def test_in_an_alarm_nobody_is_asked_who_is_beside_them() -> None:
    """ES6."""
    asked = quiet(help_coming(), 300)

    assert (asked.ask_beside, then(asked, 310, NO_WAY_IN).ask_beside) == (True, False)


def test_it_is_written_down_who_could_not_find_them() -> None:
    """ES4, ES6."""
    both = then(jo_coming(), 200, CALL_911, HelpNotReached(by=ANA), NO_WAY_IN)

    assert both.tried[-1].help is Help.CONTACT


def test_beside_them_the_questions_end() -> None:
    """ES6."""
    beside = then(quiet(help_coming(), 300), 400, HelpArrived(by=ANA))

    assert (beside.beside, beside.ask_beside) == (True, False)
    assert set(dict(beside.clocks)) == {Clock.END}


def test_beside_them_while_the_alarm_still_rings() -> None:
    """ES6."""
    beside = then(an_alarm(), 200, HelpArrived(by=ANA))

    assert (beside.state, beside.time_zero, beside.due_at) == (
        State.HELP_ON_THE_WAY,
        None,
        at(500),
    )


def test_calling_again_beside_them_keeps_the_watch_awake() -> None:
    """ES6, I1."""
    beside = then(help_coming(), 400, HelpArrived(by=ANA))
    more = then(beside, 410, HelpDecided(by=ANA, help=Help.COMMUNITY), REACHED)

    assert more.beside
    assert more.clocks.get(Clock.END) == at(700)


def test_a_cry_from_beside_them_is_an_alarm_again() -> None:
    """WA5, ES6."""
    beside = then(help_coming(), 400, HelpArrived(by=ANA))
    cry = then(beside, 410, HelpAsked())

    assert (cry.state, cry.beside, cry.call_again) == (State.ALARM, False, True)


@pytest.mark.parametrize("event", [HelpArrived(by=BEN), StillWaiting(by=BEN), STOOD_DOWN])
def test_only_who_holds_the_watch_says_so(event: HelpArrived | StillWaiting) -> None:
    """ES6."""
    watch = replace(help_coming(), holder=7)

    with pytest.raises(NotYours):
        decide(watch, 300, event)


def test_who_wakes_is_told_at_once_that_help_is_coming() -> None:
    """ES6."""
    decision = decide(help_coming(), 200, SPOKEN)

    assert what(decision) == {Owe.ANSWER_CALLER}
    assert (decision.watch.state, decision.watch.awake) == (State.HELP_ON_THE_WAY, True)


def test_a_tap_with_the_word_wakes_them_too_and_without_it_does_not() -> None:
    """WA6, ES6."""
    coming = help_coming()

    assert then(coming, 200, tap(coming)) == coming
    assert then(coming, 200, tap(coming, with_word=True)).awake


def test_who_answers_again_is_not_told_again() -> None:
    """ES6."""
    decision = decide(awake(), 250, SPOKEN)

    assert what(decision) == set()
    assert decision.watch.clocks.get(Clock.CHECK_IN) == at(370)


def test_waking_while_911_is_being_dialled_does_not_call_it_off() -> None:
    """ES6."""
    woke = awake(then(an_alarm(), 190, CALL_911))

    assert (woke.state, woke.awake, woke.decided is not None) == (
        State.HELP_ON_THE_WAY,
        True,
        True,
    )
    assert Clock.RUNG not in woke.clocks


def test_waking_after_a_call_nobody_confirmed_does_not_call_it_off() -> None:
    """ES6."""
    vanished = then(an_alarm(), 190, CALL_911, ConsoleLost(operator=ANA.id))
    woke = awake(replace(vanished, holder=ANA.id))

    assert woke.state is State.HELP_ON_THE_WAY


def test_waking_while_a_contact_is_dialled_is_all_clear() -> None:
    """ES5, ES8."""
    decision = decide(then(an_alarm(), 190, CALL_JO), 200, SPOKEN)

    assert decision.watch.state is State.LISTENING
    assert what(decision) == {Owe.STAND_DOWN}


def test_reaching_911_after_they_woke_leaves_their_check_in() -> None:
    """ES6."""
    reached = then(awake(then(an_alarm(), 190, CALL_911)), 210, REACHED)

    assert reached.awake
    assert reached.clocks.get(Clock.CHECK_IN) == at(320)


def test_quiet_again_with_help_coming_they_are_asked_and_help_is_called_again() -> None:
    """ES6."""
    decision = decide(awake(), 320, TimePassed())

    assert {Owe.RING_HOLDER, Owe.ASK_CALLER} <= what(decision)
    assert (decision.watch.awake, decision.watch.call_again) == (False, True)
    assert decision.watch.state is State.HELP_ON_THE_WAY


def test_quiet_again_on_a_call_no_text_is_sent() -> None:
    """PL3, ES6."""
    on_the_phone = awake(help_coming(a_watch(channel=Channel.VOICE)))

    assert Owe.ASK_CALLER not in what(decide(on_the_phone, 320, TimePassed()))


def test_quiet_again_with_nobody_coming_is_an_alarm() -> None:
    """ES6, I3."""
    woke = awake(then(an_alarm(), 190, CALL_911))
    alone = then(woke, 210, HelpNotReached(by=ANA))

    assert alone.call_again
    assert quiet(alone, 320).state is State.ALARM


def test_answering_with_nobody_coming_is_all_clear() -> None:
    """ES6."""
    woke = awake(then(an_alarm(), 190, CALL_911))
    alone = then(woke, 210, HelpNotReached(by=ANA), SPOKEN)

    assert alone.state is State.LISTENING


def test_help_is_called_off_on_a_fresh_answer_and_everyone_is_told() -> None:
    """ES8."""
    decision = decide(awake(), 210, STOOD_DOWN)

    assert (decision.watch.state, what(decision)) == (State.LISTENING, {Owe.STAND_DOWN})
    assert decision.watch.tried[-1].outcome == "stood_down"


def test_calling_it_off_is_not_an_answer() -> None:
    """WA8, ES8."""
    off = then(awake(), 320, STOOD_DOWN)

    assert off.last_answer_at == at(200)
    assert off.clocks.get(Clock.CHECK_IN) == at(320)


def test_help_is_not_called_off_without_an_answer() -> None:
    """ES6, ES8."""
    for watch in (help_coming(), quiet(awake(), 330)):
        with pytest.raises(NeedsMoreProof):
            decide(watch, 330, STOOD_DOWN)


def test_an_answer_of_long_ago_calls_nothing_off() -> None:
    """ES8."""
    with pytest.raises(NeedsMoreProof):
        decide(awake(), 321, STOOD_DOWN)


def test_an_alarm_ends_what_they_said_when_they_woke() -> None:
    """ES6, ES8."""
    alarm = then(awake(), 210, SomethingWrong(by=ANA))

    assert not alarm.awake
    assert not then(alarm, 220, CALL_911, REACHED).awake


def test_called_off_nobody_is_asked_who_is_beside_them() -> None:
    """ES6, ES8."""
    asked = then(quiet(help_coming(), 310), 310, SPOKEN)

    assert (asked.ask_beside, then(asked, 320, STOOD_DOWN).ask_beside) == (True, False)


def test_help_called_off_is_not_coming_in_the_next_alarm() -> None:
    """ES6, ES8."""
    off = then(awake(), 210, STOOD_DOWN)
    alarm = quiet(off, 210 + 240)

    assert (alarm.state, alarm.coming) == (State.ALARM, False)
    assert then(alarm, 450, SPOKEN).state is State.LISTENING


@pytest.mark.parametrize("channel", Channel)
def test_delivered_is_not_answered(channel: Channel) -> None:
    """ES7."""
    watch = quiet(a_watch(channel=channel), 130)

    assert quiet(watch, DECIDE_AT).last_answer_at == at(0)
