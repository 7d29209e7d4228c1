"""The last one on rings on-call before leaving; and while nobody is on, the phones ring on."""

from datetime import datetime

import pytest

from stillhere.actions.leaving import Gone, leave, on_call, stay
from stillhere.actions.parcel import parcel
from stillhere.actions.roster import lose_console
from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Line, Operator, Organisation
from tests.actions.covering import ON_CALL_NUMBER, has_a_phone, rings, says_yes
from tests.actions.owing import take
from tests.actions.reaching import duties, entries, later, on
from tests.somebody import an_operator

pytestmark = pytest.mark.both
FIRST = Gone(was_last=True, left=False)
LEFT = Gone(was_last=True, left=True)


@pytest.fixture
def kim(organisation: Organisation, noon: datetime) -> Operator:
    return has_a_phone(an_operator(organisation, "kim"), noon)


def leaves(operator: Operator, now: datetime, *, anyway: bool = False) -> Gone:
    return leave(operator.pk, organisation=operator.organisation_id, now=now, anyway=anyway)


def test_the_last_one_on_rings_on_call_before_leaving(
    ana: Operator, kim: Operator, noon: datetime
) -> None:
    """WA13."""
    on(ana, noon)

    assert leaves(ana, noon) == FIRST
    assert rings(kim, noon) == 1


def test_who_is_not_the_last_one_rings_nobody(
    ana: Operator, ben: Operator, kim: Operator, noon: datetime
) -> None:
    on(ana, noon)
    on(ben, noon)

    assert leaves(ana, noon) == Gone(was_last=False, left=True)
    assert rings(kim, noon) == 0


def test_leaving_all_the_same_goes_on_ringing_until_somebody_says_yes(
    ana: Operator, kim: Operator, noon: datetime
) -> None:
    """WA13: a volunteer is free to go."""
    on(ana, noon)
    leaves(ana, noon)

    assert leaves(ana, later(noon, 5), anyway=True) == LEFT
    rung = [rings(kim, later(noon, seconds)) for seconds in (5, 65, 125, 185, 245)]
    says_yes(kim, later(noon, 250))
    assert rung == [1, 1, 1, 1, 1]
    assert [rings(kim, later(noon, seconds)) for seconds in (305, 1305)] == [0, 0]


def test_nobody_rings_once_somebody_is_on_shift_again(
    ana: Operator, ben: Operator, kim: Operator, noon: datetime
) -> None:
    """WA13."""
    on(ana, noon)
    leaves(ana, noon, anyway=True)
    rings(kim, noon)
    on(ben, later(noon, 59))

    assert rings(kim, later(noon, 60)) == 0


def test_who_stays_lets_nobody_ring(ana: Operator, kim: Operator, noon: datetime) -> None:
    on(ana, noon)
    leaves(ana, noon)
    stay(ana.pk, organisation=ana.organisation_id, now=later(noon, 1))

    assert rings(kim, later(noon, 2)) == 0


def test_who_forgets_to_leave_has_stayed(ana: Operator, kim: Operator, noon: datetime) -> None:
    """They asked, and went on working: no phone rings all night for that."""
    on(ana, noon)
    leaves(ana, noon)
    on(ana, later(noon, 175))

    rung = [rings(kim, later(noon, seconds)) for seconds in (0, 60, 120, 180)]
    assert rung == [1, 1, 1, 0]


def test_a_yes_is_seen_by_who_is_about_to_leave(
    ana: Operator, kim: Operator, noon: datetime
) -> None:
    """WA13."""
    on(ana, noon)
    leaves(ana, noon)
    rings(kim, noon)
    says_yes(kim, later(noon, 20))

    (seen,) = on_call(organisation=ana.organisation_id, now=later(noon, 30))
    (stale,) = on_call(organisation=ana.organisation_id, now=later(noon, 321))
    assert (seen.name, seen.said_yes_at) == ("Kim", later(noon, 20))
    assert stale.said_yes_at is None


@pytest.mark.parametrize("said_yes", [True, False])
def test_supervisors_are_told_where_nobody_has_said_yes(
    ana: Operator, sam: Operator, kim: Operator, line: Line, noon: datetime, *, said_yes: bool
) -> None:
    """WA13."""
    has_a_phone(sam, noon, number="+14165550142")
    on(ana, noon)
    leaves(ana, noon)
    rings(kim, noon)
    if said_yes:
        says_yes(kim, later(noon, 20))
    leaves(ana, later(noon, 30), anyway=True)

    told = duties(line, kind=Kind.TEXT_PERSON)
    assert [each.operator_id for each in told] == ([] if said_yes else [sam.pk])


@pytest.mark.engine
def test_the_last_console_that_falls_silent_rings_on_call_too(
    ana: Operator, kim: Operator, noon: datetime
) -> None:
    """WA13: vanishing is not better than leaving."""
    on(ana, noon)
    lose_console(ana.pk, organisation=ana.organisation_id, now=later(noon, 15))

    assert rings(kim, later(noon, 15)) == 1


def test_what_the_ring_says_is_what_one_takes_on(
    line: Line, ana: Operator, kim: Operator, organisation: Organisation, noon: datetime
) -> None:
    """WA13."""
    on(ana, noon)
    leaves(ana, noon)

    (ring,) = take(organisation, noon)
    made = parcel(ring)
    assert made.to == ON_CALL_NUMBER
    assert made.lines == (line,)
    assert "Press 1" in made.words


def test_supervisors_read_what_happened(
    ana: Operator, sam: Operator, line: Line, organisation: Organisation, noon: datetime
) -> None:
    has_a_phone(sam, noon)
    on(ana, noon)
    leaves(ana, noon, anyway=True)

    (told,) = take(organisation, noon, Lane.CARE)
    assert "Nobody is on shift" in parcel(told).words


def test_asking_staying_and_leaving_are_in_the_ledger(
    ana: Operator, line: Line, noon: datetime
) -> None:
    on(ana, noon)
    leaves(ana, noon)
    stay(ana.pk, organisation=ana.organisation_id, now=noon)
    leaves(ana, noon, anyway=True)

    assert [each.what for each in entries(line)] == ["CameOn", "AskedToLeave", "Stayed", "WentOff"]
