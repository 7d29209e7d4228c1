"""Several use together: watched like the one in the greatest danger; somebody down is an alarm."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stillhere.care.dispatch import Say, Told, script
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED
from stillhere.care.policy import Policy
from stillhere.care.refused import DoesNotFit, NotYet, NotYours, OutOfRange
from stillhere.care.second_look import About
from stillhere.care.together_events import EachAnswers, OneAnswers, OneIsDown
from stillhere.care.watch_events import (
    EndAgreed,
    Event,
    Evidence,
    Heard,
    PaceChosen,
    SecondAgreed,
    SecondAsked,
    UsedAgain,
)
from stillhere.care.watch_facts import as_facts, as_watch
from stillhere.care.watch_state import State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    DEFAULTS,
    PACE,
    a_watch,
    an_alarm,
    at,
    decide,
    help_coming,
    quiet,
    tap,
    then,
)

THREE, EACH, DOWN = OneAnswers(by=ANA, people=3), EachAnswers(by=ANA), OneIsDown(by=ANA)


def three(watch: Watch | None = None) -> Watch:
    return then(watch or a_watch(), 30, THREE)


def test_one_answers_for_all_and_the_clock_is_theirs() -> None:
    """IN6: an answer is an answer while nobody is down."""
    watch = quiet(three(), PACE)

    assert (watch.state, watch.people) == (State.ASKING, 3)
    assert then(watch, PACE + 5, tap(watch)).state is State.LISTENING


def test_the_pace_is_that_of_the_most_dangerous_way_and_never_slows() -> None:
    """IN6, WA7."""
    watch = three(a_watch(policy=Policy(own=(("injected.pace_quick", 90),))))
    later = at(3 * 3600)

    assert watch.pace(later) == timedelta(seconds=90)
    assert then(watch, 60, UsedAgain(route=Route.SMOKED)).pace(later) == timedelta(seconds=90)


def test_a_use_after_nobody_had_used_does_not_slow_it_either() -> None:
    """IN6, WA7."""
    watch = then(three(a_watch(route=None)), 60, UsedAgain(route=Route.SMOKED))

    assert not watch.slows


def test_a_slow_pace_they_chose_before_is_chosen_no_longer() -> None:
    """IN6: and the next check-in comes sooner."""
    slow = then(a_watch(), 10, PaceChosen(pace=timedelta(seconds=300)))

    assert three(slow).pace(at(31)) == timedelta(seconds=PACE)
    assert three(slow).due_at == at(PACE)


def test_one_of_them_does_not_slow_it_for_the_others() -> None:
    """IN6: asked more often is always possible."""
    with pytest.raises(OutOfRange):
        decide(three(), 40, PaceChosen(pace=timedelta(seconds=PACE + 1)))

    assert then(three(), 40, PaceChosen(pace=timedelta(seconds=60))).due_at == at(60)


def test_there_is_no_early_end() -> None:
    """IN6, WA14."""
    with pytest.raises(NotYet):
        decide(three(), 40, EndAgreed(at=at(3600)))

    assert decide(three(), 40, EndAgreed(at=at(3630))).watch.is_open


def test_an_end_agreed_before_is_asked_about_later() -> None:
    """IN6, WA14."""
    agreed = then(a_watch(), 20, EndAgreed(at=at(600)))

    assert three(agreed).no_end_before == at(3630)
    assert at(3630) in dict(three(agreed).clocks).values()


def test_said_twice_it_is_once_and_another_number_counts() -> None:
    """IN6."""
    assert then(three(), 90, THREE) == three()
    assert then(three(), 90, OneAnswers(by=ANA, people=4)).people == 4


@pytest.mark.parametrize("people", [-1, 0, 1, 10])
def test_two_to_nine_people_are_together(people: int) -> None:
    """IN6."""
    with pytest.raises(OutOfRange):
        decide(a_watch(), 30, OneAnswers(by=ANA, people=people))


def test_two_are_together_and_one_is_not() -> None:
    """IN6."""
    assert then(a_watch(), 30, OneAnswers(by=ANA, people=2)).is_together
    assert not a_watch().is_together


@pytest.mark.parametrize(
    "event", [OneAnswers(by=BEN, people=3), EachAnswers(by=BEN), OneIsDown(by=BEN)]
)
def test_only_the_holder_says_so(event: Event) -> None:
    """IN6."""
    with pytest.raises(NotYours):
        decide(three(), 40, event)


def test_one_of_them_down_is_an_alarm_and_no_okay_of_the_others_clears_it() -> None:
    """IN6, CO15, WA5."""
    watch = then(three(), 40, DOWN)

    assert (watch.state, watch.answered_for) == (State.ALARM, True)
    assert then(watch, 45, tap(watch, with_word=True)).state is State.ALARM
    breathing = then(watch, 50, Heard(by=ANA, evidence=Evidence.BREATHING))
    assert breathing.state is State.ALARM


@pytest.mark.parametrize("watch", [an_alarm(), help_coming()])
def test_one_of_them_down_is_an_alarm_whatever_went_before(watch: Watch) -> None:
    """IN6, WA5: help on its way may not be the help they need."""
    down = then(watch, 200, THREE, DOWN)

    assert (down.state, down.answered_for) == (State.ALARM, True)


def test_what_a_second_person_was_asked_before_somebody_went_down_is_void() -> None:
    """IN6, WA6: that they answered is not that the one who is down did."""
    asked = then(three(an_alarm()), 200, SecondAsked(by=ANA, about=About.ANSWERED), DOWN)

    with pytest.raises(DoesNotFit):
        decide(asked, 210, SecondAgreed(by=BEN, number=1))


def test_nobody_is_down_among_one() -> None:
    """IN6: that is what "something's wrong" is for."""
    with pytest.raises(DoesNotFit):
        decide(a_watch(), 40, DOWN)


def test_if_the_one_who_answers_uses_too_the_watch_is_theirs_alone_and_no_looser() -> None:
    """IN6: nothing that was agreed for several is loosened behind them."""
    alone = then(three(), 60, EACH)

    assert alone.people == 1
    assert alone == replace(three(), people=1)
    assert then(alone, 61, EACH) == alone


def test_a_first_use_said_after_that_does_not_slow_it() -> None:
    """IN6, WA7: how the others used is not known, and they may be there still."""
    alone = then(three(a_watch(route=None)), 60, EACH, UsedAgain(route=Route.SMOKED))

    assert not alone.slows


def test_taking_it_back_ends_no_alarm() -> None:
    """IN6."""
    down = then(three(), 40, DOWN, EACH)

    assert (down.state, down.answered_for) == (State.ALARM, True)


def test_dispatch_hears_how_many_are_there_and_never_that_they_are_alone() -> None:
    """IN6, ES3."""
    told = Told(place="Blue lot", company="They are alone.")
    lines = dict(script(three(), NOTHING_AGREED, told, now=at(60)))

    assert lines[Say.TOGETHER] == "3"
    assert Say.COMPANY not in lines
    assert Say.TOGETHER not in dict(script(a_watch(), NOTHING_AGREED, told, now=at(60)))


def test_a_watch_kept_before_there_were_several_is_of_one() -> None:
    """IN6."""
    facts = {name: value for name, value in as_facts(three()).items() if name != "people"}
    read = as_watch(
        facts,
        state="listening",
        clocks={},
        rung=-1,
        holder=1,
        policy=DEFAULTS,
        terms=NOTHING_AGREED,
    )

    assert read.people == 1
