"""A duty is claimed for ten seconds, if it is still wanted, and nobody waits behind it."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.claiming import LEASE, failing, organisations_owing
from stillhere.actions.delivery import again, put_back
from stillhere.actions.watch import happen
from stillhere.care.duties import Lane
from stillhere.care.watch_events import CheckedIn, TimePassed
from stillhere.records.models import Duty, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.owing import SECOND, duty, owe_ring, take

QUIET = timedelta(minutes=2)


@pytest.mark.both
def test_the_longest_owed_comes_first(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "second", noon + SECOND)
    owe_ring(ana, "first", noon)

    taken = take(organisation, noon + QUIET)
    assert [each.key for each in taken] == ["first", "second"]


@pytest.mark.both
def test_what_is_in_hand_is_not_taken_again_until_its_lease_is_over(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    counts = [len(take(organisation, noon + wait)) for wait in (0 * SECOND, LEASE - SECOND, LEASE)]

    assert counts == [1, 0, 1]


@pytest.mark.both
def test_an_answer_makes_the_question_unwanted(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    missed = happen(watch, TimePassed(), organisation=organisation.pk, now=noon + QUIET)
    answered = CheckedIn(ask=missed.watch.ask)
    happen(watch, answered, organisation=organisation.pk, now=noon + QUIET + SECOND)

    assert take(organisation, noon + QUIET + 2 * SECOND) == []
    ask = duty(organisation, f"ask:{watch}:{missed.watch.ask}")
    assert ask.state == "not_wanted"


def test_a_question_is_never_sent_stale(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    happen(watch, TimePassed(), organisation=organisation.pk, now=noon + QUIET)

    assert take(organisation, noon + QUIET + timedelta(minutes=10, seconds=1)) == []
    with as_organisation(organisation.pk):
        assert Message.objects.get(kind="ask").state == "failed"


@pytest.mark.both
def test_what_nobody_can_judge_is_done(
    watch: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "unreadable", noon, why="because")
    with as_organisation(organisation.pk, writing=True):
        Duty.objects.filter(key="unreadable").update(watch_id=watch)

    assert [each.key for each in take(organisation, noon)] == ["unreadable"]


@pytest.mark.both
def test_a_duty_nobody_can_read_holds_up_no_other(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "poison", noon)
    owe_ring(ana, "sound", noon + SECOND)
    with as_organisation(organisation.pk, writing=True):
        Duty.objects.filter(key="poison").update(kind="something_of_later")
    taken = take(organisation, noon + SECOND)

    assert [each.key for each in taken] == ["sound"]
    assert take(organisation, noon + SECOND) == []
    poison = duty(organisation, "poison")
    assert (poison.state, poison.tries) == ("owed", 1)


def test_a_duty_put_back_has_not_been_tried(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    (taken,) = take(organisation, noon)
    put_back(taken, now=noon, wait=SECOND)

    (once_more,) = take(organisation, noon + SECOND)
    assert once_more.tries == 1


@pytest.mark.both
@pytest.mark.engine
def test_the_courier_sees_who_owes_and_in_which_lane(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon + SECOND, lane=Lane.CARE)

    assert organisations_owing(Lane.CARE, now=noon) == []
    assert organisations_owing(Lane.CARE, now=noon + SECOND) == [organisation.pk]
    assert organisations_owing(Lane.LIFE, now=noon + SECOND) == []


@pytest.mark.both
@pytest.mark.engine
def test_life_duties_that_keep_failing_are_counted(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    now = noon
    for expected in (0, 0, 1):
        (taken,) = take(organisation, now)
        again(taken, now=now, how="NotNow")
        now += timedelta(minutes=1)

        assert len(failing()) == expected
