"""A supervisor is shown who looks for codes often and confirms none; nobody else is."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.code_looks import Looks, who_looks_often
from stillhere.care.recall import LOOKED_BACK, OFTEN
from stillhere.records.models import Contact, Operator
from tests.actions.coding import but, comes_back, confirms, makes, says_answers
from tests.somebody import acting

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("quick_codes")]


def shown(to: Operator, now: datetime) -> list[Looks]:
    return who_looks_often(organisation=to.organisation_id, by=acting(to), now=now)


def looks(contact: Contact, by: Operator, now: datetime, times: int = OFTEN) -> None:
    for day in range(times):
        says_answers(contact, by, now, but(birth_day=str(day + 8), carer="Zo"))


def test_who_looks_often_and_confirms_none_is_shown_to_supervisors_alone(
    contact: Contact, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD3."""
    looks(contact, ana, noon, OFTEN - 1)
    before = shown(sam, noon)
    looks(comes_back(contact.line, ana, noon), ana, noon, 1)

    assert before == []
    assert shown(sam, noon) == [Looks(name="Ana", times=OFTEN, contacts=2)]
    assert shown(ana, noon) == []


def test_who_found_whom_they_looked_for_is_nobody_to_ask(
    contact: Contact, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD3."""
    makes(contact, ana, noon)
    back = comes_back(contact.line, ana, noon)
    looks(back, ana, noon, OFTEN - 1)
    found = says_answers(back, ana, noon)
    confirms(back, ana, noon, found.perhaps[0])

    assert shown(sam, noon) == []


def test_what_was_long_ago_is_over(
    contact: Contact, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD3."""
    looks(contact, ana, noon)

    assert shown(sam, noon + LOOKED_BACK - timedelta(seconds=1))
    assert shown(sam, noon + LOOKED_BACK) == []


def test_another_organisations_looks_are_not_ours(
    contact: Contact, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD3, I12."""
    looks(contact, ana, noon)

    assert who_looks_often(organisation=sam.organisation_id + 1, by=acting(sam), now=noon) == []
