"""Two lines that stand in for each other: named by both, by who keeps lines, never mixed."""

from datetime import datetime

import pytest

from stillhere.actions.other_line import NoLineOfThatName
from stillhere.actions.second_line import (
    SECOND_LINE,
    PracticeAndReal,
    TakenAlready,
    keep_second_line,
    second_of,
)
from stillhere.care.refused import NotYours
from stillhere.records.models import Entry, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import a_line, an_operator


@pytest.fixture(autouse=True)
def three(organisation: Organisation) -> None:
    for slug in ("one", "two", "three"):
        a_line(organisation, slug=slug)


def named(organisation: Organisation) -> dict[str, str]:
    with as_organisation(organisation.pk):
        found = list(Line.objects.order_by("pk"))
    there = {each.slug: second_of(each, found) for each in found}
    return {slug: second.slug for slug, second in there.items() if second is not None}


def keep(organisation: Organisation, line: str, second: str, now: datetime) -> None:
    keep_second_line(line, second, organisation=organisation.pk, now=now)


@pytest.mark.both
def test_both_name_each_other_and_neither_any_more(
    organisation: Organisation, noon: datetime
) -> None:
    for _ in range(2):
        keep(organisation, "one", "two", noon)
    assert named(organisation) == {"one": "two", "two": "one"}

    keep(organisation, "two", "", noon)
    assert named(organisation) == {}
    with as_organisation(organisation.pk):
        assert Entry.objects.filter(what="SecondLineKept").count() == 3


def test_nobody_stands_in_for_two(organisation: Organisation, noon: datetime) -> None:
    keep(organisation, "one", "two", noon)

    for line, second in (("one", "three"), ("three", "two")):
        with pytest.raises(TakenAlready):
            keep(organisation, line, second, noon)
    assert named(organisation) == {"one": "two", "two": "one"}


def test_practice_never_stands_in_for_real(organisation: Organisation, noon: datetime) -> None:
    with as_organisation(organisation.pk, writing=True):
        Line.objects.filter(slug="two").update(practice=True)

    with pytest.raises(PracticeAndReal):
        keep(organisation, "one", "two", noon)


@pytest.mark.parametrize(("line", "second"), [("one", "one"), ("one", "no"), ("no", "")])
def test_a_line_that_is_not_there_or_the_same_is_named(
    line: str, second: str, organisation: Organisation, noon: datetime
) -> None:
    with pytest.raises(NoLineOfThatName):
        keep(organisation, line, second, noon)


def test_only_who_keeps_lines_pairs_them(organisation: Organisation, noon: datetime) -> None:
    ana = an_operator(organisation, "ana")

    with pytest.raises(NotYours):
        keep_second_line("one", "two", organisation=organisation.pk, now=noon, by=ana.pk)
    assert named(organisation) == {}


def test_a_second_line_that_is_gone_is_none(organisation: Organisation) -> None:
    assert second_of(Line(slug="one", settings={SECOND_LINE: "gone"}), []) is None
