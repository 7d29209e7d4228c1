"""A plan is sealed, versioned, the caller's alone, and in force the moment it is agreed."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.plan import can_ring, in_keeping, keep_plan, open_plan
from stillhere.actions.watch import load
from stillhere.care.plan import Help, Helper, Missing, Reach, Step, Terms, Words
from stillhere.care.refused import NotYours
from stillhere.records.models import Contact, Entry, Operator, PlanVersion
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

pytestmark = pytest.mark.both

JO = Helper(name="Jo", number="+14165550199", minutes=5)
WORDS = Words(place="12 Rowan Lane, blue door", helpers=(JO,), ok_word="maple")
TERMS = Terms(
    steps=(Step(help=Help.CONTACT, helper=0), Step(help=Help.EMERGENCY)),
    reach=Reach(ring=True, text=True),
    read_back=True,
)


@pytest.fixture
def kept(contact: Contact, ana: Operator, noon: datetime) -> int:
    return keep_plan(
        contact.pk,
        organisation=contact.organisation_id,
        terms=TERMS,
        words=WORDS,
        by=acting(ana),
        now=noon,
    )


def test_what_was_agreed_is_opened_for_who_answers(
    kept: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    opened = open_plan(contact.pk, organisation=contact.organisation_id, by=acting(ana), now=noon)

    assert opened is not None
    assert opened.words == WORDS
    assert opened.terms.missing == ()


def test_every_opening_is_in_the_ledger(
    kept: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    open_plan(contact.pk, organisation=contact.organisation_id, by=acting(ana), now=noon)

    with as_organisation(contact.organisation_id):
        entry = Entry.objects.get(what="PlanOpened")
    assert (entry.operator_id, entry.facts) == (ana.pk, {"plan": 1})


def test_a_plan_opens_for_nobody_else(
    kept: int, contact: Contact, ben: Operator, noon: datetime
) -> None:
    with pytest.raises(NotYours):
        open_plan(contact.pk, organisation=contact.organisation_id, by=acting(ben), now=noon)


def test_nothing_of_a_plan_is_readable_where_it_rests(kept: int, contact: Contact) -> None:
    """I8."""
    with as_organisation(contact.organisation_id):
        row = PlanVersion.objects.get()

    resting = repr((row.terms, bytes(row.sealed_words or b""), bytes(row.ok_digest or b"")))
    assert not any(word in resting for word in ("Rowan", "Jo", "0199", "maple"))


def test_a_change_is_a_new_version_in_force_at_once(
    watch: int, kept: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """PL6."""
    organisation = contact.organisation_id
    later = noon + timedelta(seconds=40)

    number = keep_plan(
        contact.pk,
        organisation=organisation,
        terms=Terms(steps=(Step(help=Help.EMERGENCY),)),
        words=Words(place="Lot 7"),
        by=acting(ana),
        now=later,
    )

    with as_organisation(organisation):
        loaded = load(watch)
    assert number == 2
    assert loaded.watch.terms.steps == (Step(help=Help.EMERGENCY),)
    assert loaded.watch.due_at == noon + timedelta(minutes=2)


def test_no_green_light_over_an_empty_plan() -> None:
    """PL2."""
    claimed = Terms(place_given=True, contact_can_ring=True, has_ok_word=True)

    honest = in_keeping(claimed, Words())

    assert set(honest.missing) == {Missing.HELP, Missing.PLACE, Missing.READ_BACK}
    assert not honest.has_ok_word


def test_a_helper_without_a_number_that_can_ring_is_said() -> None:
    """PL2."""
    nobody = Words(place="here", helpers=(Helper(name="Jo", number="12"),))

    assert Missing.CONTACT_NUMBER in in_keeping(TERMS, nobody).missing


@pytest.mark.parametrize("number", ["416 555 0199", "+1 416 555 0199", "(416) 555-0199"])
def test_numbers_are_read_as_people_write_them(number: str) -> None:
    assert can_ring(number)


@pytest.mark.parametrize("number", ["", "911", "Jo", "555"])
def test_what_cannot_ring_is_not_taken_for_a_number(number: str) -> None:
    assert not can_ring(number)
