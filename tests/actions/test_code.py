"""A code is made from what is said, found by it again, and nothing happens by itself."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from stillhere.actions.code import AskAgainSoon, words_were_said
from stillhere.actions.contact import end_contact
from stillhere.actions.shred import shred_expired
from stillhere.actions.watch import pass_time
from stillhere.care.code import NotACode
from stillhere.care.code_answers import NotADay, TooLittleForACode
from stillhere.care.contact_state import EndReason
from stillhere.care.recall import MOST_TRIES, Found, NotQuiet, Recall, TriedTooOften
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.records import digest
from stillhere.records.keys import add_key, make_keys
from stillhere.records.models import Code, CodeWithout, Contact, Line, Operator, RecordKey
from stillhere.records.organisations import as_organisation
from tests.actions.coding import (
    ANSWERS,
    but,
    comes_back,
    confirms,
    makes,
    says_answers,
    says_words,
    seen,
    with_last,
)
from tests.actions.reaching import as_seen, begins, entries, later, on, row, takes
from tests.somebody import acting

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("quick_codes")]


def codes(line: Line) -> list[Code]:
    with as_organisation(line.organisation_id):
        return list(Code.objects.order_by("pk"))


@pytest.fixture
def words(contact: Contact, ana: Operator, noon: datetime) -> str:
    """Of the code made in the first contact."""
    makes(contact, ana, noon)
    return seen(contact, ana).words


@pytest.fixture
def back(words: str, line: Line, ana: Operator, noon: datetime) -> Contact:
    """Who made it comes back, weeks later and from elsewhere."""
    return comes_back(line, ana, noon + timedelta(days=30))


def test_a_code_is_three_words_and_a_digit_in_their_language(words: str) -> None:
    """CD2."""
    *three, digit = words.split()

    assert len(three) == 3
    assert digit.isdecimal()


def test_answers_are_never_kept(words: str, contact: Contact, line: Line) -> None:
    """CD2."""
    with as_organisation(line.organisation_id):
        kept = str([Code.objects.values(), CodeWithout.objects.values()])
    kept += str([entry.facts for entry in entries(line)]) + str(row(contact.pk, line).facts)

    assert not any(answer in kept for answer in ANSWERS.values() if len(answer) > 1)


def test_a_code_is_offered_where_it_is_quiet_and_not_in_an_alarm(
    contact: Contact, watch: int, ana: Operator, noon: datetime
) -> None:
    """CD1."""
    pass_time(contact.organisation_id, [watch], now=later(noon, 125))

    with pytest.raises(NotQuiet):
        makes(contact, ana, later(noon, 126))
    assert codes(contact.line) == []


def test_the_words_are_said_once(
    words: str, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """CD2."""
    words_were_said(
        contact.pk, organisation=contact.organisation_id, by=acting(ana), now=later(noon, 60)
    )

    assert seen(contact, ana).words == ""
    assert seen(contact, ana).theirs is not None


def test_pressing_twice_makes_one_code(
    words: str, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """CD2."""
    makes(contact, ana, later(noon, 1))

    assert len(codes(contact.line)) == 1
    assert seen(contact, ana).words == words


def test_who_says_their_words_is_found(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD3."""
    found = says_words(back, ana, noon, words.upper())

    assert (len(found.perhaps), found.found, found.code) == (1, Found.EXACT, None)


