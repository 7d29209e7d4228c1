"""That nothing leaves is told by the lines real callers are on, and until something leaves."""

from datetime import datetime

import pytest

from stillhere.actions.trouble import What, troubles
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind
from stillhere.engine.courier import Courier
from stillhere.engine.way_out import WayOut
from stillhere.lines.line import NotNow, NotThisOne
from stillhere.records.models import Contact, Duty, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.engine.courier.lines_of_glass import Lines, breaking
from tests.engine.courier.owing import SECOND, due, missed, owe_ring
from tests.somebody import a_contact, a_line

pytestmark = [pytest.mark.both, pytest.mark.engine]


@pytest.fixture
def trainee(organisation: Organisation, ana: Operator, noon: datetime) -> Contact:
    """On a line for practice, beside the one for real callers."""
    line = a_line(organisation, slug="practice", provider="simulated")
    return _texter(line, ana, "+14165550125", noon, practice=True)


@pytest.fixture
def second(organisation: Organisation, ana: Operator, noon: datetime) -> Contact:
    """A real caller on another line of ours."""
    line = a_line(organisation, slug="other", provider="simulated")
    return _texter(line, ana, "+14165550124", noon, practice=False)


def _texter(line: Line, ana: Operator, address: str, noon: datetime, *, practice: bool) -> Contact:
    found = a_contact(line, now=noon, operator=ana, channel=Channel.TEXT, address=address)
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.filter(pk=line.pk).update(practice=practice)
        Contact.objects.filter(pk=found.pk).update(practice=practice)
    return found


@pytest.fixture
def unreached(contact: Contact, ana: Operator, glass: Lines, noon: datetime) -> Contact:
    """A question is owed to them, and their company is down."""
    missed(contact, ana, noon)
    breaking(glass.by_slug["texts"], NotNow("down"))
    return contact


def tried_twice(courier: Courier, at: datetime) -> None:
    for seconds in (0, 15):
        courier.deliver_once(at + seconds * SECOND)


def down(at: datetime) -> bool:
    WayOut().look(at)
    return What.LINES_DOWN in troubles()


def test_a_line_for_practice_does_not_hide_that_nothing_leaves_for_real_callers(
    courier: Courier, unreached: Contact, trainee: Contact, noon: datetime
) -> None:
    """F11."""
    tried_twice(courier, due(noon))

    assert down(due(noon) + 20 * SECOND)


@pytest.fixture
def trainee_unreached(trainee: Contact, ana: Operator, glass: Lines, noon: datetime) -> Contact:
    missed(trainee, ana, noon)
    breaking(glass.by_slug["practice"], NotNow("down"))
    return trainee


def test_what_fails_in_practice_is_not_told_as_the_real_lines_failing(
    courier: Courier, trainee_unreached: Contact, line: Line, noon: datetime
) -> None:
    tried_twice(courier, due(noon))

    assert not down(due(noon) + 20 * SECOND)


@pytest.fixture
def both_unreached(
    unreached: Contact, second: Contact, ana: Operator, glass: Lines, noon: datetime
) -> None:
    missed(second, ana, noon)
    breaking(glass.by_slug["other"], NotNow("down"))


def test_lines_that_each_fail_somebody_else_are_all_down(
    courier: Courier, both_unreached: None, noon: datetime
) -> None:
    """F11. A caller is written to by their own line alone: no one text ever fails by both."""
    tried_twice(courier, due(noon))

    assert down(due(noon) + 20 * SECOND)


def test_one_of_two_lines_that_fails_is_not_all_of_them(
    courier: Courier, unreached: Contact, second: Contact, noon: datetime
) -> None:
    tried_twice(courier, due(noon))

    assert not down(due(noon) + 20 * SECOND)


@pytest.mark.parametrize("kind", [Kind.SEEK_RECEIPT, Kind.TEXT_CALLER])
def test_only_what_left_for_real_callers_ends_it(
    courier: Courier, unreached: Contact, trainee: Contact, noon: datetime, kind: Kind
) -> None:
    """Neither a look for a receipt, which may have failed as well, nor a text in practice."""
    at = due(noon)
    tried_twice(courier, at)
    assert down(at + 20 * SECOND)
    _becomes_idle(unreached)
    _left(unreached if kind is Kind.SEEK_RECEIPT else trainee, kind, at + 30 * SECOND)

    assert down(at + 40 * SECOND)
    _left(unreached, Kind.TEXT_CALLER, at + 41 * SECOND)
    assert not down(at + 45 * SECOND)


