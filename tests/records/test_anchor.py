"""All processes of a node tell one time, and no step or restart makes a due time late."""

from datetime import UTC, datetime, timedelta

import pytest

from stillhere.records.anchor import keep_anchor, lead_time, read_anchor, settle
from stillhere.records.models import Console, Operator, Organisation, Pulse
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)


@pytest.fixture
def someone_on(organisation: Organisation) -> None:
    with as_organisation(organisation.pk, writing=True):
        ana = Operator.objects.create_user("ana", organisation=organisation, name="Ana")
        Console.objects.create(organisation=organisation, operator=ana, state="on", due_at=NOON)


def forget() -> None:
    """As a process that has just started knows nothing."""
    clock.anchor = None


def test_a_process_started_after_the_wall_was_set_back_tells_the_same_time() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(-7200)
        forget()

        assert read_anchor()
        assert clock.now() == NOON


def test_without_a_kept_anchor_the_wall_serves() -> None:
    with clock.hand_over(NOON):
        assert not read_anchor()
        assert clock.now() == NOON


@pytest.mark.postgresql
def test_a_wall_ahead_of_the_database_server_is_not_followed() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(7200)

        assert lead_time() == 0
        assert clock.now() == NOON


def test_small_differences_are_not_a_step() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(1.9)

        assert lead_time() == 0
        assert clock.now() == NOON


def test_time_ahead_of_the_wall_stays_ahead_after_a_restart_of_the_machine(
    someone_on: None,
) -> None:
    with clock.hand_over(NOON) as time:
        Pulse.objects.create(name="watches", at=NOON + TWO_HOURS)
        time.booted, time.running = "another", 5
        keep_anchor()

        assert clock.now() == NOON + TWO_HOURS


def test_with_nothing_open_a_restart_goes_by_the_wall() -> None:
    with clock.hand_over(NOON):
        Pulse.objects.create(name="watches", at=NOON + TWO_HOURS)
        keep_anchor()

        assert clock.now() == NOON


def test_nobody_turns_time_back_while_something_is_open(someone_on: None) -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(-7200)

        assert not settle()
        assert clock.now() == NOON


def test_time_is_turned_back_to_the_wall_when_nothing_is_open() -> None:
    with clock.hand_over(NOON) as time:
        keep_anchor()
        time.step_wall(-7200)

        assert settle()
        assert clock.now() == NOON - TWO_HOURS
