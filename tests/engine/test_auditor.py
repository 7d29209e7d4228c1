"""Nobody is forgotten without a person hearing of it, inside and outside."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.trouble import What, keep_pulses, troubles
from stillhere.engine.auditor import Auditor
from stillhere.engine.clock import tick
from stillhere.records.models import Console, Operator, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.pulse import PARTS
from tests.engine.conftest import Begin

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
SECOND = timedelta(seconds=1)


class Outside:
    """A monitor that counts."""

    def __init__(self) -> None:
        self.heard = 0

    def __call__(self) -> None:
        self.heard += 1


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def auditor(outside: Outside, organisation: Organisation) -> Auditor:
    return Auditor(all_clear=outside)


def sit_down(ana: Operator, *, now: datetime, state: str = "on") -> None:
    silent_at = now + 15 * SECOND
    with as_organisation(ana.organisation_id, writing=True):
        Console.objects.create(
            organisation=ana.organisation, operator=ana, state=state, due_at=silent_at
        )
    keep_pulses(PARTS, now=now)


def test_a_quiet_night_is_told_outside(
    auditor: Auditor, outside: Outside, ana: Operator, begin: Begin, noon: datetime
) -> None:
    begin(noon)
    sit_down(ana, now=noon)

    assert auditor.look(noon) == {}
    assert outside.heard == 1


def test_somebody_overdue_turns_the_consoles_red_and_silences_the_sign_of_life(
    auditor: Auditor, outside: Outside, ana: Operator, begin: Begin, noon: datetime
) -> None:
    watch = begin(noon)
    late = noon + 131 * SECOND
    sit_down(ana, now=late)
    auditor.look(late)

    assert troubles() == {What.OVERDUE: {"watches": [watch]}}
    assert outside.heard == 0


def test_what_was_caught_up_is_no_trouble_any_more(
    auditor: Auditor, outside: Outside, ana: Operator, begin: Begin, noon: datetime
) -> None:
    begin(noon)
    late = noon + 131 * SECOND
    sit_down(ana, now=late)
    auditor.look(late)
    tick(late)
    auditor.look(late)

    assert troubles() == {}
    assert outside.heard == 1


def test_ten_seconds_late_is_still_in_time(
    auditor: Auditor, ana: Operator, begin: Begin, noon: datetime
) -> None:
    begin(noon)
    sit_down(ana, now=noon + 130 * SECOND)

    assert auditor.look(noon + 130 * SECOND) == {}


def test_a_holder_whose_console_is_gone_is_found_at_the_second_look(
    auditor: Auditor, ana: Operator, begin: Begin, noon: datetime
) -> None:
    watch = begin(noon)
    sit_down(ana, now=noon)
    with as_organisation(ana.organisation_id, writing=True):
        Console.objects.update(state="away", due_at=None)

    assert auditor.look(noon) == {}
    assert auditor.look(noon + 2 * SECOND) == {What.UNHELD: {"watches": [watch]}}


def test_a_watch_of_nobody_is_found_unless_something_says_so(
    auditor: Auditor, ana: Operator, begin: Begin, noon: datetime
) -> None:
    forgotten, told, waiting = begin(noon), begin(noon), begin(noon)
    sit_down(ana, now=noon)
    with as_organisation(ana.organisation_id, writing=True):
        WatchClock.objects.update(holder=None)
        WatchClock.objects.filter(pk=told).update(state="alarm")
        soon = {"unheld": (noon + SECOND).isoformat()}
        WatchClock.objects.filter(pk=waiting).update(clocks=soon)
    auditor.look(noon)

    assert auditor.look(noon) == {What.UNHELD: {"watches": [forgotten]}}


@pytest.mark.parametrize("part", sorted(set(PARTS) - {"auditor"}))
def test_a_silent_part_is_found(part: str, auditor: Auditor, ana: Operator, noon: datetime) -> None:
    sit_down(ana, now=noon)
    auditor.look(noon)
    later = noon + PARTS[part] + SECOND
    keep_pulses(set(PARTS) - {part}, now=later)
    with as_organisation(ana.organisation_id, writing=True):
        Console.objects.update(due_at=later)
    found = auditor.look(later)

    assert found[What.PART_SILENT] == {"parts": [part]}


def test_parts_that_are_just_starting_are_not_called_silent(
    auditor: Auditor, noon: datetime
) -> None:
    assert auditor.look(noon) == {}


def test_an_audit_that_came_late_says_so(auditor: Auditor, ana: Operator, noon: datetime) -> None:
    sit_down(ana, now=noon)
    auditor.look(noon)
    auditor.look(noon + 11 * SECOND)
    late = What.AUDITOR_LATE in troubles()
    auditor.look(noon + 13 * SECOND)

    assert late
    assert What.AUDITOR_LATE not in troubles()


@pytest.mark.usefixtures("db")
def test_an_engine_that_sees_nobody_at_all_is_no_quiet_night(
    outside: Outside, noon: datetime
) -> None:
    assert What.BLIND in Auditor(all_clear=outside).look(noon)
    assert outside.heard == 0


@pytest.mark.parametrize("seconds", [60, -11])
def test_a_yes_at_home_holds_an_unattended_watch_only_while_it_counts(
    auditor: Auditor, begin: Begin, organisation: Organisation, noon: datetime, seconds: int
) -> None:
    """WA12, I1: no console beats for somebody at home."""
    watch = begin(noon)
    keep_pulses(PARTS, now=noon)
    with as_organisation(organisation.pk, writing=True):
        clock = WatchClock.objects.get(pk=watch)
        until = (noon + seconds * SECOND).isoformat()
        clock.facts = {**clock.facts, "unattended": True, "yes_until": until}
        clock.save(update_fields=["facts"])
    auditor.look(noon)

    assert auditor.look(noon) == ({} if seconds > 0 else {What.UNHELD: {"watches": [watch]}})
