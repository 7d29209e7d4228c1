"""What is wrong is told once, stays until it is over, and says since when."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.lease import TERM, lead, let_go
from stillhere.actions.trouble import What, keep_pulses, over, tell, troubles
from stillhere.records.models import Pulse, Trouble
from stillhere.records.pulse import PARTS, readiness

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
SECOND = timedelta(seconds=1)


def test_a_trouble_keeps_when_it_began(noon: datetime) -> None:
    first = tell(What.OVERDUE, now=noon, watches=[1])
    second = tell(What.OVERDUE, now=noon + 9 * SECOND, watches=[1, 2])
    kept = Trouble.objects.get()

    assert (first, second) == (True, False)
    assert (kept.since, kept.seen_at) == (noon, noon + 9 * SECOND)
    assert troubles() == {What.OVERDUE: {"watches": [1, 2]}}


def test_a_trouble_that_is_over_is_gone(noon: datetime) -> None:
    tell(What.UNHELD, now=noon)

    assert over(What.UNHELD, What.OVERDUE) == ["unheld"]
    assert over(What.UNHELD) == []
    assert troubles() == {}


def test_an_installation_is_ready_when_every_part_has_just_worked(noon: datetime) -> None:
    keep_pulses(PARTS, now=noon)

    assert readiness(noon + 5 * SECOND).ready


@pytest.mark.parametrize("part", PARTS)
def test_a_silent_part_makes_it_not_ready(part: str, noon: datetime) -> None:
    keep_pulses(PARTS, now=noon + 60 * SECOND)
    Pulse.objects.filter(name=part).update(at=noon)

    assert readiness(noon + 60 * SECOND).silent == (part,)


def test_a_part_that_never_worked_is_silent(noon: datetime) -> None:
    assert readiness(noon).silent == tuple(PARTS)


def test_one_leads_until_the_term_is_over(noon: datetime) -> None:
    assert lead("scribe", by="one", now=noon)
    assert not lead("scribe", by="two", now=noon + TERM)
    assert lead("scribe", by="two", now=noon + TERM + SECOND)
    assert not lead("scribe", by="one", now=noon + TERM + SECOND)


def test_a_leader_who_works_goes_on_leading(noon: datetime) -> None:
    times = [noon + step * 4 * SECOND for step in range(6)]

    assert all(lead("scribe", by="one", now=now) for now in times)
    assert not lead("scribe", by="two", now=times[-1] + SECOND)


def test_a_leader_who_lets_go_is_followed_at_once(noon: datetime) -> None:
    lead("scribe", by="one", now=noon)
    let_go("scribe", by="one")

    assert lead("scribe", by="two", now=noon)


def test_a_lease_from_a_clock_set_back_since_holds_nobody_up(noon: datetime) -> None:
    lead("scribe", by="one", now=noon + timedelta(hours=2))

    assert lead("scribe", by="two", now=noon)
