"""Erasing by code: in one act, by the caller's own word, and nothing is left of it."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.forgetting import NoOwnWord, WrongWord, forget_me
from stillhere.care.recall import MOST_TRIES, TriedTooOften
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.records.models import Code, CodeWithout, Contact, Line, Operator, RecordKey
from stillhere.records.organisations import as_organisation
from tests.actions.coding import OWN_WORD, comes_back, confirms, makes, says_answers, seen
from tests.actions.reaching import entries
from tests.somebody import acting

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("quick_codes")]


@pytest.fixture
def back(contact: Contact, line: Line, ana: Operator, noon: datetime) -> Contact:
    """They made a code, came back by it, and a person has confirmed that it is theirs."""
    makes(contact, ana, noon)
    return known_again(line, ana, noon)


def known_again(line: Line, by: Operator, noon: datetime) -> Contact:
    later = noon + timedelta(days=30)
    back = comes_back(line, by, later)
    confirms(back, by, later, says_answers(back, by, later).perhaps[0])
    return back


def forgets(contact: Contact, by: Operator, own_word: str = OWN_WORD) -> None:
    forget_me(
        contact.pk,
        organisation=contact.organisation_id,
        own_word=own_word,
        by=acting(by),
        now=contact.began_at,
    )


def left(contact: Contact) -> tuple[int, int]:
    with as_organisation(contact.organisation_id):
        return Code.objects.count(), CodeWithout.objects.count()


def test_their_own_word_erases_the_code_and_its_key(back: Contact, ana: Operator) -> None:
    """CD4, AF1."""
    with as_organisation(back.organisation_id):
        key = Code.objects.get().record_key
    forgets(back, ana, " LANTERN! ")

    with as_organisation(back.organisation_id):
        assert not RecordKey.objects.filter(pk=key).exists()
    assert left(back) == (0, 0)
    assert seen(back, ana).theirs is None


@pytest.mark.parametrize("word", ["kettle", "", "my lantern"])
def test_without_their_own_word_nothing_is_erased(back: Contact, ana: Operator, word: str) -> None:
    """CD4."""
    with pytest.raises(WrongWord):
        forgets(back, ana, word)

    assert left(back) == (1, 6)
    assert len(entries(back.line, what="CodeNotForgotten")) == 1


def test_own_words_are_not_guessed_for_long(back: Contact, ana: Operator) -> None:
    """CD4."""
    for _each in range(MOST_TRIES - 1):
        with pytest.raises(WrongWord):
            forgets(back, ana, "kettle")

    with pytest.raises(TriedTooOften):
        forgets(back, ana)


def test_only_who_has_them_in_hand_erases(back: Contact, ben: Operator, sam: Operator) -> None:
    """CD4."""
    for operator in (ben, sam):
        with pytest.raises(NotYours):
            forgets(back, operator)
    assert left(back) == (1, 6)


def test_a_code_without_an_own_word_is_erased_only_where_it_was_made(
    contact: Contact, line: Line, ana: Operator, noon: datetime
) -> None:
    """CD4."""
    makes(contact, ana, noon, own_word=" ")
    back = known_again(line, ana, noon)

    with pytest.raises(NoOwnWord):
        forgets(back, ana, "anything")
    forgets(contact, ana, "")
    assert left(contact) == (0, 0)


def test_what_is_gone_cannot_be_erased_twice(back: Contact, ana: Operator) -> None:
    forgets(back, ana)

    with pytest.raises(DoesNotFit):
        forgets(back, ana)


def test_the_ledger_says_that_somebody_was_forgotten_and_not_who(
    back: Contact, ana: Operator
) -> None:
    """CD4."""
    forgets(back, ana)

    assert [each.facts for each in entries(back.line, what="CodeForgotten")] == [{}]