def test_who_gives_the_same_answers_has_the_same_words(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD2."""
    said = but(carer="ma", first_school="école")
    found = says_answers(back, ana, noon, said)
    confirms(back, ana, noon, found.perhaps[0])

    assert seen(back, ana).words == words


def test_one_wrong_answer_is_forgiven_and_settles_nothing(
    back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD3."""
    found = says_answers(back, ana, noon, but(birth_day="8"))

    assert (found.found, found.code) == (Found.NEAR, None)
    assert seen(back, ana).theirs is None
    assert len(seen(back, ana).perhaps) == 1


def test_two_wrong_answers_find_nobody(back: Contact, ana: Operator, noon: datetime) -> None:
    """CD3."""
    found = says_answers(back, ana, noon, but(birth_day="8", carer="Zo"))

    assert (found.found, found.perhaps) == (Found.NOTHING, ())


def test_whom_a_person_confirms_is_them_and_words_are_not_said_after_a_wrong_answer(
    back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD3."""
    found = says_answers(back, ana, noon, but(birth_day="8"))
    confirms(back, ana, noon, found.perhaps[0])

    assert seen(back, ana).theirs is not None
    assert seen(back, ana).words == ""


def test_nobody_confirms_a_code_that_was_not_looked_for(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    """CO8, CD3."""
    (code,) = codes(back.line)

    with pytest.raises(DoesNotFit):
        confirms(back, ana, noon, code.pk)
    assert seen(back, ana).theirs is None


def test_none_of_these_is_an_answer(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    says_words(back, ana, noon, words)
    confirms(back, ana, noon, None)

    assert seen(back, ana).perhaps == ()


def test_only_who_has_them_in_hand_looks(
    words: str, back: Contact, ben: Operator, sam: Operator, noon: datetime
) -> None:
    """CD3: looking something up is a permission."""
    for operator in (ben, sam):
        with pytest.raises(NotYours):
            says_words(back, operator, noon, words)
        with pytest.raises(NotYours):
            says_answers(back, operator, noon)
        with pytest.raises(NotYours):
            makes(back, operator, noon)
        with pytest.raises(NotYours):
            seen(back, operator)


def test_every_look_is_in_the_ledger_and_whose_code_it_was_is_not(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD3."""
    says_words(back, ana, noon, words)
    says_answers(back, ana, noon, but(birth_day="8"))
    noted = entries(back.line, what="CodeLookedFor")

    assert [(each.operator_id, each.contact_id) for each in noted] == [(ana.pk, back.pk)] * 2
    assert [each.facts for each in noted] == [
        {"how": "words", "kind": "exact"},
        {"how": "answers", "kind": "near"},
    ]


def test_after_enough_looks_nobody_goes_on_guessing(
    back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD3."""
    for day in range(1, MOST_TRIES + 1):
        says_answers(back, ana, noon, but(birth_day=str(day), carer="Zo"))

    with pytest.raises(TriedTooOften):
        says_answers(back, ana, noon)


def test_who_comes_back_is_expected_again(words: str, back: Contact, ana: Operator) -> None:
    """AF1: each later contact moves the end."""
    (before,) = codes(back.line)
    code = says_words(back, ana, back.began_at, words).perhaps[0]
    confirms(back, ana, back.began_at, code)
    (after,) = codes(back.line)

    with as_organisation(back.organisation_id):
        key = RecordKey.objects.get(pk=after.record_key)
    assert after.last_on > before.last_on
    assert key.expires_at is not None
    assert key.expires_at - back.began_at >= timedelta(days=90)


def test_two_people_on_one_code_are_told_apart_by_a_last_word(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD4."""
    same = makes(back, ana, noon)
    apart = makes(back, ana, noon, said=with_last("kettle"))

    assert (same.code, same.found) == (None, Found.EXACT)
    assert apart.code is not None
    assert seen(back, ana).words != words
    assert len(codes(back.line)) == 2


def test_a_forgotten_last_word_brings_candidates(
    back: Contact, line: Line, ana: Operator, noon: datetime
) -> None:
    """CD3, CD4."""
    makes(back, ana, noon, said=with_last("kettle"))
    third = comes_back(line, ana, noon, address="a third one")

    found = says_answers(third, ana, noon, with_last("spoon"))

    assert found.found is Found.NEAR
    assert len(found.perhaps) == 2


def test_a_nickname_or_nothing_is_as_good(contact: Contact, ana: Operator, noon: datetime) -> None:
    """CD4."""
    with pytest.raises(TooLittleForACode):
        makes(contact, ana, noon, said=but(carer="", birth_town="", birth_day="-"))
    assert codes(contact.line) == []


@pytest.mark.parametrize("day", ["0", "32", "the third"])
def test_what_is_no_day_makes_no_code(
    contact: Contact, ana: Operator, noon: datetime, day: str
) -> None:
    """CD2."""
    with pytest.raises(NotADay):
        makes(contact, ana, noon, said=but(birth_day=day))


def test_what_is_no_code_costs_no_try(back: Contact, ana: Operator, noon: datetime) -> None:
    """CD3."""
    with pytest.raises(NotACode):
        says_words(back, ana, noon, "acorn album 4")

    assert seen(back, ana).recall.tries == 0


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "keys"))
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


def test_a_code_made_under_an_older_pepper_is_still_found(
    own_keys: Path, words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    """CD2."""
    add_key(own_keys, "pepper")

    exact = says_answers(back, ana, noon)
    near = says_answers(back, ana, noon, but(birth_day="8"))
    named = says_words(back, ana, noon, words)

    assert [each.found for each in (exact, near, named)] == [Found.EXACT, Found.NEAR, Found.EXACT]


def test_practice_and_people_never_meet(
    words: str, back: Contact, ana: Operator, noon: datetime
) -> None:
    with as_organisation(back.organisation_id, writing=True):
        Contact.objects.filter(pk=back.pk).update(practice=True)

    assert says_words(back, ana, noon, words).perhaps == ()
    assert makes(back, ana, noon).code is not None


def test_a_code_ends_with_its_time_and_leaves_nothing(
    words: str, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """AF1."""
    organisation = contact.organisation_id
    early = shred_expired(organisation, now=noon + timedelta(days=90))
    ended = shred_expired(organisation, now=noon + timedelta(days=91))

    assert (early, ended) == (0, 1)
    assert codes(contact.line) == []
    assert seen(contact, ana).recall == Recall()
    assert len(entries(contact.line, what="CodeEnded")) == 1


def test_when_the_words_of_a_contact_go_so_does_whose_code_was_said_in_it(
    words: str, contact: Contact, noon: datetime
) -> None:
    """CD2."""
    with as_organisation(contact.organisation_id, writing=True):
        RecordKey.objects.filter(pk=contact.record_key or 0).update(expires_at=noon)
        Contact.objects.filter(pk=contact.pk).update(state="ended", due_at=None)
    shred_expired(contact.organisation_id, now=noon)

    assert "code" not in row(contact.pk, contact.line).facts


def test_a_wrong_number_leaves_no_trace_of_a_code(
    words: str, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """CO11."""
    end_contact(
        contact.pk,
        organisation=contact.organisation_id,
        by=acting(ana),
        reason=EndReason.WRONG_NUMBER,
        now=noon,
    )

    assert "code" not in row(contact.pk, contact.line).facts


def test_when_many_make_codes_at_once_one_is_told_to_try_again(
    contact: Contact, ana: Operator, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CD2: a page never hangs."""
    monkeypatch.setattr(digest, "LONGEST_WAIT", 0)
    with digest._two_at_once, digest._two_at_once, pytest.raises(AskAgainSoon):
        makes(contact, ana, noon)

    assert codes(contact.line) == []


def test_who_says_their_code_is_there(line: Line, ana: Operator, noon: datetime) -> None:
    """WA1: as with any other answer, silence counts from now."""
    contact = begins(line, noon)
    takes(on(ana, noon), contact, noon)
    makes(row(contact, line), ana, later(noon, 50))

    assert as_seen(contact, line).due_at == later(noon, 110)
