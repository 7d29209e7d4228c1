"""When someone goes quiet: every rung by absolute time, and no last one."""

from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelLost
from stillhere.care.escalation import DECIDE, begin_climb, climb, ladder, ways_to_ask
from stillhere.care.plan import IfDropped, Reach
from stillhere.care.policy import Policy
from stillhere.care.refused import DoesNotFit
from stillhere.care.watch_events import (
    CallerLeft,
    Evidence,
    Heard,
    HelpAsked,
    Left,
    PaceChosen,
    PlanChanged,
    SomethingWrong,
    TimePassed,
)
from stillhere.care.watch_state import Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    DECIDE_AT,
    PACE,
    PLAN,
    a_watch,
    an_alarm,
    at,
    decide,
    owed_while_quiet,
    quiet,
    then,
    what,
)

ASK, RING = Owe.ASK_CALLER, Owe.RING_CALLER
PEOPLE = (Owe.RING_SUPERVISOR, Owe.RING_ON_CALL)


def test_on_a_line_of_text_each_rung_does_its_part() -> None:
    """ES1, WA8."""
    owed = owed_while_quiet(a_watch(), PACE + 181)

    assert owed == [
        (120, ASK),
        (150, RING),
        (180, ASK),
        (240, PEOPLE[0]),
        (240, PEOPLE[1]),
        (300, Owe.RING_EVERYONE),
    ]


def test_where_ringing_is_refused_they_are_asked_in_text_again() -> None:
    """ES1, PL3."""
    no_rings = replace(PLAN, reach=Reach(text=True))

    owed = owed_while_quiet(a_watch(terms=no_rings), DECIDE_AT)

    assert owed == [(120, ASK), (150, ASK), (180, ASK)]


def test_on_a_call_the_holder_is_alone_at_first_then_a_second_person_sees() -> None:
    """ES1."""
    asking = quiet(a_watch(channel=Channel.VOICE), 120)
    seen = quiet(asking, 150)

    assert not asking.second_person
    assert seen.second_person
    assert owed_while_quiet(asking, DECIDE_AT) == []


@pytest.mark.parametrize("cleared", [0, 1])
def test_an_answer_ends_what_a_second_person_was_shown(cleared: int) -> None:
    """ES1, WA3."""
    seen = quiet(replace(a_watch(channel=Channel.VOICE), alarms_cleared=cleared), 150)

    assert not then(seen, 160, Heard(by=ANA, evidence=Evidence.SPOKEN)).second_person


@pytest.mark.parametrize("channel", Channel)
def test_everyone_rings_again_until_a_person_decides(channel: Channel) -> None:
    """ES1, I3."""
    owed = owed_while_quiet(a_watch(channel=channel), 24 * 3600)

    rung = [second for second, each in owed if each is Owe.RING_EVERYONE]
    assert rung == list(range(300, 24 * 3600 + 1, 60))


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(119, State.LISTENING), (120, State.ASKING), (179, State.ASKING), (180, State.ALARM)],
)
def test_decide_now_comes_a_minute_after_the_missed_check_in(seconds: float, state: State) -> None:
    """WA8."""
    assert quiet(a_watch(), seconds).state is state


@pytest.mark.parametrize("noticed", [120, 131, 175, 180, 200, 260, 700])
def test_time_zero_is_when_it_fell_due_not_when_we_noticed(noticed: float) -> None:
    """WA8."""
    watch = then(a_watch(), noticed, TimePassed())

    assert watch.time_zero == at(120)
    assert watch.state is (State.ALARM if noticed >= DECIDE_AT else State.ASKING)


def test_after_an_outage_the_highest_rung_is_climbed_at_once() -> None:
    """WA8."""
    decision = decide(a_watch(), 430, TimePassed())

    asks = [each.ask for each in decision.owed if each.what is ASK]
    assert what(decision) == {ASK, RING, *PEOPLE, Owe.RING_EVERYONE}
    assert asks == [decision.watch.ask]
    assert decision.watch.clocks.get(Clock.RUNG) == at(480)


def test_how_late_it_was_is_noted() -> None:
    """WA8."""
    assert ("late_ms_check_in", 7500) in decide(a_watch(), 127.5, TimePassed()).noted


@pytest.mark.parametrize("seconds", [20, 121, 170])
def test_an_alarm_raised_by_hand_climbs_as_if_missed_that_long_ago(seconds: float) -> None:
    """WA3, ES1."""
    raised = then(quiet(a_watch(), seconds), seconds, SomethingWrong(by=ANA))

    assert (raised.state, raised.rung) == (State.ALARM, DECIDE)
    assert (2, PEOPLE[0]) not in owed_while_quiet(raised, seconds + 59)
    assert (seconds + 60, PEOPLE[0]) in owed_while_quiet(raised, seconds + 60)


def test_an_alarm_on_a_call_is_shown_to_a_second_person() -> None:
    """ES1."""
    watch = a_watch(channel=Channel.VOICE)

    assert then(watch, 20, SomethingWrong(by=ANA)).second_person


