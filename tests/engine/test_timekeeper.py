"""A clock that was set is told to everybody, and silences nobody."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.trouble import What, troubles
from stillhere.engine.clock import Watches
from stillhere.engine.timekeeper import Timekeeper
from stillhere.records import anchor
from stillhere.records.models import Entry, Organisation
from stillhere.records.narrow import DueWatch
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.engine.conftest import Begin

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]


@pytest.fixture(autouse=True)
def one_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock is the machine's, as on one box."""
    monkeypatch.setattr(anchor, "_database_agrees", lambda _wall: True)


@pytest.mark.parametrize("hours", [2, 24])
def test_a_forward_step_rings_everything_early_and_is_told(
    hours: int, begin: Begin, noon: datetime
) -> None:
    with clock.hand_over(noon) as time:
        watches = Watches()
        watch = begin(noon)
        watches.turn()
        time.step_wall(3600 * hours)
        watches.turn()

        assert DueWatch.objects.get(pk=watch).state == "alarm"
        assert troubles()[What.CLOCK_STEPPED] == {"seconds": 3600 * hours}


def test_a_step_is_written_in_the_ledger(organisation: Organisation, noon: datetime) -> None:
    with clock.hand_over(noon) as time:
        keeper = Timekeeper()
        keeper.claim_time()
        time.step_wall(7200)
        keeper.claim_time()
    with as_organisation(organisation.pk):
        entry = Entry.objects.get(what="ClockStepped")

    assert (entry.at, entry.facts) == (noon + timedelta(hours=2), {"seconds": 7200})


@pytest.mark.parametrize("hours", [2, 24])
def test_a_backward_step_delays_nothing_and_is_told(
    hours: int, begin: Begin, noon: datetime
) -> None:
    with clock.hand_over(noon) as time:
        watches = Watches()
        watch = begin(noon)
        watches.turn()
        time.step_wall(-3600 * hours)
        time.wait(180)
        watches.turn()

        assert DueWatch.objects.get(pk=watch).state == "alarm"
        assert troubles()[What.CLOCK_STEPPED] == {"seconds": -3600 * hours}


def test_a_step_there_and_back_never_silences_an_alarm(begin: Begin, noon: datetime) -> None:
    with clock.hand_over(noon) as time:
        watches = Watches()
        watch = begin(noon)
        watches.turn()
        time.step_wall(7200)
        watches.turn()
        time.step_wall(-7200)
        before = DueWatch.objects.get(pk=watch).version
        time.wait(61)
        watches.turn()

        assert DueWatch.objects.get(pk=watch).version > before


def test_what_is_over_stays_visible_for_a_while(noon: datetime) -> None:
    with clock.hand_over(noon) as time:
        keeper = Timekeeper()
        keeper.claim_time()
        time.step_wall(7200)
        keeper.claim_time()
        time.wait(590)
        keeper.claim_time()
        still = What.CLOCK_STEPPED in troubles()
        time.wait(60)
        keeper.claim_time()

        assert still
        assert troubles() == {}
