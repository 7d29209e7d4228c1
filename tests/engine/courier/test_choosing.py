"""By which line somebody is reached, and by which next when that one fails."""

from datetime import datetime

import pytest

from stillhere.engine.courier import Courier
from stillhere.lines.line import Blocked, NotNow
from stillhere.records.models import Contact, Line, Operator, Organisation
from tests.engine.courier.lines_of_glass import Lines, breaking
from tests.engine.courier.owing import SECOND, due, missed, owe_ring, state
from tests.somebody import a_line

pytestmark = [pytest.mark.both, pytest.mark.engine]


@pytest.fixture(autouse=True)
def spare(organisation: Organisation, line: Line) -> Line:
    return a_line(organisation, slug="spare", provider="simulated")


def test_a_colleague_is_rung_by_another_line_a_second_after_the_first_failed(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """F11."""
    owe_ring(contact, ana, "ring", noon)
    breaking(glass.by_slug["texts"], NotNow("down"))
    for seconds in (0, 1):
        courier.deliver_once(noon + seconds * SECOND)

    assert "ring" in glass.by_slug["spare"].got
    assert state(contact, "ring") == "sent"


def test_the_first_line_is_tried_again_when_the_other_fails_too(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ana, "ring", noon)
    for slug in ("texts", "spare"):
        breaking(glass.by_slug[slug], NotNow("down"))
    courier.deliver_once(noon)
    courier.deliver_once(noon + SECOND)
    glass.by_slug["texts"].before = lambda _key: None
    courier.deliver_once(noon + 3 * SECOND)

    assert "ring" in glass.by_slug["texts"].got


def test_a_line_that_refuses_a_colleagues_number_is_not_the_end_while_another_is_left(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ana, "ring", noon)
    breaking(glass.by_slug["texts"], Blocked("not by us"))
    courier.deliver_once(noon)
    assert state(contact, "ring") == "owed"
    breaking(glass.by_slug["spare"], Blocked("nor by us"))
    courier.deliver_once(noon + SECOND)

    assert state(contact, "ring") == "failed"


def test_a_line_that_was_only_busy_is_left_when_the_other_refuses_a_colleagues_number(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """F11."""
    owe_ring(contact, ana, "ring", noon)
    breaking(glass.by_slug["texts"], NotNow("busy"))
    breaking(glass.by_slug["spare"], Blocked("not by us"))
    for seconds in (0, 1):
        courier.deliver_once(noon + seconds * SECOND)
    glass.by_slug["texts"].before = lambda _key: None
    courier.deliver_once(noon + 3 * SECOND)

    assert "ring" in glass.by_slug["texts"].got
    assert state(contact, "ring") == "sent"


def test_a_caller_is_written_to_by_the_line_they_know_alone(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """Their answer would come to a line on which nobody knows their watch."""
    key = missed(contact, ana, noon)
    breaking(glass.by_slug["texts"], NotNow("down"))
    for seconds in range(10):
        courier.deliver_once(due(noon) + seconds * SECOND)

    assert glass.by_slug["spare"].got == {}
    assert state(contact, key) == "owed"
