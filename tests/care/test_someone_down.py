"""Somebody else is down: the watch is on them, and only what is said of them counts."""

from dataclasses import replace
from typing import Final

import pytest

from stillhere.care import watch as rules
from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.channel import Channel
from stillhere.care.dispatch import Say, Told, script
from stillhere.care.plan import NOTHING_AGREED, Help
from stillhere.care.refused import CannotCloseSo, DoesNotFit, NeedsMoreProof, NotOfThem
from stillhere.care.second_look import About
from stillhere.care.someone_down import FIRST_ACTS, Act, Nearer, who_calls
from stillhere.care.watch_events import (
    CallerLeft,
    CheckedIn,
    Closed,
    CloseReason,
    Evidence,
    Heard,
    HelpArrived,
    HelpDecided,
    HelpReached,
    HelpStoodDown,
    ItIsTheCaller,
    Left,
    SecondAgreed,
    SecondAsked,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch, Went
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    DEFAULTS,
    DURESS,
    NOON,
    REACHED,
    a_watch,
    at,
    decide,
    owed_while_quiet,
    quiet,
    then,
)

BREATHING: Final = Heard(by=ANA, evidence=Evidence.BREATHING)
AWAKE: Final = Heard(by=ANA, evidence=Evidence.AWAKE)
SEEN_BY_TWO: Final = (
    SecondAsked(by=ANA, about=About.ANSWERED),
    SecondAgreed(by=BEN, number=1),
)
THEY_CALL: Final = HelpDecided(by=ANA, help=Help.EMERGENCY, by_caller=True)


def down(*, channel: Channel = Channel.VOICE, holder: int | None = ANA.id) -> Watch:
    """Begun at noon, by a caller who is with them."""
    return rules.begin(
        NOON,
        policy=DEFAULTS,
        channel=channel,
        holder=holder,
        digit_from=4,
        answered_for=True,
    )


def awake() -> Watch:
    return then(down(), 10, AWAKE)


def test_the_alarm_is_at_hand_from_the_first_second() -> None:
    """CO15: nothing is asked and nothing waited for before help may be sent."""
    watch = down()

    assert (watch.state, watch.answered_for, watch.terms) == (State.ALARM, True, NOTHING_AGREED)
    assert then(watch, 0, CALL_911).decided is not None


def test_it_climbs_like_any_alarm() -> None:
    """CO15: if nobody decides, more people ring."""
    assert (60, Owe.RING_SUPERVISOR) in owed_while_quiet(down(), 70)
    assert (120, Owe.RING_EVERYONE) in owed_while_quiet(down(), 130)
    assert Clock.UNHELD in down(holder=None).clocks


def test_the_place_comes_first_and_then_911() -> None:
    """CO15."""
    assert FIRST_ACTS[:2] == (Act.PLACE, Act.EMERGENCY)
    assert FIRST_ACTS[2:] == (Act.SPEAKER, Act.NALOXONE, Act.BREATHS)


@pytest.mark.parametrize(
    ("channel", "first"),
    [
        (Channel.VOICE, Nearer.US),
        (Channel.TEXT, Nearer.CALLER),
        (Channel.CHAT, Nearer.CALLER),
    ],
)
def test_whoever_is_nearer_calls_911(channel: Channel, first: Nearer) -> None:
    """CO15: a phone that is on a call with us cannot dial; any other beside them can."""
    assert who_calls(channel)[0] is first
    assert set(who_calls(channel)) == set(Nearer)


def test_the_caller_dials_and_the_holder_hears_how_it_went() -> None:
    """CO15, ES2: still one person who answers for the call."""
    calling = then(down(), 5, THEY_CALL)
    asked = quiet(calling, 5 + DEFAULTS.reached)
    coming = then(calling, 40, HelpReached(by=ANA))

    assert calling.decided is not None
    assert (calling.decided.by, calling.decided.by_caller) == (ANA.id, True)
    assert asked.decided is not None
    assert asked.decided.asked_again
    assert (coming.state, coming.tried[-1].outcome) == (State.HELP_ON_THE_WAY, Went.REACHED)


def test_a_caller_who_answers_for_themself_is_not_told_to_dial() -> None:
    """CO15, ES2."""
    with pytest.raises(DoesNotFit):
        then(a_watch(), 10, THEY_CALL)
    with pytest.raises(DoesNotFit):
        then(down(), 10, replace(THEY_CALL, help=Help.COMMUNITY))


@pytest.mark.parametrize("state", ["alarm", "listening", "on the way"])
@pytest.mark.parametrize("evidence", [Evidence.SPOKEN, Evidence.MESSAGE])
def test_that_the_caller_answers_says_nothing_of_who_is_down(
    state: str, evidence: Evidence
) -> None:
    """CO15."""
    watch = {
        "alarm": down(),
        "listening": awake(),
        "on the way": then(down(), 5, CALL_911, REACHED),
    }

    with pytest.raises(NotOfThem):
        then(watch[state], 20, Heard(by=ANA, evidence=evidence))


@pytest.mark.parametrize("with_word", [True, False])
def test_a_tap_of_the_callers_clears_nothing(*, with_word: bool) -> None:
    """CO15, WA6."""
    for watch in (down(), awake(), quiet(awake(), 10 + DEFAULTS.pace_quick)):
        tapped = decide(watch, 140, CheckedIn(ask=watch.ask, with_word=with_word))

        assert tapped.watch == watch
        assert tapped.noted == (("not_of_them", 1),)


