"""Beside the caller and the operator: a third person without hold, silence, a bad line."""

import pytest

from stillhere.care import call_events as happened
from stillhere.care import contact_events
from stillhere.care.call_state import Owe, Role, Standing, State
from stillhere.care.call_wanted import follow, wanted
from stillhere.care.refused import DoesNotFit
from tests.care.calling import (
    ANA,
    BEN,
    CALLERS_LEG,
    all_placed,
    at,
    decide,
    drops,
    of,
    owes,
    talking,
    then,
)
from tests.care.contacting import begun
from tests.care.contacting import then as then_contact

EMERGENCY = happened.ThirdRung(role=Role.EMERGENCY)


def test_911_is_a_third_leg_and_nobody_is_put_on_hold() -> None:
    """ES3, ES4."""
    rung = decide(talking(), 60, EMERGENCY)
    leg = rung.call.legs[-1]
    up = decide(all_placed(rung.call, 60), 64, happened.LegAnswered(key=leg.key))

    assert [each.what for each in rung.owed] == [Owe.HELP_RINGS]
    assert wanted(rung.call).in_room == wanted(talking()).in_room
    assert [each.what for each in up.owed] == [Owe.HELP_ANSWERED]
    assert len(wanted(up.call).in_room) == 3
    assert up.call.state is State.TALKING


def test_911_is_rung_once_however_often_it_is_asked() -> None:
    """ES2."""
    rung = then(talking(), 60, EMERGENCY)

    assert then(rung, 61, EMERGENCY) == rung


def test_a_third_person_who_hangs_up_ends_nobody_elses_call() -> None:
    """ES3."""
    rung = all_placed(then(talking(), 60, EMERGENCY), 60)
    gone = decide(rung, 70, happened.LegEnded(key=rung.legs[-1].key))

    assert [each.what for each in gone.owed] == [Owe.HELP_HUNG_UP]
    assert gone.call.state is State.TALKING


def test_an_interpreter_is_a_third_leg_and_no_help() -> None:
    """CO13."""
    rung = decide(talking(), 60, happened.ThirdRung(role=Role.INTERPRETER))
    placed = all_placed(rung.call, 60)
    up = decide(placed, 62, happened.LegAnswered(key=placed.legs[-1].key))
    gone = decide(up.call, 90, happened.LegEnded(key=placed.legs[-1].key))

    assert (rung.owed, up.owed, gone.owed) == ((), (), ())
    assert len(wanted(up.call).in_room) == 3


def test_only_a_third_person_is_let_go_and_nobody_hangs_up_on_the_caller() -> None:
    """CO4."""
    rung = all_placed(then(talking(), 60, EMERGENCY), 60)

    with pytest.raises(DoesNotFit):
        decide(rung, 70, happened.ThirdLetGo(key=CALLERS_LEG))
    with pytest.raises(DoesNotFit):
        decide(rung, 70, happened.ThirdRung(role=Role.CALLER))
    let_go = then(rung, 70, happened.ThirdLetGo(key=rung.legs[-1].key))
    assert wanted(let_go).hung_up == {rung.legs[-1].key}


def test_who_speaks_with_911_is_not_cut_off_by_the_caller_ringing_in() -> None:
    """ES2, CO9."""
    rung = all_placed(then(talking(), 55, EMERGENCY), 55)
    back = then(drops(rung, 60).call, 61, happened.RingBackDue())
    stopped = then(back, 63, happened.RangIn())

    assert of(stopped, ANA.id).standing is Standing.UP
    assert stopped.alive(Role.CALLER) == ()


def test_quiet_is_counted_from_when_they_were_last_heard() -> None:
    """WA9."""
    quiet = then(talking(), 70, happened.WentQuiet(since=at(62)))
    later = then(quiet, 80, happened.WentQuiet(since=at(75)))

    assert later.quiet_since == at(62)
    assert then(later, 90, happened.WasHeard()).quiet_since is None
    assert then(talking(), 70, happened.WentQuiet(since=at(99))).quiet_since == at(70)


def test_a_bad_line_is_neither_silence_nor_an_answer() -> None:
    """WA9."""
    quiet = then(talking(), 70, happened.WentQuiet(since=at(62)))
    bad = then(quiet, 80, happened.LineWentBad(since=at(78)))

    assert (bad.quiet_since, bad.bad_since) == (None, at(78))
    assert then(bad, 85, happened.WentQuiet(since=at(84))).quiet_since is None
    assert then(bad, 85, happened.LineWentBad(since=at(84))).bad_since == at(78)
    assert then(bad, 90, happened.LineCleared()).bad_since is None


def test_a_silence_that_lasts_is_told_to_the_watch_once() -> None:
    """WA9."""
    contact = then_contact(begun().contact, 3, contact_events.Taken(by=ANA))
    quiet = then(talking(), 70, happened.WentQuiet(since=at(60)))
    assert follow(quiet, contact, now=at(119)) is None
    assert follow(quiet, contact, now=at(120)) == happened.SilenceLasted()

    told = decide(quiet, 120, happened.SilenceLasted())
    assert owes(told) == [(Owe.SILENT, None)]
    assert follow(told.call, contact, now=at(200)) is None
    assert decide(told.call, 121, happened.SilenceLasted()).owed == ()
    anew = then(then(told.call, 200, happened.WasHeard()), 205, happened.WentQuiet(since=at(201)))
    assert follow(anew, contact, now=at(261)) == happened.SilenceLasted()


def test_an_operator_mutes_themself_and_nobody_else() -> None:
    call = then(talking(), 60, happened.Muted(by=ANA.id, muted=True))

    assert [leg.muted for leg in wanted(call).legs] == [False, True]
    assert then(call, 61, happened.Muted(by=BEN.id, muted=True)) == call
