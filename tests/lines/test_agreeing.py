"""Making the telephone agree: from whatever is there, and nobody on the line is lost by it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillhere.care import call_events as happened
from stillhere.care.call import begin, decide
from stillhere.care.call_state import Call, Leg, Role, Standing, State
from stillhere.care.call_wanted import Wanted, wanted
from stillhere.lines.agreeing import NOT_SEEN, agree, notice, strangers
from stillhere.lines.voice import (
    Act,
    AskKey,
    HangUp,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Say,
    Seen,
    SeenLeg,
    Tone,
)
from tests.care.calling import ANA, CALLERS_LEG, ROOM, at, dropped, of, offered, rings_in, talking
from tests.care.calling import then as later

ROUNDS: Final = 6
"""More than it ever takes: placed, picked up, listened to, joined, and then the tone."""


def after(act: Act, seen: Seen) -> Seen:
    """A telephone that does at once what it is told; who is rung picks up."""
    match act:
        case Tone(room=room, plays=plays):
            return replace(seen, tones=seen.tones | {room} if plays else seen.tones - {room})
        case AskKey(key=key):
            return replace(seen, asked=seen.asked | {key})
        case HangUp(key=key):
            legs = {each: leg for each, leg in seen.legs.items() if each != key}
        case Place(key=key):
            legs = {**seen.legs, key: SeenLeg(key=key, up=True)}
        case Say():
            raise AssertionError(act)
        case _:
            legs = {**seen.legs, act.key: _leg_after(act, seen.legs[act.key])}
    empty = seen.tones - {each.room for each in legs.values()}
    return replace(seen, legs=legs, tones=seen.tones - empty)


def _leg_after(act: PickUp | Join | Part | Mute | Listen, leg: SeenLeg) -> SeenLeg:
    match act:
        case PickUp():
            return replace(leg, up=True)
        case Join(room=room):
            return replace(leg, room=room)
        case Part():
            return replace(leg, room=None)
        case Mute(muted=muted):
            return replace(leg, muted=muted)
        case Listen():
            return replace(leg, listens=True, quiet_since=at(0))


def made_to_agree(call: Call, seen: Seen) -> tuple[Call, Seen, list[Act]]:
    """As `answer` does it: look, write down what happened, do what is missing, look again."""
    done: list[Act] = []
    for _ in range(ROUNDS):
        for event in notice(call, seen, at(100)):
            call = decide(call, event, at(100)).call
        acts = agree(wanted(call), seen)
        done += acts
        for act in acts:
            seen = after(act, seen)
    return call, seen, done


def as_wanted(want: Wanted, seen: Seen) -> bool:
    in_room = {key for key, each in seen.legs.items() if each.room == want.room}
    up = {leg.key: leg for leg in want.legs if seen.legs[leg.key].up}
    mutes = all(seen.legs[key].muted is leg.muted for key, leg in up.items())
    gone = not want.hung_up & set(seen.legs)
    return in_room == want.in_room and gone and mutes and (want.room in seen.tones) is want.tone


SEEN_LEGS: Final = st.builds(
    SeenLeg,
    key=st.just(""),
    up=st.booleans(),
    room=st.sampled_from([None, ROOM, "call-of-somebody-else"]),
    muted=st.booleans(),
    listens=st.booleans(),
)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Any legs, in any standing, as the rules would have left them or not."""
    legs = [Leg(key=CALLERS_LEG, role=Role.CALLER, standing=draw(STANDINGS), since=at(0))]
    for number in range(1, draw(st.integers(1, 4))):
        leg = Leg(
            key=f"{ROOM}-{number}",
            role=draw(st.sampled_from([Role.OPERATOR, Role.CALLER, Role.EMERGENCY])),
            who=draw(st.sampled_from([1, 2])),
            standing=draw(RINGS_OUT),
            since=at(0),
            proof_owed=draw(st.booleans()),
            muted=draw(st.booleans()),
        )
        legs.append(leg)
    return Call(state=State.WAITING, room=ROOM, legs=tuple(legs), operator=draw(WHOSE))


STANDINGS: Final = st.sampled_from(Standing)
RINGS_OUT: Final = STANDINGS.filter(lambda each: each is not Standing.COMING)
WHOSE: Final = st.sampled_from([None, 1, 2])


