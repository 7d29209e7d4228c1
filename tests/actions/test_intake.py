"""What they tell us is kept as they tell it: sealed, each answer at once, a no as a no."""

from datetime import datetime

import pytest

from stillhere.actions.contact import hand_to_someone_else
from stillhere.actions.intake import answers, keep_answer
from stillhere.actions.words import CannotKeep
from stillhere.care.intake import Question
from stillhere.care.refused import NotYours
from stillhere.records.models import Contact, Intake, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import as_seen, begins, entries, later, on, row, takes
from tests.somebody import acting

pytestmark = pytest.mark.both


def keeps(
    contact: int, operator: Operator, question: Question, answer: str | None, now: datetime
) -> None:
    keep_answer(
        contact,
        organisation=operator.organisation_id,
        question=question,
        answer=answer,
        by=acting(operator),
        now=now,
    )


def test_answers_and_refusals_are_kept_side_by_side(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """IN1, IN2."""
    keeps(contact.pk, ana, Question.PLACE, "Blue lot", noon)
    keeps(contact.pk, ana, Question.CALLED, None, noon)
    keeps(contact.pk, ana, Question.WAY_IN, "By the dock", noon)
    kept = answers(contact.pk, organisation=contact.organisation_id, by=acting(ana))

    assert kept.given == {Question.PLACE: "Blue lot", Question.WAY_IN: "By the dock"}
    assert kept.refused == {Question.CALLED}


def test_nothing_said_is_readable_without_its_key(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """I8."""
    keeps(contact.pk, ana, Question.PLACE, "Blue lot", noon)
    with as_organisation(contact.organisation_id):
        intake = Intake.objects.get(contact=contact)

    assert intake.sealed_answers is not None
    assert b"Blue" not in bytes(intake.sealed_answers)
    assert "Blue" not in str([entry.facts for entry in entries(contact.line)])


def test_the_ledger_knows_what_was_asked_and_not_what_was_said(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """I9."""
    keeps(contact.pk, ana, Question.ALONE, "yes", noon)
    keeps(contact.pk, ana, Question.AMOUNT, None, noon)
    noted = [entry.facts for entry in entries(contact.line, what="AnswerKept")]

    assert noted == [
        {"question": "alone", "kind": "given"},
        {"question": "amount", "kind": "refused"},
    ]


def test_a_number_is_kept_as_one_that_can_be_dialled(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """IN2."""
    keeps(contact.pk, ana, Question.CALL_BACK_NUMBER, "(416) 555 0188", noon)
    kept = answers(contact.pk, organisation=contact.organisation_id, by=acting(ana))

    assert kept.given[Question.CALL_BACK_NUMBER] == "+14165550188"


def test_what_they_are_called_is_on_the_board(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    keeps(contact.pk, ana, Question.CALLED, "Robin", noon)
    named = row(contact.pk, contact.line)
    keeps(contact.pk, ana, Question.CALLED, "", noon)

    assert named.sealed_called is not None
    assert named.version > contact.version
    assert row(contact.pk, contact.line).sealed_called is None


def test_their_language_is_spoken_from_now(contact: Contact, ana: Operator, noon: datetime) -> None:
    keeps(contact.pk, ana, Question.LANGUAGE, "fr", noon)
    keeps(contact.pk, ana, Question.LANGUAGE, "xx", noon)

    assert row(contact.pk, contact.line).language == "fr"


def test_an_answer_is_a_sign_that_they_are_there(line: Line, ana: Operator, noon: datetime) -> None:
    """WA1."""
    contact = begins(line, noon)
    takes(on(ana, noon), contact, noon)
    keeps(contact, ana, Question.ALONE, "yes", later(noon, 50))

    assert as_seen(contact, line).due_at == later(noon, 110)


def test_only_who_has_them_in_hand_asks_and_reads(
    contact: Contact, ben: Operator, sam: Operator, noon: datetime
) -> None:
    """I8."""
    for operator in (ben, sam):
        with pytest.raises(NotYours):
            keeps(contact.pk, operator, Question.PLACE, "x", noon)
        with pytest.raises(NotYours):
            answers(contact.pk, organisation=contact.organisation_id, by=acting(operator))


def test_who_handed_them_on_reads_no_more(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO12."""
    for operator in (ana, ben):
        on(operator, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    keeps(contact, ana, Question.PLACE, "Blue lot", noon)
    hand_to_someone_else(contact, organisation=line.organisation_id, by=acting(ana), now=noon)

    with pytest.raises(NotYours):
        answers(contact, organisation=line.organisation_id, by=acting(ana))


def test_answers_that_cannot_be_read_are_never_written_over(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    """H15."""
    keeps(contact.pk, ana, Question.PLACE, "Blue lot", noon)
    with as_organisation(contact.organisation_id, writing=True):
        Contact.objects.filter(pk=contact.pk).update(record_key=None)

    with pytest.raises(CannotKeep):
        keeps(contact.pk, ana, Question.WAY_IN, "x", noon)
