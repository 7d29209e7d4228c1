"""A person's unique code: made from what they say, and found again.

Slow digests are made first, outside any transaction; then one short transaction keeps what came
of them. Nothing is settled by itself: what is found waits for a person to say so (CD3).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from stillhere.actions.code_ending import day, end_of, renew
from stillhere.actions.code_questions import SHIPPED_VERSION, Questions, numbers_alike
from stillhere.actions.code_row import (
    Here,
    code_of,
    found_by_words,
    found_exactly,
    found_nearly,
    here,
    own_word_of,
    settle,
    they_spoke,
)
from stillhere.actions.watch import load as load_watch
from stillhere.actions.watch import until_not_overtaken
from stillhere.actions.words import CannotKeep
from stillhere.care.code import heard_in_any, spoken_in
from stillhere.care.code_answers import elements, leave_one_out
from stillhere.care.recall import Found, How, NotQuiet, Recall, is_quiet
from stillhere.care.refused import DoesNotFit, Refused
from stillhere.care.watch_state import Actor
from stillhere.records.digest import (
    TooManyAtOnce,
    code_digests,
    each_code_digests,
    word_bits,
    word_digest,
)
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Code, CodeWithout, RecordKey
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, prepare_record_key

Made = TypeVar("Made")


class AskAgainSoon(Refused):
    """Others are making codes at this moment. Nothing was done; the same press may work now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a caller said to make their code or to find it. Forgotten when this call returns."""

    answers: Mapping[str, str] = field(repr=False)
    own_words: Mapping[str, str] = field(default_factory=dict, repr=False)
    last_word: str = field(default="", repr=False)
    asked: Questions = SHIPPED_VERSION
    """What they were asked: a code keeps it, so that a change loses nobody (CD2)."""

    def elements(self) -> tuple[str, ...]:
        return elements(
            self.answers,
            own_words=self.own_words,
            last_word=self.last_word,
            asked=self.asked.questions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fresh:
    """All that a new code needs, made before its transaction."""

    without: tuple[bytes, ...]
    key: PreparedKey
    own_word: bytes | None


def make_code(
    contact_id: int, *, organisation: int, said: Said, own_word: str, by: Actor, now: datetime
) -> Recall:
    """Where it is known already, what was found waits to be looked at; a last word tells apart.

    Raises `TooLittleForACode`, `NotWhatWasAsked`, `NotQuiet`, `TriedTooOften`, `AskAgainSoon`,
    `NotYours`.
    """
    before = _may_look(contact_id, organisation=organisation, by=by, making=True)
    found = said.elements()
    if before.recall.code is not None:
        return before.recall  # pressed twice
    whole = _slow(lambda: code_digests(organisation, found))
    with as_organisation(organisation):
        is_known = bool(found_exactly(before.row, whole))
    fresh = None if is_known else _slow(lambda: _fresh(organisation, found, own_word))

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            if known.recall.code is not None:
                return known.recall
            code = fresh and _create(known, fresh, whole[0], said.asked.number, now)
            if code:
                after = settle(known, known.recall.made(code.pk), "CodeMade", by=by, now=now)
                they_spoke(known, by=by, now=now)
                return after
            same = found_exactly(known.row, whole)
            return _found(known, same, Found.EXACT, how=How.ANSWERS, by=by, now=now)

    return until_not_overtaken(act)


def look_by_words(
    contact_id: int, *, organisation: int, spoken: str, by: Actor, now: datetime
) -> Recall:
    """By three words and a digit. Raises `NotACode`, `TriedTooOften`, `NotYours`."""
    row = _may_look(contact_id, organisation=organisation, by=by).row
    heard = heard_in_any(spoken, row.language)

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            found = found_by_words(known.row, heard)
            return _found(known, found, Found.EXACT, how=How.WORDS, by=by, now=now)

    return until_not_overtaken(act)


def look_by_answers(
    contact_id: int, *, organisation: int, said: Said, by: Actor, now: datetime
) -> Recall:
    """By the answers, one of which may be wrong (CD3).

    Raises `TooLittleForACode`, `NotWhatWasAsked`, `TriedTooOften`, `AskAgainSoon`, `NotYours`.
    """
    row = _may_look(contact_id, organisation=organisation, by=by).row
    given = said.elements()
    whole = _slow(lambda: code_digests(organisation, given))
    with as_organisation(organisation):
        is_exact = bool(found_exactly(row, whole))
        alike = numbers_alike(said.asked, organisation=organisation)
    parts = () if is_exact else _slow(lambda: _all_without(organisation, given))

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            exact = found_exactly(known.row, whole)
            found = exact or found_nearly(known.row, parts, questions=alike)
            kind = Found.EXACT if exact else Found.NEAR
            return _found(known, found, kind, how=How.ANSWERS, by=by, now=now)

    return until_not_overtaken(act)


def it_is_them(
    contact_id: int, *, organisation: int, code: int | None, by: Actor, now: datetime
) -> Recall:
    """A person says whose code it is; None: nobody's of those. Raises `DoesNotFit`, `NotYours`."""

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            if code is None:
                after = known.recall.it_is_nobody()
                return settle(known, after, "CodeNotTheirs", by=by, now=now)
            if code == known.recall.code:
                return known.recall  # pressed twice
            after = known.recall.it_is(code)
            theirs = code_of(after)
            if theirs is None:
                raise DoesNotFit("this code has ended meanwhile")
            renew(theirs, known.loaded.contact.policy, now)
            return settle(known, after, "CodeConfirmed", by=by, now=now)

    return until_not_overtaken(act)


