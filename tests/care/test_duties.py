"""What is owed is looked at again before it is done, and life never waits for a limit."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stillhere.care.channel import Channel
from stillhere.care.duties import (
    LANES,
    Duty,
    Kind,
    Lane,
    Person,
    is_wanted,
    useful_until,
    wait_before,
    who_rings,
)
from stillhere.care.pace import Route
from stillhere.care.plan import Help, Reach, Terms
from stillhere.care.policy import Policy
from stillhere.care.watch import begin, decide
from stillhere.care.watch_events import (
    ConsoleLost,
    Evidence,
    Heard,
    HelpDecided,
    HelpReached,
    Taken,
    TimePassed,
)
from stillhere.care.watch_state import Actor, Owe, Watch

ANA = Actor(id=1)
AGREED = Terms(reach=Reach(ring=True, text=True), has_number=True)


def quiet(noon: datetime, *, for_seconds: int) -> Watch:
    """Ana's caller smoked at noon and did not answer at two minutes past."""
    watch = begin(
        noon,
        policy=Policy(),
        channel=Channel.TEXT,
        holder=ANA.id,
        digit_from=3,
        route=Route.SMOKED,
        terms=AGREED,
    )
    later = noon + timedelta(seconds=120 + for_seconds)
    return decide(watch, TimePassed(), later).watch


def calm_again(watch: Watch) -> Watch:
    return replace(watch, time_zero=None, ask=watch.ask + 1)


def ring(watch: Watch, why: Owe = Owe.RING_SUPERVISOR, operator: int = ANA.id) -> Duty:
    return Duty(kind=Kind.RING_PERSON, why=why, episode=watch.episode, operator=operator)


def test_words_of_a_person_are_wanted_whatever_happens() -> None:
    assert is_wanted(Duty(kind=Kind.TEXT_CALLER), None)


def test_an_ask_is_wanted_until_the_next_one(noon: datetime) -> None:
    watch = quiet(noon, for_seconds=0)
    ask = Duty(kind=Kind.TEXT_CALLER, why=Owe.ASK_CALLER, ask=watch.ask)

    assert is_wanted(ask, watch)
    assert not is_wanted(ask, decide(watch, TimePassed(), noon + timedelta(seconds=180)).watch)
    assert not is_wanted(ask, calm_again(watch))


@pytest.mark.parametrize(
    "why", [Owe.RING_CALLER, Owe.RING_SUPERVISOR, Owe.RING_ON_CALL, Owe.RING_EVERYONE]
)
def test_a_ring_is_wanted_until_they_answer(noon: datetime, why: Owe) -> None:
    watch = quiet(noon, for_seconds=120)

    assert is_wanted(ring(watch, why), watch)
    assert not is_wanted(ring(watch, why), calm_again(watch))


def test_a_ring_of_one_alarm_is_not_wanted_in_the_next(noon: datetime) -> None:
    watch = quiet(noon, for_seconds=120)
    next_alarm = replace(watch, episode=watch.episode + 1)

    assert not is_wanted(ring(watch), next_alarm)


def test_nobody_rings_a_caller_who_has_taken_that_consent_back(noon: datetime) -> None:
    watch = quiet(noon, for_seconds=120)
    changed = replace(watch, terms=replace(AGREED, reach=Reach(text=True)))

    assert not is_wanted(ring(watch, Owe.RING_CALLER), changed)


def test_under_duress_nobody_rings_the_caller(noon: datetime) -> None:
    watch = quiet(noon, for_seconds=120)

    assert not is_wanted(ring(watch, Owe.RING_CALLER), replace(watch, duress=True))


@pytest.mark.parametrize(
    ("why", "still"), [(Owe.RING_EVERYONE, False), (Owe.RING_SUPERVISOR, True)]
)
def test_once_somebody_decides_only_the_supervisor_is_still_asked(
    noon: datetime, why: Owe, *, still: bool
) -> None:
    watch = quiet(noon, for_seconds=120)
    decided = decide(watch, HelpDecided(by=ANA, help=Help.EMERGENCY), noon + timedelta(minutes=5))

    assert is_wanted(ring(watch, why), decided.watch) is still


def test_whoever_was_asked_in_vain_whether_help_was_reached_has_everyone_rung(
    noon: datetime,
) -> None:
    watch = quiet(noon, for_seconds=120)
    now = noon + timedelta(minutes=5)
    decided = decide(watch, HelpDecided(by=ANA, help=Help.EMERGENCY), now).watch
    once = decide(decided, TimePassed(), now + timedelta(seconds=60)).watch
    twice = decide(once, TimePassed(), now + timedelta(seconds=120))

    assert Owe.RING_EVERYONE in {owed.what for owed in twice.owed}
    assert is_wanted(ring(twice.watch, Owe.RING_EVERYONE), twice.watch)


def test_a_watch_that_nobody_knows_about_any_more_rings_everyone(noon: datetime) -> None:
    watch = replace(calm_again(quiet(noon, for_seconds=0)), unknown_since=noon)

    assert is_wanted(ring(watch, Owe.RING_EVERYONE), watch)
    assert not is_wanted(ring(watch, Owe.RING_EVERYONE), replace(watch, unknown_since=None))


