"""What is owed is brought, once, in harmless words."""

from datetime import datetime

import pytest

from stillhere.engine.courier import Courier
from stillhere.records.models import Contact, Message, Operator
from stillhere.records.organisations import as_organisation
from tests.engine.courier.lines_of_glass import Lines
from tests.engine.courier.owing import ANAS_NUMBER, SECOND, due, missed, owe_ring, state
from tests.somebody import CALLER_NUMBER

pytestmark = [pytest.mark.both, pytest.mark.engine]


def test_a_question_reaches_the_number_they_came_by(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    key = missed(contact, ana, noon)
    courier.deliver_once(due(noon))

    ((to, words),) = glass.by_slug["texts"].got[key]
    assert to == CALLER_NUMBER
    assert words.startswith("Are you okay? Send back ")
    assert state(contact, key) == "sent"
    with as_organisation(contact.organisation_id):
        assert Message.objects.get(key=key).state == "sent"


def test_a_colleagues_phone_rings_with_harmless_words(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ana, "ring", noon)
    courier.deliver_once(noon)

    ((to, words),) = glass.by_slug["texts"].got["ring"]
    assert (to, words) == (
        ANAS_NUMBER,
        "You are needed now. Press 1 to say that you hear this, then open your board.",
    )


def test_nothing_owed_is_nothing_done(courier: Courier, contact: Contact, noon: datetime) -> None:
    assert courier.deliver_once(noon) == 0


def test_the_second_round_does_nothing_again(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    key = missed(contact, ana, noon)
    for seconds in (0, 1, 20):
        courier.deliver_once(due(noon) + seconds * SECOND)

    assert len(glass.by_slug["texts"].got[key]) == 1