def test_breathing_is_not_awake() -> None:
    """CO15: the alarm stays, and who is on the way goes on coming."""
    told = then(down(), 20, BREATHING)
    coming = then(down(), 5, CALL_911, REACHED, BREATHING)

    assert (told.state, told.last_answer_at) == (State.ALARM, at(20))
    assert Clock.RUNG in told.clocks
    assert (coming.state, coming.awake) == (State.HELP_ON_THE_WAY, False)
    assert coming.clocks.get(Clock.CHECK_IN) == at(5 + DEFAULTS.pace_quick)
    with pytest.raises(NeedsMoreProof):
        then(coming, 20, HelpStoodDown(by=ANA))


def test_who_is_asleep_again_is_awake_no_more() -> None:
    """CO15, ES6."""
    coming = then(down(), 5, CALL_911, REACHED, AWAKE)

    assert coming.awake
    assert not then(coming, 20, BREATHING).awake


def test_beside_a_responder_no_clock_of_ours_starts() -> None:
    """CO15."""
    there = then(down(), 5, CALL_911, REACHED, HelpArrived(by=ANA), BREATHING)

    assert Clock.CHECK_IN not in there.clocks


def test_quiet_again_on_the_way_is_told_to_those_who_come() -> None:
    """CO15, ES6."""
    coming = quiet(then(down(), 5, CALL_911, REACHED, BREATHING), 5 + DEFAULTS.pace_quick)

    assert coming.call_again


def test_awake_on_the_phone_ends_the_alarm_and_we_stay() -> None:
    """CO15."""
    watch = awake()

    assert (watch.state, watch.answered_for) == (State.LISTENING, True)
    assert watch.clocks.get(Clock.CHECK_IN) == at(10 + DEFAULTS.pace_quick)


def test_awake_by_message_needs_a_second_person() -> None:
    """CO15, WA6: in writing nobody hears them."""
    written = down(channel=Channel.CHAT)

    with pytest.raises(NeedsMoreProof):
        then(written, 10, AWAKE)
    assert then(written, 10, *SEEN_BY_TWO).state is State.LISTENING


def test_nobody_told_us_of_them_is_quiet() -> None:
    """CO15, WA8: the caller answers for them, or the ladder begins."""
    asked = decide(quiet(awake(), 10 + DEFAULTS.pace_quick), 140, BREATHING)

    assert quiet(awake(), 10 + DEFAULTS.pace_quick).state is State.ASKING
    assert quiet(awake(), 10 + DEFAULTS.pace_quick + DEFAULTS.decide_now).state is State.ALARM
    assert asked.watch.state is State.LISTENING


def test_a_caller_who_runs_for_help_leaves_the_alarm_standing() -> None:
    """CO15, CO9."""
    left = then(down(), 20, CallerLeft(how=Left.HUNG_UP))

    assert left.state is State.ALARM
    assert then(left, 40, BREATHING).lost == frozenset()


def test_it_ends_well_only_by_what_was_said_of_them() -> None:
    """CO15, WA15."""
    with pytest.raises(CannotCloseSo):
        then(down(), 20, BREATHING, Closed(by=ANA, reason=CloseReason.ENDED_WELL))
    assert not then(awake(), 20, Closed(by=ANA, reason=CloseReason.ENDED_WELL)).is_open


def test_of_who_answers_for_themself_breathing_says_nothing() -> None:
    """CO15, WA3."""
    for evidence in (BREATHING, AWAKE):
        with pytest.raises(DoesNotFit):
            then(a_watch(channel=Channel.VOICE), 20, evidence)


def test_dispatch_hears_who_is_down_and_that_somebody_is_with_them() -> None:
    """CO15, ES3: no one who speaks with us is called silent; a caller dials without our number."""
    told = Told(place="Blue lot", line_number="+1 416-555-0100")
    called, theirs = (then(down(), 5, call) for call in (CALL_911, THEY_CALL))
    woken = then(called, 20, REACHED, AWAKE)

    assert [say for say, _ in script(called, NOTHING_AGREED, told, now=at(30))] == [
        Say.SOMEONE_DOWN,
        Say.PLACE,
        Say.NOT_VERIFIED,
        Say.LINE_NUMBER,
    ]
    assert Say.LINE_NUMBER not in dict(script(theirs, NOTHING_AGREED, told, now=at(30)))
    assert Say.SOMEONE_AWAKE in dict(script(woken, NOTHING_AGREED, told, now=at(30)))


def test_a_misunderstanding_is_put_right_and_lowers_nothing() -> None:
    """CO15: it was the caller themself."""
    themself = then(down(), 20, ItIsTheCaller(by=ANA))

    assert (themself.state, themself.answered_for) == (State.ALARM, False)
    assert then(themself, 30, Heard(by=ANA, evidence=Evidence.SPOKEN)).state is State.LISTENING


def test_the_callers_screen_asks_after_them_and_stays_so_under_duress() -> None:
    """CO15, WA5."""
    coming = then(down(channel=Channel.CHAT), 5, CALL_911, REACHED)
    told = then(coming, 10, *SEEN_BY_TWO)

    for watch in (down(), awake(), coming, then(coming, 20, DURESS)):
        assert caller_sees(watch).shown is Shown.ANSWERING_FOR
    for watch in (told, then(told, 20, DURESS)):
        assert caller_sees(watch).shown is Shown.HELP_COMING
