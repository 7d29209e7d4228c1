"""An organisation chooses its questions, and nobody with a code from before is lost by it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stillhere.actions.chosen import ChosenMeanwhile, Subject, versions
from stillhere.actions.code_questions import (
    NoSuchVersion,
    Questions,
    asked_in,
    sign_questions,
    still_asked,
)
from stillhere.care.code_questions import SHIPPED, CannotAsk, Question, Takes
from stillhere.care.recall import Found
from stillhere.care.refused import NotYours
from stillhere.records.models import Chosen, Code, Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.coding import SAID, but, comes_back, makes, says_answers, says_words, seen
from tests.actions.reaching import entries
from tests.records.everything import found
from tests.somebody import an_operator

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("quick_codes")]

TREE = Question.own("Which tree?", "Quel arbre ?", takes=Takes.LETTERS, letters=2)
OTHERS = (*SHIPPED[:3], TREE)


def signs(
    by: Operator, noon: datetime, asked: tuple[Question, ...] = OTHERS, *, seen: int = 0
) -> Chosen:
    return sign_questions(asked, organisation=by.organisation_id, seen=seen, by=by.pk, now=noon)


def asked_now(by: Operator) -> Questions:
    return asked_in(None, organisation=by.organisation_id)


def still(line: Line) -> list[int]:
    found = still_asked(organisation=line.organisation_id, practice=line.practice)
    return [each.number for each in found]


def test_the_shipped_questions_are_asked_until_somebody_signs(
    sam: Operator, noon: datetime
) -> None:
    """CD2."""
    before = asked_now(sam)
    signs(sam, noon)

    assert (before.number, before.questions) == (0, SHIPPED)
    assert (asked_now(sam).number, asked_now(sam).questions) == (1, OTHERS)


def test_a_version_says_who_signed_it_and_is_never_changed(
    line: Line, sam: Operator, noon: datetime
) -> None:
    """CD2."""
    signs(sam, noon)
    signs(sam, noon + timedelta(days=1), SHIPPED, seen=1)

    with as_organisation(sam.organisation_id):
        newest, first = versions(Subject.CODE_QUESTIONS, organisation=sam.organisation_id)
    assert (first.signed_by, first.signed_at) == (sam.name, noon)
    assert (newest.number, asked_in(1, organisation=sam.organisation_id).questions) == (2, OTHERS)
    signed = [each for each in entries(line) if each.what == "ChosenSigned"]
    assert [each.facts for each in signed] == [
        {"number": number, "kind": "code_questions"} for number in (1, 2)
    ]


@pytest.mark.parametrize("role", ["operator", "coordinator", "evaluator"])
def test_nobody_else_signs(organisation: Organisation, noon: datetime, role: str) -> None:
    """CD2."""
    with pytest.raises(NotYours):
        signs(an_operator(organisation, "kim", role=role), noon)


def test_what_cannot_be_asked_is_signed_by_nobody(sam: Operator, noon: datetime) -> None:
    """CD2."""
    with pytest.raises(CannotAsk):
        signs(sam, noon, SHIPPED[:2])

    assert asked_now(sam).number == 0


def test_of_two_editors_the_second_is_told_and_a_second_press_is_one(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    """CD2."""
    lee = an_operator(organisation, "lee", role="administrator")
    first = signs(sam, noon)

    assert signs(sam, noon).pk == first.pk
    with pytest.raises(ChosenMeanwhile):
        signs(lee, noon, SHIPPED)


def test_a_number_nobody_signed_is_no_version(sam: Operator) -> None:
    """CD2."""
    with pytest.raises(NoSuchVersion):
        asked_in(7, organisation=sam.organisation_id)


def test_another_organisations_questions_are_not_ours(sam: Operator, noon: datetime) -> None:
    """CD2."""
    signs(sam, noon)

    assert asked_in(None, organisation=found("elsewhere", now=noon).pk).number == 0


def test_a_code_remembers_which_questions_it_was_made_from(
    contact: Contact, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD2."""
    signs(sam, noon)
    said = replace(but(**{TREE.name: "Elm"}), asked=asked_now(sam))
    makes(contact, ana, noon, said=said)

    with as_organisation(contact.organisation_id):
        assert Code.objects.get().questions == 1


@pytest.mark.parametrize("day", ["7", "8"])
def test_who_has_a_code_from_older_questions_is_still_found(
    contact: Contact, ana: Operator, sam: Operator, noon: datetime, day: str
) -> None:
    """CD2: by the older questions, one answer of which may be wrong; and by their words."""
    makes(contact, ana, noon)
    words = seen(contact, ana).words
    signs(sam, noon)
    back = comes_back(contact.line, ana, noon)

    older = asked_in(0, organisation=contact.organisation_id)
    guessed = says_answers(back, ana, noon, replace(but(birth_day=day), asked=older))
    by_words = says_words(back, ana, noon, words)

    assert len(guessed.perhaps) == 1
    assert by_words.perhaps == guessed.perhaps


def test_one_open_answer_of_other_questions_is_nobodys(
    contact: Contact, line: Line, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD2, CD3: of another version only the same answers fit, never all but one."""
    asked = (*SHIPPED[:2], SHIPPED[3])
    signs(sam, noon, (*SHIPPED[:2], TREE))
    makes(contact, ana, noon, said=replace(but(**{TREE.name: "Elm"}), asked=asked_now(sam)))
    signs(sam, noon, asked, seen=1)

    after = says_answers(
        comes_back(line, ana, noon), ana, noon, replace(SAID, asked=asked_now(sam))
    )

    assert after.found is Found.NOTHING


def test_older_questions_are_offered_while_a_code_of_theirs_is_left(
    contact: Contact, line: Line, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD2."""
    signs(sam, noon)
    before = still(line)
    makes(contact, ana, noon)

    assert (before, still(line)) == ([1], [1, 0])


def test_versions_that_ask_alike_are_asked_once(
    contact: Contact, line: Line, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CD2: a mended French sentence parts nobody from their code."""
    makes(contact, ana, noon)
    signs(sam, noon, SHIPPED)
    after = says_answers(
        comes_back(line, ana, noon), ana, noon, replace(but(birth_day="8"), asked=asked_now(sam))
    )

    assert still(line) == [1]
    assert after.found is Found.NEAR
