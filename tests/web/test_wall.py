"""The wall by the live stream: everybody and everything owed, for supervisors, and all of it."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.aftercare import open_outcome
from stillhere.actions.contact_row import happen_in_transaction
from stillhere.actions.late import review
from stillhere.actions.outcome_due import outcome_due
from stillhere.actions.watch import pass_time
from stillhere.care.contact_events import CallBackAsked
from stillhere.care.late import Found
from stillhere.records.models import Entry, Line, Operator, Outcome
from stillhere.records.organisations import as_organisation
from stillhere.web.streams import Sees
from stillhere.web.wall_reader import WallReader
from tests.actions.practising import practises, watch_in
from tests.somebody import a_line, acting, an_operator
from tests.web.happening import on, watched, writes
from tests.web.looking import Looking, Turning, look_at

pytestmark = pytest.mark.both


@pytest.fixture
def sam(line: Line) -> Operator:
    return an_operator(line.organisation, "sam", role="supervisor")


def wall(feed: Turning, sam: Operator) -> Looking:
    return look_at(feed.feed, sam, sees=Sees.WALL)


def operator(looking: Looking, who: Operator) -> dict[str, object]:
    [found] = [each for each in looking.wall["operators"] if each["id"] == who.pk]
    return dict(found)


def test_a_supervisor_is_told_the_whole_wall_first(feed: Turning, sam: Operator) -> None:
    looking = wall(feed, sam)

    feed.turn()

    assert looking.names == ["wall", "snapshot", "tick"]


def test_an_operator_who_asks_for_the_wall_is_sent_away(feed: Turning, ana: Operator) -> None:
    looking = wall(feed, ana)

    feed.turn()

    assert looking.is_over
    assert looking.told == []


def test_a_supervisor_who_is_one_no_longer_sees_the_wall_no_longer(
    feed: Turning, sam: Operator
) -> None:
    looking = wall(feed, sam)
    feed.turn()
    with as_organisation(sam.organisation_id, writing=True):
        Operator.objects.filter(pk=sam.pk).update(role="operator")

    feed.turn()

    assert looking.is_over


def test_a_console_is_told_nothing_of_the_wall(feed: Turning, sam: Operator) -> None:
    looking = look_at(feed.feed, sam)

    feed.turn()

    assert looking.names == ["snapshot", "tick"]


def test_the_wall_comes_again_only_when_something_is_new(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    looking = wall(feed, sam)
    feed.turn()
    feed.wait(seconds=1)
    feed.turn()
    before = looking.names.count("wall")
    on(ana)

    feed.turn()

    assert (before, looking.names.count("wall")) == (1, 2)


def test_it_says_who_is_here_whom_they_have_and_what_they_speak(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    watched(line, on(ana))
    with as_organisation(ana.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(speaks=["en", "fr"])
    looking = wall(feed, sam)

    feed.turn()

    assert [each["name"] for each in looking.wall["operators"]] == ["Ana", "Sam"]
    assert operator(looking, ana) == {
        "id": ana.pk,
        "number": operator(looking, ana)["number"],
        "name": "Ana",
        "state": "on",
        "held": 1,
        "speaks": ["en", "fr"],
        "rests": False,
        "silent_since": None,
    }
    assert operator(looking, sam)["state"] == "away"


def test_a_console_that_missed_a_beat_is_named_before_it_is_given_up(
    feed: Turning, ana: Operator, sam: Operator, noon: datetime
) -> None:
    looking = wall(feed, sam)
    on(ana)
    feed.turn()
    feed.wait(seconds=9)

    feed.turn()

    assert datetime.fromisoformat(str(operator(looking, ana)["silent_since"])) == noon


def test_each_line_says_how_many_wait_and_since_when(
    feed: Turning, line: Line, sam: Operator, noon: datetime
) -> None:
    quiet = a_line(line.organisation, slug="quiet")
    for _ in range(2):
        writes(line)
        feed.wait(seconds=5)
    looking = wall(feed, sam)

    feed.turn()

    lines = {each["id"]: each for each in looking.wall["lines"]}
    assert (lines[line.pk]["waiting"], lines[quiet.pk]["waiting"]) == (2, 0)
    assert datetime.fromisoformat(lines[line.pk]["longest"]) == noon
    assert lines[quiet.pk]["longest"] is None
    assert looking.wall["promise"] == 60


def test_it_counts_who_is_to_be_rung_back_and_asked_after(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    """CO4, AF2."""
    ours, contact = line.organisation_id, writes(line)
    watches = [watched(line, on(ana)) for _ in range(2)]
    with as_organisation(ours, writing=True):
        happen_in_transaction(contact, CallBackAsked(), now=feed.now, key="back")
        for watch in watches:
            open_outcome(watch, organisation=ours, now=feed.now)
        overdue = Outcome.objects.get(watch_id=watches[0])
    assert overdue.due_at is not None
    assert outcome_due(overdue.pk, organisation=ours, now=overdue.due_at)
    looking = wall(feed, sam)

    feed.turn()

    assert looking.wall["call_backs"] == 1
    assert looking.wall["outcomes"] == {"open": 2, "overdue": 1}


def test_the_outcome_of_an_exercise_is_owed_by_nobody(
    feed: Turning, ana: Operator, sam: Operator
) -> None:
    watch = watch_in(practises(ana, feed.now), ana, feed.now)
    with as_organisation(ana.organisation_id, writing=True):
        open_outcome(watch, organisation=ana.organisation_id, now=feed.now)
    looking = wall(feed, sam)

    feed.turn()

    assert looking.wall["outcomes"] == {"open": 0, "overdue": 0}


def test_it_says_who_is_on_call_and_whether_they_can_be_rung(
    feed: Turning, ana: Operator, sam: Operator
) -> None:
    with as_organisation(ana.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(on_call=True)
    looking = wall(feed, sam)

    feed.turn()

    assert looking.wall["on_call"] == [{"name": "Ana", "has_number": False}]


def test_every_late_alarm_of_the_last_day_is_there_and_whether_it_was_looked_into(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    """AF4."""
    watch = watched(line, on(ana))
    looking = wall(feed, sam)
    feed.turn()
    pass_time(line.organisation_id, [watch], now=feed.wait(seconds=200))
    feed.turn()
    [late] = looking.wall["late"]
    review(
        late["id"],
        organisation=line.organisation_id,
        by=acting(sam),
        found=Found.OUTAGE,
        now=feed.now,
    )
    feed.turn()
    [reviewed] = looking.wall["late"]

    feed.wait(seconds=timedelta(days=1).total_seconds())
    feed.turn()

    assert (late["seconds"], late["reviewed"], reviewed["reviewed"]) == (80, False, True)
    assert looking.wall["late"] == []


def test_what_came_in_time_is_no_late_alarm(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    watch = watched(line, on(ana))
    looking = wall(feed, sam)

    pass_time(line.organisation_id, [watch], now=feed.wait(seconds=121))
    feed.turn()

    with as_organisation(line.organisation_id):
        assert Entry.objects.filter(what="TimePassed").exists()
    assert looking.wall["late"] == []


def test_a_wall_that_cannot_be_read_says_nothing_and_takes_no_console_with_it(
    feed: Turning, line: Line, ana: Operator, sam: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ValueError("unreadable")

    monkeypatch.setattr(WallReader, "read", broken)
    looking, console = wall(feed, sam), look_at(feed.feed, on(ana))

    feed.turn()

    assert looking.is_over
    assert looking.told == []
    assert console.names == ["snapshot", "tick"]