@st.composite
def seen_of(draw: st.DrawFn, call: Call) -> Seen:
    """Of each leg anything, or nothing; and somebody who is none of this call's."""
    legs = {}
    for leg in call.legs:
        if draw(st.booleans()):
            legs[leg.key] = _possible(leg, draw(SEEN_LEGS))
    legs["1764590400.9"] = SeenLeg(key="1764590400.9", inbound=True)
    tones = draw(st.sampled_from([frozenset(), frozenset({ROOM})]))
    return Seen(legs=legs, tones=tones & {each.room for each in legs.values()})


def _possible(leg: Leg, there: SeenLeg) -> SeenLeg:
    """A line that was up does not ring again; one that rings us may have been picked up late."""
    theirs = leg.key == CALLERS_LEG
    up = there.up or (leg.standing is Standing.UP and not theirs)
    return replace(there, key=leg.key, inbound=theirs, up=up)


@st.composite
def moments(draw: st.DrawFn) -> tuple[Call, Seen]:
    call = draw(calls())
    return call, draw(seen_of(call))


ANY: Final = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of ours
)


@ANY
@given(moments())
def test_from_anything_that_is_seen_it_comes_to_what_is_wanted(moment: tuple[Call, Seen]) -> None:
    call, seen, _ = made_to_agree(*moment)

    assert agree(wanted(call), seen) == ()
    assert as_wanted(wanted(call), seen)


@ANY
@given(moments())
def test_nobody_who_is_on_the_line_is_hung_up_by_it(moment: tuple[Call, Seen]) -> None:
    """CO4: what is to be hung up was let go by the rules, and by nothing else."""
    call, seen = moment
    gone = (Standing.LEAVING, Standing.GONE)
    _, _, done = made_to_agree(call, seen)

    theirs = {x.key for x in call.legs if x.role is Role.CALLER and x.standing not in gone}
    assert theirs.isdisjoint(act.key for act in done if isinstance(act, HangUp))


@ANY
@given(moments())
def test_whoever_no_call_knows_is_left_alone(moment: tuple[Call, Seen]) -> None:
    """They may be a caller who rings at this moment."""
    _, seen, _ = made_to_agree(*moment)

    assert seen.legs["1764590400.9"] == SeenLeg(key="1764590400.9", inbound=True)


@ANY
@given(moments())
def test_to_look_twice_changes_nothing(moment: tuple[Call, Seen]) -> None:
    call, seen, _ = made_to_agree(*moment)

    assert made_to_agree(call, seen) == (call, seen, [])


def test_they_hear_each_other_once_both_are_there() -> None:
    call = talking()
    key = of(call, ANA.id).key
    seen = Seen(legs={each: SeenLeg(key=each, up=True) for each in (CALLERS_LEG, key)})

    assert agree(wanted(call), seen) == (
        Listen(key=CALLERS_LEG),
        Join(key=CALLERS_LEG, room=ROOM),
        Join(key=key, room=ROOM),
    )


def test_a_line_that_went_while_nobody_looked_has_dropped() -> None:
    """CO9: events are lost while `answer` is away; the empty place is seen."""
    call = talking()
    key = of(call, ANA.id).key
    seen = Seen(legs={key: SeenLeg(key=key, up=True, room=ROOM)})

    assert notice(call, seen, at(70)) == (happened.LegEnded(key=CALLERS_LEG),)


def test_an_exchange_that_restarted_has_dropped_everybody() -> None:
    """CO9: the list of who must be rung back is ours."""
    assert len(notice(talking(), Seen(), at(70))) == 2


def test_what_was_placed_a_moment_ago_is_waited_for() -> None:
    call = offered(ANA.id)
    placed = of(call, ANA.id)
    seen = Seen(legs={CALLERS_LEG: SeenLeg(key=CALLERS_LEG, up=True)})
    soon = placed.since + NOT_SEEN

    assert notice(call, seen, soon) == ()
    assert notice(call, seen, soon + timedelta(seconds=1)) == (happened.LegEnded(key=placed.key),)
    assert notice(call, replace(seen, ended=frozenset({placed.key})), soon) == (
        happened.LegEnded(key=placed.key),
    )


