"""A call: who is first has them, no dropped line is an end, the same operator again."""

from dataclasses import replace
from typing import get_args

import pytest

from stillhere.care import call_events as happened
from stillhere.care import contact_events
from stillhere.care.call import TRANSITIONS, CallIsOver, impossible
from stillhere.care.call_state import Owe, Role, Standing, State
from stillhere.care.call_wanted import follow, wanted
from stillhere.care.watch_events import Left
from tests.care.calling import (
    ANA,
    BEN,
    CALLERS_LEG,
    all_placed,
    at,
    decide,
    dropped,
    drops,
    of,
    offered,
    owes,
    picks_up,
    rings_in,
    standings,
    talking,
    then,
)
from tests.care.contacting import begun
from tests.care.contacting import then as then_contact

EMERGENCY = happened.ThirdRung(role=Role.EMERGENCY)
OVER = happened.Over()


def test_every_state_of_a_call_meets_every_event() -> None:
    assert set(TRANSITIONS) == {
        (state, event) for state in State for event in get_args(happened.Event)
    }


def test_after_the_end_only_the_legs_still_say_how_they_went() -> None:
    over = then(talking(), 60, OVER)
    heard = {event for state, event in TRANSITIONS if TRANSITIONS[state, event] is not impossible}

    assert heard == set(get_args(happened.Event))
    with pytest.raises(CallIsOver):
        decide(over, 61, happened.RingBackDue())
    assert then(over, 61, happened.LegEnded(key=CALLERS_LEG)).state is State.ENDED


def test_who_rings_is_picked_up_and_hears_that_the_line_lives() -> None:
    """CO3, CO4: nobody listens to a dead line while they wait."""
    call = rings_in()

    assert call.state is State.WAITING
    assert wanted(call).in_room == {CALLERS_LEG}
    assert wanted(call).tone


def test_the_first_who_picks_up_has_them_and_the_others_stop_ringing() -> None:
    """CO1."""
    first = picks_up(offered(ANA.id, BEN.id), BEN.id, 5)

    assert owes(first) == [(Owe.TAKE, BEN.id)]
    assert first.call.state is State.TALKING
    assert standings(first.call) == [(ANA.id, Standing.LEAVING), (BEN.id, Standing.UP)]


def test_who_picks_up_a_moment_later_is_not_put_through() -> None:
    """CO1: two voices at once would frighten anybody."""
    call = offered(ANA.id, BEN.id)
    second = happened.LegAnswered(key=of(call, ANA.id).key)
    late = decide(picks_up(call, BEN.id, 5).call, 5, second)

    assert late.owed == ()
    assert late.call.operator == BEN.id
    assert wanted(late.call).in_room == {CALLERS_LEG, of(late.call, BEN.id).key}


def test_whoever_has_them_keeps_them_though_another_phone_was_never_stopped() -> None:
    """CO1, also where what was written down went half astray."""
    call = replace(offered(ANA.id, BEN.id), operator=BEN.id)
    late = picks_up(call, ANA.id, 5)

    assert late.owed == ()
    assert late.call.operator == BEN.id
    assert standings(late.call)[0] == (ANA.id, Standing.LEAVING)


def test_an_ordinary_phone_that_is_picked_up_is_no_person_yet() -> None:
    """CO5: a voicemail hears nobody, and nobody hears it."""
    up = picks_up(offered(ANA.id, on_phones=[ANA.id]), ANA.id, 5)
    proved = decide(up.call, 8, happened.LegProved(key=of(up.call, ANA.id).key))

    assert (up.owed, up.call.state) == ((), State.OFFERED)
    assert wanted(up.call).in_room == {CALLERS_LEG}
    assert [leg.asks_key for leg in wanted(up.call).legs] == [False, True]
    assert owes(proved) == [(Owe.TAKE, ANA.id)]
    assert len(wanted(proved.call).in_room) == 2


def test_a_phone_that_only_rings_proves_nothing() -> None:
    """CO5."""
    call = offered(ANA.id, on_phones=[ANA.id])

    assert then(call, 5, happened.LegProved(key=of(call, ANA.id).key)) == call


def test_who_takes_at_the_console_is_rung_and_nobody_else() -> None:
    taken = then(offered(BEN.id), 4, happened.Taken(by=ANA.id))

    assert standings(taken) == [(BEN.id, Standing.LEAVING), (ANA.id, Standing.OWED)]
    assert picks_up(taken, ANA.id, 6).owed == ()