def _becomes_idle(contact: Contact) -> None:
    """Nothing is owed any more, so that only what was told before stands."""
    with as_organisation(contact.organisation_id, writing=True):
        Duty.objects.update(state="not_wanted")


def _left(contact: Contact, kind: Kind, at: datetime) -> None:
    with as_organisation(contact.organisation_id, writing=True):
        Duty.objects.create(
            organisation_id=contact.organisation_id,
            contact=contact,
            kind=kind,
            key=f"{kind}:{contact.pk}",
            lane="care",
            state="sent",
            owed_at=at,
            not_before=at,
            ended_at=at,
        )


def test_one_text_that_its_company_will_not_have_is_no_line_down(
    courier: Courier, contact: Contact, ana: Operator, glass: Lines, noon: datetime
) -> None:
    """F11. However often it is tried: the next may be taken."""
    missed(contact, ana, noon)
    breaking(glass.by_slug["texts"], NotThisOne("odd"))
    for seconds in (0, 1, 3):
        courier.deliver_once(due(noon) + seconds * SECOND)

    assert not down(due(noon) + 4 * SECOND)


@pytest.fixture
def another(contact: Contact, line: Line, ana: Operator, glass: Lines, noon: datetime) -> Contact:
    """On the same line, whose company takes nothing that is said to either of them."""
    found = _texter(line, ana, "+14165550126", noon, practice=False)
    for each in (contact, found):
        missed(each, ana, noon)
    breaking(glass.by_slug["texts"], NotThisOne("odd"))
    return found


def test_a_line_that_has_none_of_several_people_is_down(
    courier: Courier, another: Contact, noon: datetime
) -> None:
    """F11. Until it takes one."""
    tried_twice(courier, due(noon))
    assert down(due(noon) + 20 * SECOND)

    _left(another, Kind.TEXT_CALLER, due(noon) + 30 * SECOND)
    assert not down(due(noon) + 40 * SECOND)


def test_a_line_that_goes_down_over_an_odd_text_is_down(
    courier: Courier, contact: Contact, ana: Operator, glass: Lines, noon: datetime
) -> None:
    """F11."""
    missed(contact, ana, noon)
    breaking(glass.by_slug["texts"], NotThisOne("odd"))
    courier.deliver_once(due(noon))
    breaking(glass.by_slug["texts"], NotNow("down"))
    for seconds in (2, 10):
        courier.deliver_once(due(noon) + seconds * SECOND)

    assert down(due(noon) + 20 * SECOND)


def failing_for(organisation: int, now: datetime) -> bool:
    WayOut().look(now)
    return organisation in troubles().get(What.DUTY_FAILING, {}).get("organisations", ())


def test_a_ring_that_a_newer_one_replaced_stays_told_until_one_is_made(
    courier: Courier, contact: Contact, ana: Operator, glass: Lines, noon: datetime
) -> None:
    """F11. It does not go off for the seconds in which the newer one has not yet failed."""
    rung = contact.organisation_id
    fails_thrice(courier, contact, ana, glass, noon)
    assert failing_for(rung, noon + 10 * SECOND)
    with as_organisation(rung, writing=True):
        Duty.objects.filter(key="first").update(state="replaced", ended_at=noon + 11 * SECOND)
    owe_ring(contact, ana, "newer", noon + 11 * SECOND)
    assert failing_for(rung, noon + 14 * SECOND)

    glass.by_slug["texts"].before = lambda _key: None
    courier.deliver_once(noon + 15 * SECOND)
    assert not failing_for(rung, noon + 18 * SECOND)


def test_what_fails_is_over_once_a_person_has_seen_to_it(
    courier: Courier, contact: Contact, ana: Operator, glass: Lines, noon: datetime
) -> None:
    fails_thrice(courier, contact, ana, glass, noon)
    assert failing_for(contact.organisation_id, noon + 10 * SECOND)
    _becomes_idle(contact)

    assert not failing_for(contact.organisation_id, noon + 13 * SECOND)


def fails_thrice(
    courier: Courier, contact: Contact, ana: Operator, glass: Lines, noon: datetime
) -> None:
    owe_ring(contact, ana, "first", noon)
    breaking(glass.by_slug["texts"], NotNow("down"))
    for seconds in (0, 5, 10):
        courier.deliver_once(noon + seconds * SECOND)
