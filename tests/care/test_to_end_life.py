"""The use is meant to end their life: somebody joins the holder, and the watch never loosens."""

from dataclasses import replace

import pytest

from stillhere.care.duties import Duty, Kind, Person, is_wanted, who_rings
from stillhere.care.pace import Route
from stillhere.care.refused import NotYet, NotYours, SayItFirst
from stillhere.care.roster import Urgency, urgency_of_watch
from stillhere.care.to_end_life import must_be_said
from stillhere.care.watch_events import (
    Closed,
    CloseReason,
    EndAgreed,
    MeantToEndLife,
    PaceChosen,
    SupervisorBeside,
    UsedAgain,
)
from stillhere.care.watch_state import Clock, Owe, Watch
from tests.care.watching import (
    ANA,
    BEN,
    PACE,
    SAM,
    a_watch,
    an_alarm,
    at,
    decide,
    owed_while_quiet,
    tap,
    then,
    what,
)

MARKED, BESIDE = MeantToEndLife(by=ANA), SupervisorBeside(by=ANA)
WANTED = Duty(kind=Kind.RING_PERSON, why=Owe.SUPERVISOR_BESIDE)


def marked(watch: Watch | None = None) -> Watch:
    return then(watch or a_watch(), 30, MARKED)


def test_a_supervisor_is_rung_at_once_and_again_until_somebody_is_beside_the_holder() -> None:
    """PL9."""
    owed = owed_while_quiet(marked(), 160)

    assert what(decide(a_watch(), 30, MARKED)) == {Owe.SUPERVISOR_BESIDE}
    assert [at for at, each in owed if each is Owe.SUPERVISOR_BESIDE] == [90, 150]
    assert Clock.SUPERVISOR not in then(marked(), 60, BESIDE).clocks


def test_an_answer_of_the_caller_does_not_stop_the_ringing() -> None:
    """PL9: they may be well this minute; nobody is alone with it all the same."""
    answered = then(marked(), 60, tap(marked()))

    assert is_wanted(WANTED, answered)
    assert not is_wanted(WANTED, then(answered, 61, BESIDE))


def test_where_no_supervisor_is_on_who_is_on_call_is_rung() -> None:
    """PL9."""
    kim = Person(id=4, on_call=True, has_number=True)
    sam = Person(id=9, on_call=True, supervises=True, has_number=True)

    assert who_rings(Owe.SUPERVISOR_BESIDE, [kim, sam], holder=1) == (sam,)
    assert who_rings(Owe.SUPERVISOR_BESIDE, [kim], holder=1) == (kim,)


def test_a_supervisor_who_holds_the_watch_is_beside_themself() -> None:
    """PL9."""
    decision = decide(a_watch(holder=SAM.id), 30, MeantToEndLife(by=SAM))

    assert what(decision) == set()
    assert not decision.watch.wants_supervisor


def test_said_twice_it_is_once() -> None:
    """PL9."""
    assert then(then(marked(), 60, BESIDE), 70, MARKED) == then(marked(), 60, BESIDE)


@pytest.mark.parametrize("event", [MeantToEndLife(by=BEN), SupervisorBeside(by=BEN)])
def test_only_the_holder_or_a_supervisor_says_so(event: MeantToEndLife | SupervisorBeside) -> None:
    """PL9."""
    with pytest.raises(NotYours):
        decide(marked(), 40, event)


def test_no_end_is_proposed_early_and_the_pace_never_slows_by_itself() -> None:
    """PL9, WA7: as close as after a sedative."""
    watch = marked()

    with pytest.raises(NotYet):
        decide(watch, 40, EndAgreed(at=at(3000)))
    assert watch.pace(at(3000)).total_seconds() == PACE
    used = then(marked(a_watch(route=None)), 40, UsedAgain(route=Route.SMOKED))
    assert not used.slows


def test_an_end_that_was_agreed_before_is_put_off() -> None:
    """PL9."""
    agreed = then(a_watch(), 10, EndAgreed(at=at(600)))

    assert marked(agreed).clocks.get(Clock.END) == at(30 + 3600)


def test_a_slow_pace_chosen_before_is_quick_again() -> None:
    """PL9: what it means was said before this was known."""
    slow = then(a_watch(), 10, PaceChosen(pace=at(300) - at(0)))

    assert marked(slow).clocks.get(Clock.CHECK_IN) == at(PACE)


def test_marking_silences_no_alarm() -> None:
    """PL9, I3."""
    alarm = an_alarm()
    after = then(alarm, 200, MARKED)

    assert (after.state, after.rung, after.time_zero) == (alarm.state, alarm.rung, alarm.time_zero)
    assert after.clocks.get(Clock.RUNG) == alarm.clocks.get(Clock.RUNG)


def test_it_stands_higher_on_every_board_until_somebody_came() -> None:
    """PL9."""
    assert urgency_of_watch(marked()) is Urgency.ASKING
    assert urgency_of_watch(then(marked(), 60, BESIDE)) is Urgency.LISTENING


def test_a_closed_watch_wants_nobody() -> None:
    """PL9."""
    over = then(marked(), 40, tap(marked()), Closed(by=ANA, reason=CloseReason.ENDED_WELL))

    assert not is_wanted(WANTED, over)


def test_the_plan_is_changed_only_after_they_were_told() -> None:
    """PL9."""
    with pytest.raises(SayItFirst):
        must_be_said(to_end_life=True, is_change=True, said=False)
    must_be_said(to_end_life=True, is_change=True, said=True)
    must_be_said(to_end_life=True, is_change=False, said=False)
    must_be_said(to_end_life=False, is_change=True, said=False)


def test_a_watch_written_before_this_was_known_is_not_marked() -> None:
    """I6."""
    assert not replace(a_watch()).to_end_life
