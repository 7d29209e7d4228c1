"""Somebody the caller chose: accepting is not arriving."""

import pytest

from stillhere.care.refused import DoesNotFit, OutOfRange
from stillhere.care.watch_events import (
    CannotFindThem,
    ConsoleLost,
    ContactSaidYes,
    HelpDecided,
    HelpNotReached,
    HelpReached,
    TimePassed,
)
from stillhere.care.watch_state import Clock, Owe, State
from tests.care.watching import (
    ANA,
    CALL_911,
    CALL_JO,
    DECIDE_AT,
    REACHED,
    SAM,
    an_alarm,
    at,
    decide,
    help_coming,
    jo_coming,
    owed_while_quiet,
    quiet,
    then,
    what,
)

IN_FOUR = ContactSaidYes(by=ANA, minutes=4)


def test_a_contact_has_three_minutes_from_the_first_dial() -> None:
    """ES5."""
    calling = then(an_alarm(), 200, CALL_JO)
    late = quiet(calling, 380)

    assert calling.clocks.get(Clock.CONTACT) == at(380)
    assert (380, Owe.RING_EVERYONE) in owed_while_quiet(calling, 380)
    assert (late.decided, late.tried[-1].outcome) == (None, "not_reached")


def test_dialling_them_again_gives_no_more_time() -> None:
    """ES5."""
    again = then(quiet(then(an_alarm(), 200, CALL_JO), 260), 300, CALL_JO)

    assert again.clocks.get(Clock.CONTACT) == at(380)


def test_after_their_time_the_ladder_goes_on() -> None:
    """ES5, I3."""
    calling = then(an_alarm(), 200, CALL_JO)

    assert owed_while_quiet(calling, 500)[-2:] == [
        (420, Owe.RING_EVERYONE),
        (480, Owe.RING_EVERYONE),
    ]


def test_near_we_wait_for_them() -> None:
    """ES5."""
    coming = jo_coming(minutes=5)

    assert (coming.state, coming.tried[-1].outcome) == (State.HELP_ON_THE_WAY, "coming")
    assert coming.clocks.get(Clock.CONTACT) == at(DECIDE_AT + 300)


def test_far_the_next_rung_goes_ahead() -> None:
    """ES5."""
    far = jo_coming(minutes=6)

    assert (far.state, far.decided, far.tried[-1].outcome) == (State.ALARM, None, "far")
    assert (240, Owe.RING_SUPERVISOR) in owed_while_quiet(far, 240)


def test_not_there_by_then_is_an_alarm() -> None:
    """ES5."""
    coming = jo_coming(minutes=4)
    decision = decide(quiet(coming, 419), 420, TimePassed())

    assert decision.watch.state is State.ALARM
    assert Owe.RING_EVERYONE in what(decision)
    assert (decision.watch.tried[-1].outcome, decision.watch.tried[-1].helper) == ("not_there", 0)
    assert not decision.watch.coming


def test_while_somebody_calls_911_a_late_contact_rings_only_them() -> None:
    """ES2, ES5."""
    calling = then(jo_coming(minutes=4), 400, CALL_911)
    decision = decide(calling, 420, TimePassed())

    assert (decision.watch.state, decision.watch.decided) == (State.ALARM, calling.decided)
    assert what(decision) == {Owe.RING_HOLDER, Owe.ASK_CALLER}


def test_calling_911_as_well_leaves_a_contact_their_arrival() -> None:
    """ES5."""
    both = then(jo_coming(minutes=4), 200, CALL_911, HelpNotReached(by=ANA))

    assert both.clocks.get(Clock.CONTACT) == at(DECIDE_AT + 240)
    assert quiet(both, 420).state is State.ALARM


def test_with_911_coming_a_late_contact_is_only_told() -> None:
    """ES5, ES6."""
    both = then(help_coming(), 200, CALL_JO, ContactSaidYes(by=ANA, minutes=1))
    decision = decide(both, 260, TimePassed())

    assert decision.watch.state is State.HELP_ON_THE_WAY
    assert what(decision) == {Owe.RING_HOLDER}


def test_911_of_an_earlier_alarm_is_not_coming_any_more() -> None:
    """ES5, ES6."""
    from_before = help_coming()
    alarm = then(from_before, 300, CannotFindThem(by=ANA, got_in=False))
    coming = then(alarm, 310, CALL_JO, ContactSaidYes(by=ANA, minutes=1))

    assert quiet(coming, 370).state is State.ALARM


def test_a_contact_who_does_not_answer_beside_help_rings_the_holder() -> None:
    """ES5."""
    both = then(help_coming(), 200, CALL_JO)
    decision = decide(quiet(both, 379), 380, TimePassed())

    assert (decision.watch.state, decision.watch.call_again) == (State.HELP_ON_THE_WAY, True)
    assert what(decision) == {Owe.RING_HOLDER}


def test_a_contact_says_minutes_and_911_says_none() -> None:
    """ES5."""
    with pytest.raises(DoesNotFit):
        decide(then(an_alarm(), 200, CALL_JO), 210, REACHED)
    with pytest.raises(DoesNotFit):
        decide(then(an_alarm(), 200, CALL_911), 210, IN_FOUR)


@pytest.mark.parametrize("minutes", [-1, 1441, 10**9])
def test_nobody_comes_in_impossible_minutes(minutes: int) -> None:
    """ES5."""
    with pytest.raises(OutOfRange):
        decide(then(an_alarm(), 200, CALL_JO), 210, ContactSaidYes(by=ANA, minutes=minutes))


def test_accepting_is_not_confirmed_either() -> None:
    """ES5, ES6."""
    assert jo_coming().clocks.get(Clock.CONFIRM) == at(DECIDE_AT + 600)


def test_a_contacts_call_ends_with_whoever_made_it() -> None:
    """ES2, ES5."""
    gone = then(an_alarm(), 200, CALL_JO, ConsoleLost(operator=ANA.id))

    assert Clock.CONTACT not in gone.clocks
    assert (gone.tried[-1].help, gone.tried[-1].outcome) == (CALL_JO.help, "unknown")


def test_going_on_from_a_contact_to_911_leaves_it_written() -> None:
    """ES1, ES4."""
    moved_on = then(then(an_alarm(), 200, CALL_JO), 210, CALL_911)

    assert [(t.help, t.outcome) for t in moved_on.tried] == [(CALL_JO.help, "unknown")]
    assert Clock.CONTACT not in moved_on.clocks


def test_the_supervisor_may_say_for_who_calls() -> None:
    coming = then(an_alarm(), 200, CALL_911, HelpReached(by=SAM))

    assert coming.tried[-1].by == ANA.id


def test_in_two_places_at_once() -> None:
    """ES1."""
    third = HelpDecided(by=ANA, help=CALL_911.help)
    both = then(jo_coming(), 200, third, REACHED)

    assert [(t.help, t.outcome) for t in both.tried] == [
        (CALL_JO.help, "coming"),
        (third.help, "reached"),
    ]