def words_were_said(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> Recall:
    """The caller has said them back: they are not shown again. Raises `NotYours`."""

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            return settle(known, known.recall.said(), "CodeSaid", by=by, now=now)

    return until_not_overtaken(act)


def _may_look(contact_id: int, *, organisation: int, by: Actor, making: bool = False) -> Here:
    """Asked before anything slow is done, and again when it is kept."""
    with as_organisation(organisation):
        known = here(contact_id, by)
        known.recall.look()
        watch = known.row.watch_id
        if making and not is_quiet(
            known.loaded.contact, load_watch(watch).watch if watch else None
        ):
            raise NotQuiet
    return known


def _fresh(organisation: int, found: tuple[str, ...], own_word: str) -> _Fresh:
    key = prepare_record_key(organisation)
    word = word_digest(organisation, own_word_of(key.id), own_word) if own_word.strip() else None
    left_out = each_code_digests(organisation, leave_one_out(found))
    return _Fresh(without=tuple(current for current, *_old in left_out), key=key, own_word=word)


def _all_without(organisation: int, given: tuple[str, ...]) -> tuple[bytes, ...]:
    """With each left open, under every pepper still kept."""
    left_out = each_code_digests(organisation, leave_one_out(given))
    return tuple(digest for each in left_out for digest in each)


def _slow(make: Callable[[], Made]) -> Made:
    """Never inside a transaction; what cannot be made now is said, and nothing hangs."""
    try:
        return make()
    except TooManyAtOnce:
        raise AskAgainSoon from None
    except CannotOpen:
        raise CannotKeep from None


def _create(
    known: Here, fresh: _Fresh, digest: bytes, questions: int, now: datetime
) -> Code | None:
    """None where somebody made the same code a moment ago."""
    row = known.row
    ours = {"organisation_id": row.organisation_id}
    try:
        with transaction.atomic():
            code = Code.objects.create(
                **ours,
                practice=row.practice,
                digest=digest,
                bits=word_bits(digest),
                language=spoken_in(row.language),
                questions=questions,
                own_word_digest=fresh.own_word,
                record_key=fresh.key.id,
                made_on=now.date(),
                last_on=now.date(),
            )
    except IntegrityError:
        return None
    CodeWithout.objects.bulk_create(
        CodeWithout(**ours, code=code, digest=each) for each in fresh.without
    )
    fresh.key.save(day(now))
    ends = end_of(known.loaded.contact.policy, now)
    RecordKey.objects.filter(pk=fresh.key.id).update(expires_at=ends)
    return code


def _found(
    known: Here, codes: list[int], kind: Found, *, how: How, by: Actor, now: datetime
) -> Recall:
    """Candidates, for the operator alone. Every look is in the ledger; whose code it was is not."""
    after = known.recall.look().looked(codes, kind)
    settle(known, after, "CodeLookedFor", by=by, now=now, how=how, kind=after.found)
    they_spoke(known, by=by, now=now)
    return after