def test_an_alarm_noticed_late_forgets_nothing_of_its_time_zero() -> None:
    """WA8."""
    asking = then(a_watch(), 120, TimePassed())

    assert then(asking, 400, HelpAsked()).time_zero == at(120)


def test_raising_it_again_restarts_nothing() -> None:
    """WA8."""
    alarm = an_alarm()

    assert then(alarm, 200, SomethingWrong(by=ANA)) == alarm


def test_every_alarm_has_its_own_number() -> None:
    assert an_alarm().episode == 1


def test_a_plan_changed_on_the_way_is_the_one_that_is_climbed() -> None:
    """PL6."""
    asking = quiet(a_watch(), 120)
    changed = then(asking, 125, PlanChanged(terms=replace(PLAN, reach=Reach(text=True))))

    assert owed_while_quiet(changed, 150) == [(150, ASK)]


@pytest.mark.parametrize(
    ("policy", "alarm_at"),
    [(Policy(second_look=60, decide_now=30), 30), (Policy(decide_now=120, ring_supervisor=60), 60)],
)
def test_rungs_out_of_order_are_early_never_late(policy: Policy, alarm_at: float) -> None:
    """WA8."""
    watch = a_watch(policy=policy)

    assert quiet(watch, 120 + alarm_at - 1).state is State.ASKING
    assert quiet(watch, 120 + alarm_at).state is State.ALARM


def lost(channel: Channel, *, may_ring: bool) -> Watch:
    terms = PLAN if may_ring else replace(PLAN, reach=Reach(text=True))
    return replace(a_watch(channel=channel, terms=terms), lost=frozenset({channel}))


def test_where_messages_no_longer_arrive_they_are_rung_as_well() -> None:
    """WA10."""
    assert ways_to_ask(lost(Channel.TEXT, may_ring=True)) == (ASK, RING)
    assert ways_to_ask(lost(Channel.TEXT, may_ring=False)) == (ASK,)


def test_after_the_line_went_dead_nobody_says_their_name_into_it() -> None:
    """CO9, ES1."""
    watch = then(
        a_watch(channel=Channel.VOICE, terms=replace(PLAN, if_dropped=IfDropped.NOTHING)),
        30,
        CallerLeft(how=Left.HUNG_UP),
    )

    assert owed_while_quiet(watch, 150) == [(120, ASK), (150, RING)]


def test_nobody_climbs_a_ladder_without_a_time_zero() -> None:
    with pytest.raises(DoesNotFit):
        climb(a_watch(), at(10))


@pytest.mark.parametrize("channel", Channel)
def test_a_machine_never_calls_for_help(channel: Channel) -> None:
    """ES2."""
    owed = {owe for rung in ladder(a_watch(channel=channel)) for owe in rung.owes}

    assert owed <= {ASK, RING, *PEOPLE}


def test_the_caller_was_told_how_long_it_takes() -> None:
    """PL5, WA8."""
    slow = then(a_watch(), 5, PaceChosen(pace=a_watch().policy.seconds("pace_slow")))

    assert quiet(slow, 300 + 59).state is State.ASKING
    assert quiet(slow, 300 + 60).state is State.ALARM


def test_a_channel_lost_in_an_alarm_leaves_the_ladder_alone() -> None:
    """WA10."""
    alarm = an_alarm()
    decision = decide(alarm, 200, ChannelLost(channel=Channel.TEXT))

    assert (decision.watch.clocks, what(decision)) == (alarm.clocks, {RING})


@pytest.mark.parametrize("clock", [Clock.CHECK_IN, Clock.LEFT, Clock.REACHED])
def test_a_clock_without_a_meaning_stops_and_lowers_nothing(clock: Clock) -> None:
    """WA6, I3."""
    alarm = an_alarm()

    assert then(alarm.ring(clock, at=at(190)), 190, TimePassed()) == alarm


def test_past_the_last_rung_the_rings_are_counted_from_it() -> None:
    """ES1, I3."""
    owed = owed_while_quiet(a_watch(policy=Policy(ring_again=90)), 500)

    assert [second for second, each in owed if each is Owe.RING_EVERYONE] == [330, 420]


def test_a_clock_that_is_put_back_lowers_no_alarm() -> None:
    """WA8, I3."""
    earlier = climb(an_alarm(), at(DECIDE_AT - 10)).watch

    assert (earlier.state, earlier.rung) == (State.ALARM, DECIDE)


@pytest.mark.parametrize("rung", [0, DECIDE, 3])
def test_every_climb_begins_at_the_foot_whatever_was_left_from_before(rung: int) -> None:
    """WA8: a row that says too much must not skip the question to the caller."""
    climbed = begin_climb(replace(a_watch(), rung=rung), time_zero=at(120), now=at(120))

    assert (climbed.watch.state, climbed.watch.rung) == (State.ASKING, 0)
    assert what(climbed) == {ASK}


def test_which_rung_was_climbed_is_noted() -> None:
    """WA8."""
    assert ("rung", 0) in decide(a_watch(), 120, TimePassed()).noted
