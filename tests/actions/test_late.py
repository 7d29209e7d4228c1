"""Every alarm that came late is looked into, once, by a supervisor (AF4)."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from stillhere.actions.late import Late, NoSuchLateAlarm, late_alarms, review, together
from stillhere.actions.watch import pass_time
from stillhere.care.late import Found
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.records.models import Contact, Line, Operator
from tests.actions.reaching import entries
from tests.somebody import acting

pytestmark = pytest.mark.both
DUE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)


def noticed(watch: int, contact: Contact, at: datetime) -> None:
    pass_time(contact.organisation_id, [watch], now=at)


def to_look_into(who: Operator) -> list[Late]:
    return late_alarms(organisation=who.organisation_id, by=acting(who))


def test_what_came_later_than_the_policy_allows_is_listed(
    watch: int, contact: Contact, sam: Operator, noon: datetime
) -> None:
    """AF4."""
    noticed(watch, contact, noon + DUE + 10 * SECOND)
    in_time = to_look_into(sam)
    noticed(watch, contact, noon + DUE + (30 + 11) * SECOND)

    assert in_time == []
    assert [each.seconds for each in to_look_into(sam)] == [11]


def test_only_supervisors_see_the_list(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """AF4."""
    noticed(watch, contact, noon + DUE + 60 * SECOND)

    assert to_look_into(ana) == []


def test_what_was_found_is_written_down_once_and_in_no_words(
    watch: int, contact: Contact, line: Line, sam: Operator, noon: datetime
) -> None:
    """AF4."""
    noticed(watch, contact, noon + DUE + 60 * SECOND)
    (late,) = to_look_into(sam)
    looks = partial(review, late.id, organisation=sam.organisation_id, by=acting(sam), now=noon)

    looks(found=Found.OUTAGE)

    (entry,) = entries(line, what="LateAlarmReviewed")
    assert entry.facts == {"finding": "outage", "number": late.id}
    assert to_look_into(sam) == []
    with pytest.raises(AlreadyDone):
        looks(found=Found.UNKNOWN)


def test_nobody_else_says_that_it_was_looked_into(
    watch: int, contact: Contact, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """AF4."""
    noticed(watch, contact, noon + DUE + 60 * SECOND)
    (late,) = to_look_into(sam)

    with pytest.raises(NotYours):
        review(
            late.id,
            organisation=ana.organisation_id,
            by=acting(ana),
            found=Found.UNKNOWN,
            now=noon,
        )


def test_what_was_not_late_is_not_there(sam: Operator, noon: datetime) -> None:
    with pytest.raises(NoSuchLateAlarm):
        review(
            4_000,
            organisation=sam.organisation_id,
            by=acting(sam),
            found=Found.UNKNOWN,
            now=noon,
        )


def test_what_was_noticed_at_once_is_one_thing_to_look_at() -> None:
    """AF4."""
    moment = datetime(2026, 11, 1, 12, tzinfo=UTC)
    seconds = (0, 1, -1, 2, 9)
    lates = [
        Late(id=id, at=moment + after * SECOND, late=SECOND, contact=None, practice=False)
        for id, after in enumerate(seconds)
    ]

    groups = together(lates)

    assert [[each.id for each in group] for group in groups] == [[0, 1, 2], [3], [4]]
    assert together([]) == []


def test_each_of_them_has_an_entry_of_its_own_and_none_has_two(
    watch: int, contact: Contact, line: Line, sam: Operator, noon: datetime
) -> None:
    """AF4: what a colleague was first with, and what was never late, is passed."""
    for again in (60, 180, 300):
        noticed(watch, contact, noon + DUE + again * SECOND)
    first, second, third = (each.id for each in to_look_into(sam))
    looks = partial(review, organisation=sam.organisation_id, by=acting(sam), now=noon)
    looks(second, found=Found.CLOCK)

    looks(first, found=Found.OUTAGE, also=[second, third, first, 4_000])

    kept = entries(line, what="LateAlarmReviewed")
    assert sorted((each.facts["number"], each.facts["finding"]) for each in kept) == [
        (first, "outage"),
        (second, "clock"),
        (third, "outage"),
    ]
    assert to_look_into(sam) == []
