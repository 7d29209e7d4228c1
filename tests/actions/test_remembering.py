"""Their answers for next time: kept after a yes, under a key of their own, to be confirmed."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.contact import end_contact
from stillhere.actions.forgetting import forget_me
from stillhere.actions.intake import keep_answer
from stillhere.actions.plan import keep_plan
from stillhere.actions.remembering import (
    OwnWordFirst,
    keep_for_next_time,
    keep_no_longer,
    remembered,
)
from stillhere.actions.shred import shred_expired
from stillhere.actions.words import CannotKeep
from stillhere.care.contact_state import EndReason
from stillhere.care.intake import Question
from stillhere.care.plan import Helper, Words
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.remembering import Remembered
from stillhere.records.models import Code, Contact, Line, Operator, RecordKey
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import shred
from tests.actions.coding import OWN_WORD, comes_back, confirms, makes, says_answers
from tests.actions.reaching import entries
from tests.care.watching import PLAN
from tests.somebody import acting

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("quick_codes")]

TOLD = {
    Question.CALLED: "Robin",
    Question.PLACE: "12 Example Street",
    Question.WAY_IN: "buzzer 4",
    Question.NALOXONE: "in_reach",
}


def tells(contact: Contact, by: Operator, now: datetime) -> None:
    for question, answer in TOLD.items():
        keep_answer(
            contact.pk,
            organisation=contact.organisation_id,
            question=question,
            answer=answer,
            by=acting(by),
            now=now,
        )
    words = Words(place="12 Example Street", helpers=(Helper(name="Jo", number="+14165550177"),))
    keep_plan(
        contact.pk,
        organisation=contact.organisation_id,
        terms=PLAN,
        words=words,
        by=acting(by),
        now=now,
    )


def keeps(contact: Contact, by: Operator, now: datetime, *, own_word: str = "") -> None:
    keep_for_next_time(
        contact.pk,
        organisation=contact.organisation_id,
        own_word=own_word,
        by=acting(by),
        now=now,
    )


def known(contact: Contact, by: Operator) -> Remembered | None:
    return remembered(contact.pk, organisation=contact.organisation_id, by=acting(by))


@pytest.fixture
def told(contact: Contact, ana: Operator, noon: datetime) -> Contact:
    """They told, planned and made a code; nobody has asked yet whether to keep any of it."""
    tells(contact, ana, noon)
    makes(contact, ana, noon)
    return contact


@pytest.fixture
def kept(told: Contact, ana: Operator, noon: datetime) -> Contact:
    """They said yes; and the contact is over."""
    keeps(told, ana, noon)
    end_contact(
        told.pk,
        organisation=told.organisation_id,
        by=acting(ana),
        reason=EndReason.ENDED,
        now=noon,
    )
    return told


@pytest.fixture
def back(kept: Contact, line: Line, ana: Operator, noon: datetime) -> Contact:
    """Weeks later, when what they said then has been erased."""
    later = noon + timedelta(days=30)
    shred_expired(kept.organisation_id, now=later)
    return comes_back(line, ana, later)


def is_them(back: Contact, ana: Operator) -> None:
    found = says_answers(back, ana, back.began_at)
    confirms(back, ana, back.began_at, found.perhaps[0])


def key_of(contact: Contact) -> RecordKey:
    with as_organisation(contact.organisation_id):
        return RecordKey.objects.get(pk=Code.objects.get().record_key)


def test_without_a_yes_nothing_is_kept(told: Contact, ana: Operator) -> None:
    """AF1."""
    assert known(told, ana) is None


def test_after_a_yes_it_is_there_when_they_come_back(back: Contact, ana: Operator) -> None:
    """AF1, IN1."""
    is_them(back, ana)
    found = known(back, ana)

    assert found is not None
    assert found.answers.given == {Question.CALLED: "Robin", Question.NALOXONE: "in_reach"}
    assert found.words.helpers == (Helper(name="Jo", number="+14165550177"),)
    assert found.terms.steps == PLAN.steps


def test_the_place_is_not_remembered(back: Contact, ana: Operator) -> None:
    """AF1, IN1."""
    is_them(back, ana)

    assert "12 Example Street" not in str(known(back, ana))
    assert "buzzer 4" not in str(known(back, ana))


def test_before_a_person_says_whose_it_is_nothing_is_known(back: Contact, ana: Operator) -> None:
    """CO8."""
    says_answers(back, ana, back.began_at)

    assert known(back, ana) is None


def test_only_who_has_them_in_hand_knows(back: Contact, ana: Operator, ben: Operator) -> None:
    """AF1."""
    is_them(back, ana)

    with pytest.raises(NotYours):
        known(back, ben)
    with pytest.raises(NotYours):
        keeps(back, ben, back.began_at)


def test_what_is_kept_is_sealed(kept: Contact) -> None:
    """AF1."""
    with as_organisation(kept.organisation_id):
        sealed = Code.objects.get().sealed_answers

    assert sealed is not None
    assert b"Robin" not in bytes(sealed)
    assert key_of(kept).pk != kept.record_key


def test_it_ends_ninety_days_after_the_last_contact(back: Contact, ana: Operator) -> None:
    """AF1."""
    before = key_of(back).expires_at
    is_them(back, ana)
    after = key_of(back).expires_at

    assert before is not None
    assert after is not None
    assert after - before == timedelta(days=30)
    assert after - back.began_at >= timedelta(days=90)


def test_a_long_contact_counts_from_its_end(told: Contact, ana: Operator, noon: datetime) -> None:
    """AF1."""
    ended = noon + timedelta(days=2)
    keeps(told, ana, noon)
    end_contact(
        told.pk,
        organisation=told.organisation_id,
        by=acting(ana),
        reason=EndReason.ENDED,
        now=ended,
    )
    expires = key_of(told).expires_at

    assert expires is not None
    assert expires - ended >= timedelta(days=90)


def test_when_it_ends_it_is_gone(kept: Contact, noon: datetime) -> None:
    """AF1."""
    organisation = kept.organisation_id
    shred_expired(organisation, now=noon + timedelta(days=91))

    with as_organisation(organisation):
        assert not Code.objects.exists()
        assert not RecordKey.objects.exists()


def test_nothing_is_kept_that_they_could_not_have_erased(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """AF1, CD4."""
    tells(contact, ana, noon)
    makes(contact, ana, noon, own_word="")

    with pytest.raises(OwnWordFirst):
        keeps(contact, ana, noon)
    assert known(contact, ana) is None


def test_an_own_word_may_be_chosen_with_the_yes(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """AF1, CD4."""
    tells(contact, ana, noon)
    makes(contact, ana, noon, own_word="")
    keeps(contact, ana, noon, own_word=OWN_WORD)
    forget_me(
        contact.pk,
        organisation=contact.organisation_id,
        own_word=OWN_WORD,
        by=acting(ana),
        now=noon,
    )

    assert known(contact, ana) is None


def test_a_no_takes_back_an_earlier_yes(back: Contact, ana: Operator) -> None:
    """AF1."""
    is_them(back, ana)
    keep_no_longer(back.pk, organisation=back.organisation_id, by=acting(ana), now=back.began_at)

    assert known(back, ana) is None


def test_without_a_code_there_is_nowhere_to_keep_it(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """AF1."""
    with pytest.raises(DoesNotFit):
        keeps(contact, ana, noon, own_word=OWN_WORD)


def test_what_cannot_be_read_is_nothing_to_confirm(back: Contact, ana: Operator) -> None:
    """H15."""
    is_them(back, ana)
    key = key_of(back)
    with as_organisation(back.organisation_id, writing=True):
        shred(key.pk)

    assert known(back, ana) is None
    with pytest.raises(CannotKeep):
        keeps(back, ana, back.began_at)


def test_the_ledger_knows_that_it_was_kept_and_not_what(kept: Contact) -> None:
    """AF1."""
    (noted,) = entries(kept.line, what="AnswersRemembered")

    assert noted.facts == {}
