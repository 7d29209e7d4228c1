"""After a restore nobody who was watched over is taken for calm."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.restored import came_back
from stillhere.actions.watch import load
from stillhere.care.watch_state import State
from stillhere.records.models import Entry, Operator, WatchClock
from stillhere.records.organisations import as_organisation
from tests.engine.conftest import Begin

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
MINUTE = timedelta(minutes=1)


def test_every_watch_that_was_open_comes_back_as_an_alarm(
    begin: Begin, ana: Operator, noon: datetime
) -> None:
    """WA16: also one that is younger than ten minutes."""
    watches = [begin(noon), begin(noon + 2 * MINUTE)]

    found = came_back(now=noon + 5 * MINUTE)

    assert (found.watches, list(found.stuck)) == (2, [])
    with as_organisation(ana.organisation_id):
        back = [load(watch).watch for watch in watches]
        assert Entry.objects.filter(what="CameBack").count() == 2
    assert {watch.state for watch in back} == {State.ALARM}
    assert {watch.unknown_since for watch in back} == {noon + 2 * MINUTE}


def test_one_that_cannot_be_decided_is_named_and_holds_up_nobody(
    begin: Begin, ana: Operator, noon: datetime
) -> None:
    """WA16."""
    first, second = begin(noon), begin(noon)
    with as_organisation(ana.organisation_id, writing=True):
        WatchClock.objects.filter(pk=first).update(facts={"channel": "no such way"})

    found = came_back(now=noon + MINUTE)

    assert (found.watches, list(found.stuck)) == (1, [first])
    with as_organisation(ana.organisation_id):
        assert load(second).watch.state is State.ALARM


def test_with_nobody_watched_over_nothing_happens(ana: Operator, noon: datetime) -> None:
    """WA16."""
    assert came_back(now=noon).watches == 0