def test_who_did_not_pick_up_is_not_rung_at_once_again() -> None:
    """CO4: one phone that is always busy harms nobody else."""
    call = offered(ANA.id)
    busy = then(call, 5, happened.LegEnded(key=of(call, ANA.id).key))
    again = happened.Offered(to=(ANA.id,))

    assert standings(then(busy, 20, again)) == standings(busy)
    assert standings(then(busy, 25, again))[-1] == (ANA.id, Standing.OWED)
    assert standings(then(busy, -30, again))[-1] == (ANA.id, Standing.OWED)


def test_a_line_that_goes_is_dropped_whoever_hung_up() -> None:
    """CO9, PL4: no cause code says that somebody is safe."""
    call = talking()
    gone = drops(call, 60)

    assert gone.call.state is State.DROPPED
    assert gone.call.dropped_at == at(60)
    assert owes(gone) == [(Owe.LEFT, None)]
    assert then(gone.call, 61, happened.LegEnded(key=CALLERS_LEG)) == gone.call


def test_the_operator_stays_and_is_told_by_a_tone() -> None:
    """CO9: nobody is put out of the room because the other line went."""
    call = dropped()

    assert wanted(call).in_room == {of(call, ANA.id).key}
    assert wanted(call).tone


def test_they_are_rung_back_and_are_with_the_same_operator() -> None:
    """CO9, CO10."""
    back = all_placed(then(dropped(), 61, happened.RingBackDue()), 61)
    (leg,) = back.alive(Role.CALLER)
    again = decide(back, 66, happened.LegAnswered(key=leg.key))

    assert again.owed == ()
    assert (again.call.state, again.call.operator) == (State.TALKING, ANA.id)
    assert again.call.dropped_at is None
    assert wanted(again.call).in_room == {leg.key, of(again.call, ANA.id).key}


def test_they_are_rung_back_once_at_a_time() -> None:
    """ES7."""
    back = then(dropped(), 61, happened.RingBackDue())

    assert then(back, 62, happened.RingBackDue()) == back
    assert then(talking(), 62, happened.RingBackDue()) == talking()


def test_nobody_picking_up_is_counted_and_ends_nothing() -> None:
    """CO9: the watch asks again; the line stays dropped."""
    back = all_placed(then(dropped(), 61, happened.RingBackDue()), 61)
    (leg,) = back.alive(Role.CALLER)
    missed = decide(back, 91, happened.LegEnded(key=leg.key))

    assert (missed.owed, missed.call.state) == ((), State.DROPPED)
    assert (missed.call.rung_back, missed.call.dropped_at) == (1, at(60))


def test_their_ringing_in_beats_our_ringing_out() -> None:
    """CO9."""
    back = all_placed(then(dropped(), 61, happened.RingBackDue()), 61)
    stopped = then(back, 63, happened.RangIn())

    assert back.legs[-1].key in wanted(stopped).hung_up
    assert of(back, ANA.id).key in wanted(stopped).hung_up, "their phone is wanted elsewhere"
    assert then(talking(), 63, happened.RangIn()) == talking()


def test_what_never_left_is_simply_not_rung() -> None:
    stopped = then(then(dropped(), 61, happened.RingBackDue()), 61, happened.RangIn())

    assert stopped.legs[-1].standing is Standing.GONE
    assert stopped.legs[-1].key not in wanted(stopped).hung_up


def test_an_operators_phone_that_goes_rings_again_and_the_caller_stays() -> None:
    """WA11: a call in progress is not cut."""
    call = talking()
    alone = then(call, 60, happened.LegEnded(key=of(call, ANA.id).key))
    soon = then(alone, 62, happened.Taken(by=ANA.id))
    again = then(alone, 63, happened.Taken(by=ANA.id))

    assert (alone.state, alone.operator) == (State.WAITING, ANA.id)
    assert wanted(alone).tone
    assert soon == alone
    assert standings(again)[-1] == (ANA.id, Standing.OWED)


def test_without_the_caller_no_operators_phone_rings() -> None:
    call = dropped()
    gone = then(call, 61, happened.LegEnded(key=of(call, ANA.id).key))

    assert then(gone, 70, happened.Taken(by=ANA.id)) == gone