def test_what_ended_before_it_was_seen_is_not_rung_again() -> None:
    call = later(dropped(), 61, happened.RingBackDue())
    leg = call.legs[-1]
    seen = Seen(ended=frozenset({leg.key}))

    assert agree(wanted(call), seen) == ()
    assert happened.LegEnded(key=leg.key) in notice(call, seen, at(62))


def test_key_1_is_seen_and_no_other() -> None:
    """CO5."""
    call = offered(ANA.id, on_phones=[ANA.id])
    key = of(call, ANA.id).key
    caller = SeenLeg(key=CALLERS_LEG, up=True)
    call = later(call, 5, happened.LegAnswered(key=key))

    def pressed(keys: str) -> tuple[happened.Event, ...]:
        there = SeenLeg(key=key, up=True, pressed=keys)
        return notice(call, Seen(legs={CALLERS_LEG: caller, key: there}), at(6))

    assert pressed("20") == ()
    assert pressed("21") == (happened.LegProved(key=key),)


def heard(call: Call, **caller: Any) -> tuple[happened.Event, ...]:
    key = of(call, ANA.id).key
    there = replace(SeenLeg(key=CALLERS_LEG, up=True, listens=True), **caller)
    return notice(call, Seen(legs={CALLERS_LEG: there, key: SeenLeg(key=key, up=True)}), at(90))


def test_silence_is_seen_from_its_first_second() -> None:
    """WA9."""
    assert heard(talking(), quiet_since=at(70)) == (happened.WentQuiet(since=at(70)),)


def test_sound_ends_a_silence_also_where_it_was_short() -> None:
    """WA9."""
    quiet = later(talking(), 70, happened.WentQuiet(since=at(60)))

    assert heard(quiet) == (happened.WasHeard(),)
    assert heard(quiet, quiet_since=at(80), heard_at=at(80)) == (
        happened.WasHeard(),
        happened.WentQuiet(since=at(80)),
    )


@pytest.mark.parametrize(
    "caller",
    [
        {"quiet_since": at(85)},
        {"quiet_since": at(60), "heard_at": at(59)},
        {"listens": False},
    ],
)
def test_to_begin_listening_anew_hears_nobody(caller: dict[str, Any]) -> None:
    """WA6, WA9: a restart makes no silence shorter."""
    quiet = later(talking(), 70, happened.WentQuiet(since=at(60)))

    assert heard(quiet, **caller) == ()


def test_sound_that_does_not_arrive_is_a_bad_line() -> None:
    """WA9."""
    bad = later(talking(), 80, happened.LineWentBad(since=at(78)))

    assert heard(talking(), bad_since=at(78)) == (happened.LineWentBad(since=at(78)),)
    assert heard(bad, bad_since=at(78), quiet_since=at(60)) == ()
    assert heard(bad)[0] == happened.LineCleared()


def test_who_rings_us_is_known_by_being_in_no_record() -> None:
    ours = SeenLeg(key=CALLERS_LEG, inbound=True)
    new = SeenLeg(key="1764590400.7", inbound=True)
    placed = SeenLeg(key="somebody-we-ring")
    seen = Seen(legs={each.key: each for each in (placed, new, ours)})

    assert strangers(frozenset({CALLERS_LEG}), seen) == (new,)


def test_who_waits_alone_hears_a_tone_until_somebody_is_there() -> None:
    """CO4."""
    call = rings_in()
    alone = Seen(legs={CALLERS_LEG: SeenLeg(key=CALLERS_LEG, up=True, room=ROOM, listens=True)})

    assert agree(wanted(call), alone) == (Tone(room=ROOM, plays=True),)


def test_who_rings_is_picked_up() -> None:
    """CO4."""
    call = begin(at(0), room=ROOM, key=CALLERS_LEG)
    rings = Seen(legs={CALLERS_LEG: SeenLeg(key=CALLERS_LEG, inbound=True)})

    assert agree(wanted(call), rings) == (PickUp(key=CALLERS_LEG),)


def test_whoever_owes_a_proof_hears_the_question_outside_the_room() -> None:
    """CO5."""
    call = offered(ANA.id, on_phones=[ANA.id])
    key = of(call, ANA.id).key
    call = later(call, 5, happened.LegAnswered(key=key))
    seen = Seen(legs={key: SeenLeg(key=key, up=True, room=ROOM)})

    assert agree(wanted(call), seen)[:2] == (Part(key=key), AskKey(key=key))
