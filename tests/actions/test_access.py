"""In whose hands somebody is, as the records know it."""

from datetime import datetime

import pytest

from stillhere.actions.access import actor, must, whose
from stillhere.actions.watch import happen
from stillhere.care.access import may_find, may_open_plan, may_read_words
from stillhere.care.refused import NotYours
from stillhere.care.watch_events import ConsoleLost, HandOverOffered, SomethingWrong
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import begins, on
from tests.somebody import acting

pytestmark = pytest.mark.both


def test_a_supervisor_is_known_by_their_role(ana: Operator, sam: Operator) -> None:
    assert not actor(ana).supervises
    assert actor(sam).supervises


def test_who_holds_the_watch_has_the_person_and_nobody_else(
    watch: int, contact: Contact, ana: Operator, ben: Operator, sam: Operator
) -> None:
    with as_organisation(contact.organisation_id):
        must(may_open_plan, contact.pk, acting(ana))
        for other in (ben, sam):
            with pytest.raises(NotYours):
                must(may_open_plan, contact.pk, acting(other))


def test_who_is_rung_may_read_what_was_said(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    on(ana, noon)
    contact = begins(line, noon)

    with as_organisation(line.organisation_id):
        assert may_read_words(acting(ana), whose(contact))
        assert not may_read_words(acting(ben), whose(contact))
        assert may_find(acting(ben), whose(contact))


@pytest.mark.parametrize("how", ["alarm", "offer"])
def test_a_second_person_reads_when_they_are_needed(
    how: str, watch: int, contact: Contact, ben: Operator, noon: datetime
) -> None:
    """WA8, WA11."""
    ana = contact.operator
    assert ana is not None
    wrong, offer = SomethingWrong(by=acting(ana)), HandOverOffered(by=acting(ana), to=ben.pk)
    event = wrong if how == "alarm" else offer
    happen(watch, event, organisation=contact.organisation_id, now=noon)

    with as_organisation(contact.organisation_id):
        assert may_read_words(acting(ben), whose(contact.pk))
        assert not may_open_plan(acting(ben), whose(contact.pk))


def test_whose_holder_vanished_is_free(watch: int, contact: Contact, noon: datetime) -> None:
    """WA11."""
    assert contact.operator_id is not None
    lost = ConsoleLost(operator=contact.operator_id)
    happen(watch, lost, organisation=contact.organisation_id, now=noon)

    with as_organisation(contact.organisation_id):
        assert whose(contact.pk).free
        assert whose(contact.pk).holder is None
