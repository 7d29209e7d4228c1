"""The number of the line that helps this one out: who waits hears of it, and of 911 (CO4)."""

from datetime import datetime

import pytest

from stillhere.actions.asks import machine_words
from stillhere.actions.other_line import NoLineOfThatName, keep_other_line
from stillhere.actions.phone import NotANumber
from stillhere.actions.thread import thread
from stillhere.records.models import Line
from tests.actions.reaching import begins, entries, later, messages, time_goes

pytestmark = pytest.mark.both
OTHER = "+14165550190"


def keeps(line: Line, number: str, now: datetime) -> str:
    return keep_other_line(line.slug, number, organisation=line.organisation_id, now=now)


def test_who_waits_hears_of_the_other_line_and_of_911(line: Line, noon: datetime) -> None:
    """CO4."""
    keeps(line, "416 555-0190", noon)
    contact = begins(line, noon)
    time_goes(contact, line, later(noon, 45))

    said = thread(contact, organisation=line.organisation_id)
    assert any(OTHER in each.words and "call 911" in each.words for each in said)


def test_without_another_line_nothing_is_said_of_one(line: Line, noon: datetime) -> None:
    keeps(line, OTHER, noon)
    keeps(line, "", noon)
    contact = begins(line, noon)
    time_goes(contact, line, later(noon, 45))

    assert not messages(line, reading="other_line")
    assert machine_words("notice", "other_line", "en") == ""


def test_it_is_written_down_without_a_number(line: Line, noon: datetime) -> None:
    """I9."""
    keeps(line, OTHER, noon)

    (entry,) = entries(line, what="OtherLineKept")
    assert OTHER not in str(entry.facts)


def test_what_cannot_be_dialled_or_is_not_ours_is_refused(line: Line, noon: datetime) -> None:
    with pytest.raises(NotANumber):
        keeps(line, "12", noon)
    with pytest.raises(NoLineOfThatName):
        keep_other_line("south", OTHER, organisation=line.organisation_id, now=noon)