def test_an_unheld_watch_rings_everyone_until_it_is_taken(noon: datetime) -> None:
    watch = begin(noon, policy=Policy(), channel=Channel.CHAT, holder=ANA.id, digit_from=0)
    alone = decide(watch, ConsoleLost(operator=ANA.id), noon).watch
    rung = decide(alone, TimePassed(), noon + timedelta(seconds=15)).watch
    taken = decide(rung, Taken(by=Actor(id=2)), noon + timedelta(seconds=20)).watch

    assert is_wanted(ring(rung, Owe.RING_EVERYONE), rung)
    assert not is_wanted(ring(rung, Owe.RING_EVERYONE), taken)


def test_the_holder_of_before_is_not_rung_for_somebody_elses_watch(noon: datetime) -> None:
    watch = quiet(noon, for_seconds=120)
    theirs = replace(watch, holder=2)

    assert is_wanted(ring(watch, Owe.RING_HOLDER), watch)
    assert not is_wanted(ring(watch, Owe.RING_HOLDER), theirs)


def test_the_all_clear_is_not_sent_into_the_next_alarm(noon: datetime) -> None:
    alarm = quiet(noon, for_seconds=120)
    heard = Heard(by=ANA, evidence=Evidence.SPOKEN)
    answered = decide(alarm, heard, noon + timedelta(minutes=5)).watch
    clear = Duty(kind=Kind.TEXT_PERSON, why=Owe.STAND_DOWN, operator=2)

    assert is_wanted(clear, answered)
    assert not is_wanted(clear, alarm)


def test_help_is_coming_is_said_only_while_it_is(noon: datetime) -> None:
    alarm = quiet(noon, for_seconds=60)
    decided = decide(alarm, HelpDecided(by=ANA, help=Help.EMERGENCY), noon + timedelta(minutes=4))
    coming = decide(decided.watch, HelpReached(by=ANA), noon + timedelta(minutes=5)).watch
    told = Duty(kind=Kind.TEXT_CALLER, why=Owe.ANSWER_CALLER)

    assert is_wanted(told, coming)
    assert not is_wanted(told, alarm)
    assert not is_wanted(told, replace(coming, duress=True))


def test_life_is_tried_again_for_ever_and_never_more_than_fifteen_seconds_apart() -> None:
    waits = [wait_before(lane=Lane.LIFE, tries=tries).total_seconds() for tries in range(1, 500)]

    assert waits[:5] == [1, 2, 4, 8, 15]
    assert set(waits[5:]) == {15}


def test_care_is_tried_again_more_slowly_than_life() -> None:
    for tries in range(1, 20):
        life, care = (wait_before(lane=lane, tries=tries) for lane in (Lane.LIFE, Lane.CARE))

        assert care > life


def test_everything_but_the_all_clear_goes_by_the_lane_of_life() -> None:
    assert {owe for owe, lane in LANES.items() if lane is Lane.CARE} == {Owe.STAND_DOWN}
    assert set(LANES) == set(Owe)


@pytest.mark.parametrize("why", list(Owe))
def test_only_what_is_read_goes_stale_and_no_ring_ever_does(noon: datetime, why: Owe) -> None:
    rings = {Owe.RING_CALLER, Owe.RING_HOLDER, Owe.ASK_HOLDER, Owe.RING_SUPERVISOR}
    rings |= {Owe.RING_ON_CALL, Owe.RING_EVERYONE, Owe.SUPERVISOR_BESIDE}

    assert (useful_until(why, policy=Policy(), now=noon) is None) == (why in rings)


ON = Person(id=1, at_console=True, has_number=True)
AWAY = Person(id=2, has_number=True)
ON_CALL = Person(id=3, on_call=True, has_number=True)
SUPERVISOR = Person(id=4, on_call=True, supervises=True, has_number=True)
ALL = (ON, AWAY, ON_CALL, SUPERVISOR)


def rung(why: Owe, *people: Person, holder: int | None = None) -> list[int]:
    return [person.id for person in who_rings(why, people, holder=holder)]


def test_everyone_means_who_is_on_shift_or_on_call() -> None:
    assert rung(Owe.RING_EVERYONE, *ALL) == [1, 3, 4]


def test_the_supervisors_ring_and_without_one_those_on_call() -> None:
    assert rung(Owe.RING_SUPERVISOR, *ALL) == [4]
    assert rung(Owe.RING_SUPERVISOR, ON, AWAY, ON_CALL) == [3]


def test_the_holder_rings_unless_their_console_does() -> None:
    assert rung(Owe.RING_HOLDER, *ALL, holder=2) == [2]
    assert rung(Owe.RING_HOLDER, *ALL, holder=1) == []


def test_where_nobody_holds_the_watch_everyone_rings() -> None:
    assert rung(Owe.RING_HOLDER, *ALL, holder=None) == [1, 3, 4]


def test_an_operator_on_voice_is_never_rung_for_another() -> None:
    talking = replace(ON_CALL, on_the_phone=True)
    for why in (Owe.RING_ON_CALL, Owe.RING_EVERYONE, Owe.RING_SUPERVISOR):
        assert rung(why, talking, AWAY) == []


def test_who_has_no_number_is_not_waited_for() -> None:
    assert rung(Owe.RING_ON_CALL, replace(ON_CALL, has_number=False), SUPERVISOR) == [4]


@pytest.mark.parametrize("why", [Owe.ASK_CALLER, Owe.RING_CALLER, Owe.STAND_DOWN])
def test_what_is_owed_to_the_caller_rings_no_colleague(why: Owe) -> None:
    assert rung(why, *ALL) == []
