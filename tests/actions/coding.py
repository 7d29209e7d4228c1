"""Callers with a code, for tests: what they say, and the presses that make and find it."""

from dataclasses import replace
from datetime import datetime

from stillhere.actions.code import Said, it_is_them, look_by_answers, look_by_words, make_code
from stillhere.actions.code_seen import CodesSeen, codes_seen
from stillhere.care.recall import Recall
from stillhere.records.models import Contact, Line, Operator
from tests.somebody import a_contact, acting

ANSWERS = {
    "carer": "Mado",
    "birth_town": "Trois-Rivières",
    "birth_day": "7",
    "middle_name": "Lee",
    "first_school": "Elm Street",
}
SAID = Said(answers=ANSWERS)
OWN_WORD = "lantern"
OTHER_BROWSER = "another browser's ticket"


def but(**changes: str) -> Said:
    return replace(SAID, answers=ANSWERS | changes)


def with_last(word: str) -> Said:
    return replace(SAID, last_word=word)


def makes(
    contact: Contact, by: Operator, now: datetime, *, said: Said = SAID, own_word: str = OWN_WORD
) -> Recall:
    return make_code(
        contact.pk,
        organisation=contact.organisation_id,
        said=said,
        own_word=own_word,
        by=acting(by),
        now=now,
    )


def says_words(contact: Contact, by: Operator, now: datetime, spoken: str) -> Recall:
    return look_by_words(
        contact.pk, organisation=contact.organisation_id, spoken=spoken, by=acting(by), now=now
    )


def says_answers(contact: Contact, by: Operator, now: datetime, said: Said = SAID) -> Recall:
    return look_by_answers(
        contact.pk, organisation=contact.organisation_id, said=said, by=acting(by), now=now
    )


def confirms(contact: Contact, by: Operator, now: datetime, code: int | None) -> Recall:
    return it_is_them(
        contact.pk, organisation=contact.organisation_id, code=code, by=acting(by), now=now
    )


def seen(contact: Contact, by: Operator) -> CodesSeen:
    return codes_seen(contact.pk, organisation=contact.organisation_id, by=acting(by))


def comes_back(line: Line, by: Operator, now: datetime, *, address: str = OTHER_BROWSER) -> Contact:
    """Another contact, from elsewhere: nothing connects the two but what they say."""
    return a_contact(line, now=now, operator=by, address=address)
