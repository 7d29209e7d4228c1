"""Who begins a watch beside somebody, how many there may be, and what is agreed with each."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest

from stillhere.actions.asking_as import name_in_asks
from stillhere.actions.beside_agreed import may_be_named, take_plan_over
from stillhere.actions.contact import call_them
from stillhere.actions.shared import people_by
from stillhere.actions.watch import begin_watch
from stillhere.actions.words import sealer_of
from stillhere.care.channel import Channel
from stillhere.care.refused import DoesNotFit, NotYours, OutOfRange
from stillhere.care.roster import HandsFull
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import agreed, begins, later, row, texts
from tests.actions.siding import alone, joined, seen
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def sam(line: Line, ana: Operator, noon: datetime) -> int:
    return alone(line, ana, noon, channel=Channel.TEXT)


@pytest.fixture
def robin(sam: int, ana: Operator, noon: datetime) -> int:
    return joined(sam, ana, noon, called="Robin")


def test_the_same_press_twice_is_one_person(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime
) -> None:
    """I7."""
    assert joined(sam, ana, later(noon, 1)) == robin
    with as_organisation(line.organisation_id):
        assert people_by(robin) == (sam, robin)


def test_somebody_beside_who_is_not_watched_yet_has_the_second_digit(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """IN6: whoever's phone it is has the first, once they are watched."""
    first = begins(line, noon)
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=first).update(state="with_operator", operator=ana)
    second = joined(first, ana, noon)
    begin_watch(
        first,
        organisation=line.organisation_id,
        by=acting(ana),
        route=None,
        with_sedative=False,
        now=noon,
    )

    assert (seen(first, line).first_digit, seen(second, line).first_digit) == (1, 2)


def test_a_third_is_beside_the_same_phone(line: Line, ana: Operator, noon: datetime) -> None:
    """IN6."""
    first = alone(line, ana, noon, channel=Channel.VOICE)
    second = joined(first, ana, noon)
    third = joined(second, ana, noon, key="third")

    with as_organisation(line.organisation_id):
        assert people_by(third) == (first, second, third)
    assert [seen(each, line).first_digit for each in (first, second, third)] == [1, 2, 3]


def test_only_who_has_them_in_hand_watches_somebody_beside_them(
    sam: int, ben: Operator, noon: datetime
) -> None:
    """IN6."""
    with pytest.raises(NotYours):
        joined(sam, ben, noon)


def test_hands_are_full_for_who_writes_and_never_for_who_is_down(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime
) -> None:
    """WA13, CO15."""
    joined(sam, ana, noon, key="third")

    with pytest.raises(HandsFull):
        joined(sam, ana, noon, key="fourth")
    assert seen(joined(sam, ana, noon, key="fourth", down=True), line).answered_for


def test_nine_are_watched_by_one_phone_and_no_tenth(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """IN6."""
    first = alone(line, ana, noon, channel=Channel.VOICE)
    for number in range(8):
        joined(first, ana, noon, key=f"{number}")

    with pytest.raises(OutOfRange):
        joined(first, ana, noon, key="tenth")


def test_a_plan_is_taken_over_once_and_only_where_there_is_one(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime
) -> None:
    """IN6, PL5."""
    take = partial(take_plan_over, organisation=line.organisation_id, by=acting(ana))
    with pytest.raises(DoesNotFit):
        take(robin, now=noon)
    agreed(sam, ana, later(noon, 1), ok_word="maple")
    take(robin, now=later(noon, 2))

    with pytest.raises(DoesNotFit):
        take(robin, now=later(noon, 3))
    with pytest.raises(DoesNotFit):
        take(sam, now=later(noon, 3))
    terms = seen(robin, line).terms
    assert (terms.place_given, terms.read_back, terms.has_ok_word) == (True, False, False)


def test_a_name_that_changed_is_written_only_once_it_is_agreed_to(
    line: Line, robin: int, ana: Operator, noon: datetime
) -> None:
    """IN2, IN6."""
    who: dict[str, Any] = {"organisation": line.organisation_id, "by": acting(ana), "now": noon}
    call_them(robin, called="Robin Weber", **who)
    before = row(robin, line).facts.get("may_be_named")
    may_be_named(robin, **who)

    assert before is None
    assert row(robin, line).facts["may_be_named"] is True


def test_nobody_is_named_who_gave_no_name(
    line: Line, sam: int, ana: Operator, noon: datetime
) -> None:
    """IN2."""
    with pytest.raises(DoesNotFit):
        may_be_named(sam, organisation=line.organisation_id, by=acting(ana), now=noon)


def test_a_name_that_tells_is_written_nowhere(
    line: Line, sam: int, ana: Operator, noon: datetime
) -> None:
    """IN2, IN6: whoever holds the phone may read it."""
    other = joined(sam, ana, noon, called="Fentanyl Bob")
    contact = row(other, line)
    with as_organisation(line.organisation_id):
        sealer = sealer_of(contact)

    assert name_in_asks(contact, sealer) == ""


def test_after_a_stop_from_their_phone_nobody_beside_them_is_only_texted(
    line: Line, sam: int, ana: Operator, noon: datetime
) -> None:
    """WA10: the carrier stops all texts to that number."""
    texts(line, "STOP", noon, key="stop")
    other = joined(sam, ana, later(noon, 5))

    assert seen(other, line).lost == {Channel.TEXT}
