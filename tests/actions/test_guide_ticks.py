"""A step that was gone through: once, by whoever has them, and nothing about anyone."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.guide_ticks import tick_card, ticks_of
from stillhere.actions.plan import NoSuchContact
from stillhere.care.guides import NoSuchCard
from stillhere.care.refused import NotYours
from stillhere.care.support import Guide
from stillhere.records.models import Contact, Entry, GuideTick, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.somebody import acting, an_operator

pytestmark = pytest.mark.both


def go_through(contact: Contact, by: Operator, now: datetime, *, card: int = 1) -> None:
    tick_card(
        contact.pk,
        organisation=contact.organisation_id,
        guide=Guide.PANIC,
        version=0,
        card=card,
        by=acting(by),
        now=now,
    )


def test_a_tick_stays_with_the_contact_and_stands_in_the_ledger(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU1: which step, who and when; there is nowhere to write a word."""
    go_through(contact, ana, noon, card=2)

    (tick,) = ticks_of(contact.pk, organisation=contact.organisation_id)
    assert (tick.guide, tick.version, tick.card, tick.by, tick.at) == ("panic", 0, 2, ana.pk, noon)
    with as_organisation(contact.organisation_id):
        entry = Entry.objects.get(what="GuideTicked")
    assert entry.facts == {"kind": "panic", "number": 0, "step": 2}
    assert (entry.contact_id, entry.watch_id, entry.operator_id) == (contact.pk, watch, ana.pk)


def test_a_double_press_is_one_tick_and_the_first_stays(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU1."""
    go_through(contact, ana, noon)
    go_through(contact, ana, noon + timedelta(minutes=1))

    assert [each.at for each in ticks_of(contact.pk, organisation=contact.organisation_id)] == [
        noon
    ]
    with as_organisation(contact.organisation_id):
        assert GuideTick.objects.count() == Entry.objects.filter(what="GuideTicked").count() == 1


def test_nobody_ticks_beside_somebody_elses_caller(
    contact: Contact, ben: Operator, noon: datetime
) -> None:
    """SU1."""
    with pytest.raises(NotYours):
        go_through(contact, ben, noon)

    assert ticks_of(contact.pk, organisation=contact.organisation_id) == ()


@pytest.mark.parametrize("card", [0, -1, 99, 2**40])
def test_a_step_that_is_not_there_is_not_ticked(
    contact: Contact, ana: Operator, noon: datetime, card: int
) -> None:
    """SU1."""
    with pytest.raises(NoSuchCard):
        go_through(contact, ana, noon, card=card)


def test_a_version_that_is_not_there_has_no_steps(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """SU1."""
    with pytest.raises(NoSuchCard):
        tick_card(
            contact.pk,
            organisation=contact.organisation_id,
            guide=Guide.PANIC,
            version=2**40,
            card=1,
            by=acting(ana),
            now=noon,
        )


def test_another_organisations_contact_is_not_there(contact: Contact, noon: datetime) -> None:
    """SU1."""
    with as_organisation_named("south"):
        south = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    elsewhere = an_operator(south, "zoe")
    with pytest.raises(NoSuchContact):
        tick_card(
            contact.pk,
            organisation=elsewhere.organisation_id,
            guide=Guide.PANIC,
            version=0,
            card=1,
            by=acting(elsewhere),
            now=noon,
        )