def test_handed_on_the_caller_stays_and_others_ring() -> None:
    """CO12."""
    on = then(talking(), 60, happened.Offered(to=(BEN.id,)))

    assert (on.operator, on.state) == (None, State.OFFERED)
    assert standings(on) == [(ANA.id, Standing.LEAVING), (BEN.id, Standing.OWED)]
    assert wanted(on).in_room == {CALLERS_LEG}


def test_phones_that_ring_already_go_on_ringing() -> None:
    """CO1: the next device rings as well."""
    more = then(offered(ANA.id), 10, happened.Offered(to=(ANA.id, BEN.id)))

    assert standings(more) == [(ANA.id, Standing.PLACED), (BEN.id, Standing.OWED)]
    assert then(talking(), 10, happened.Taken(by=ANA.id)) == talking()


def test_what_was_said_to_them_once_is_not_said_again() -> None:
    told = then(rings_in(), 20, happened.ToldAloud(notice=7))

    assert then(told, 21, happened.ToldAloud(notice=5)).told == 7


def test_the_end_hangs_up_every_leg_and_drops_nobody() -> None:
    """WA15."""
    over = decide(all_placed(then(talking(), 60, EMERGENCY), 60), 70, OVER)

    assert (over.owed, over.call.state) == ((), State.ENDED)
    assert len(wanted(over.call).hung_up) == 3
    assert wanted(over.call).legs == ()
    gone = decide(over.call, 71, happened.LegEnded(key=CALLERS_LEG))
    assert gone.owed == ()


def test_what_is_answered_after_the_end_is_hung_up_all_the_same() -> None:
    over = then(offered(ANA.id), 70, OVER)
    key = over.legs[-1].key

    assert then(over, 71, happened.LegAnswered(key=key)) == over
    assert key in wanted(over).hung_up


def test_news_of_a_leg_that_is_nobodys_changes_nothing() -> None:
    for event in (happened.LegPlaced, happened.LegAnswered, happened.LegProved):
        assert then(talking(), 60, event(key="nobody")) == talking()


def test_a_call_follows_its_contact() -> None:
    """CO1: the rules of the contact say whose phone rings."""
    contact = begun(free=(1, 2)).contact
    event = follow(rings_in(), contact, on_phones=frozenset({1, 9}), now=at(2))
    assert event == happened.Offered(to=(1,), on_phones=frozenset({1}))

    assert follow(then(rings_in(), 2, event), contact, now=at(3)) is None


def test_a_call_follows_whoever_took_the_contact() -> None:
    contact = then_contact(begun(free=(1,)).contact, 3, contact_events.Taken(by=ANA))
    event = follow(offered(BEN.id), contact, now=at(4))
    assert event == happened.Taken(by=ANA.id)

    assert follow(then(offered(BEN.id), 4, event), contact, now=at(5)) is None


def test_a_contact_that_ended_ends_its_call_once() -> None:
    ended = then_contact(begun().contact, 3, contact_events.CallerLeft(how=Left.HUNG_UP))

    assert follow(talking(), ended, now=at(4)) == OVER
    assert follow(then(talking(), 4, OVER), ended, now=at(5)) is None


def test_without_the_caller_the_consoles_ring_and_no_phone() -> None:
    """CO4: who asked to be rung back is on no line."""
    contact = begun(free=(1, 2)).contact
    call = drops(offered(1), 5).call

    assert follow(call, contact, now=at(6)) == happened.Offered(to=())


def test_a_caller_who_was_taken_for_gone_is_a_caller() -> None:
    """CO4, CO9: it was seen badly, or their phone rang late."""
    found = then(dropped(), 61, happened.LegFound(key=CALLERS_LEG))
    up = then(found, 61, happened.LegAnswered(key=CALLERS_LEG))

    assert up.state is State.TALKING
    assert then(up, 62, happened.LegFound(key=CALLERS_LEG)) == up


def test_any_other_leg_that_turns_up_late_is_hung_up() -> None:
    call = offered(ANA.id)
    key = of(call, ANA.id).key
    late = then(then(call, 9, happened.LegEnded(key=key)), 15, happened.LegFound(key=key))
    over = then(then(dropped(), 61, OVER), 62, happened.LegFound(key=CALLERS_LEG))

    assert wanted(late).hung_up == {key}
    assert CALLERS_LEG in wanted(over).hung_up
