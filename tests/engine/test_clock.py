"""Nothing waits for somebody to look: what is due is decided, oldest first, whatever else fails."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from stillhere.actions.trouble import What, troubles
from stillhere.actions.watch import Passed
from stillhere.engine import clock as engine
from stillhere.engine.clock import Watches, tick
from stillhere.records.models import Entry, Organisation, WatchClock
from stillhere.records.narrow import DueWatch
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.engine.conftest import Begin

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
SECOND = timedelta(seconds=1)
PACE = 120 * SECOND


def state_of(watch: int) -> str:
    return DueWatch.objects.get(pk=watch).state


def test_a_missed_check_in_is_noticed_without_anybody(begin: Begin, noon: datetime) -> None:
    watch = begin(noon)

    assert tick(noon + PACE - SECOND) == 0
    assert state_of(watch) == "listening"
    assert tick(noon + PACE) == 1
    assert state_of(watch) == "asking"


def test_the_alarm_comes_by_itself(begin: Begin, noon: datetime) -> None:
    watch = begin(noon)
    for seconds in (120, 150, 180):
        tick(noon + seconds * SECOND)

    assert state_of(watch) == "alarm"


def test_after_an_hour_of_darkness_one_turn_raises_the_alarm(begin: Begin, noon: datetime) -> None:
    watch = begin(noon)
    tick(noon + timedelta(hours=1))

    assert state_of(watch) == "alarm"


def test_a_hundred_are_decided_at_once_and_the_rest_right_after(
    begin: Begin, noon: datetime
) -> None:
    for _ in range(103):
        begin(noon)

    assert [tick(noon + PACE), tick(noon + PACE), tick(noon + PACE)] == [100, 3, 0]


def test_the_engine_sleeps_until_the_next_is_due(begin: Begin, noon: datetime) -> None:
    begin(noon)
    naps = Watches().claimer

    assert naps.nap(noon) == 1
    assert naps.nap(noon + PACE - 0.25 * SECOND) == 0.25
    assert naps.nap(noon + PACE) == 0.02


def test_time_passing_is_written_down_with_how_late_it_was(
    begin: Begin, organisation: Organisation, noon: datetime
) -> None:
    watch = begin(noon)
    tick(noon + PACE + 3 * SECOND)
    with as_organisation(organisation.pk):
        entry = Entry.objects.get(what="TimePassed")

    assert (entry.watch_id, entry.facts["late_ms"]) == (watch, 3000)


def test_a_watch_that_cannot_be_read_rings_and_holds_up_nobody(
    begin: Begin, organisation: Organisation, noon: datetime
) -> None:
    broken, whole = begin(noon), begin(noon)
    with as_organisation(organisation.pk, writing=True):
        WatchClock.objects.filter(pk=broken).update(facts={"nothing": "known"})
    heard = Watches().tick(noon + PACE)

    assert heard == 1
    assert state_of(whole) == "asking"
    assert troubles() == {What.WATCH_STUCK: {"ids": [broken]}}


def test_a_watch_that_could_not_be_decided_is_tried_again_alone(
    begin: Begin, organisation: Organisation, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, other = begin(noon), begin(noon)
    tried: list[Sequence[int]] = []
    watches = Watches()

    def fail_with(organisation: int, ids: Sequence[int], now: datetime) -> Passed:
        tried.append(list(ids))
        if watch in ids:
            raise RuntimeError
        return engine._pass_time(organisation, ids, now)

    watches.claimer.act = fail_with
    for seconds in (0, 0.5, 1):
        watches.tick(noon + PACE + seconds * SECOND)

    assert tried == [[watch, other], [watch], [other], [watch]]


def test_a_watch_that_works_again_is_no_trouble_any_more(begin: Begin, noon: datetime) -> None:
    begin(noon)
    watches = Watches()
    watches.claimer.act = lambda _organisation, ids, _now: Passed(heard=0, stuck=tuple(ids))
    watches.tick(noon + PACE)
    watches.claimer.act = engine._pass_time
    watches.tick(noon + PACE + SECOND)

    assert troubles() == {}


def test_a_trouble_left_by_a_process_that_died_is_taken_down(begin: Begin, noon: datetime) -> None:
    watches = Watches()
    watches.claimer.act = lambda _organisation, ids, _now: Passed(heard=0, stuck=tuple(ids))
    begin(noon)
    watches.tick(noon + PACE)
    tick(noon + PACE)

    assert troubles() == {}


def test_a_turn_goes_by_the_later_of_two_clocks(begin: Begin, noon: datetime) -> None:
    with clock.hand_over(noon) as time:
        watch = begin(noon)
        watches = Watches()
        watches.turn()
        time.step_wall(-7200)
        time.wait(120)
        watches.turn()

        assert state_of(watch) == "asking"
