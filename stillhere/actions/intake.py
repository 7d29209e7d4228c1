"""Keeping what they tell us: one sealed set of answers for each contact, a refusal kept as one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from stillhere.actions import contact_row, ledger
from stillhere.actions.access import must
from stillhere.actions.asking_as import not_named
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.watch import Overtaken, until_not_overtaken
from stillhere.actions.words import CannotKeep, opened, seal_in, sealer_of
from stillhere.care import contact_events as happened
from stillhere.care.access import may_open_plan
from stillhere.care.intake import NOTHING_SAID, Answers, Question
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Intake
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change, put_in_once
from stillhere.records.sealed import Sealer
from stillhere.records.wake import wake


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    answers: bytes
    called: bytes | None
    after: Answers
    before: int | None
    """The version these answers came from; None where there were none."""


def keep_answer(
    contact_id: int,
    *,
    organisation: int,
    question: Question,
    answer: str | None,
    by: Actor,
    now: datetime,
) -> Answers:
    """All they have told so far. `answer` None: they would rather not say.

    Raises `NotYours`, `TooLong`, `CannotKeep`.
    """

    def change(answers: Answers) -> Answers:
        if answer is None:
            return answers.refuse(question)
        return answers.answered(question, _tidy(question, answer))

    def act() -> Answers:
        sealed = _sealed(contact_id, change, organisation=organisation, by=by)
        with as_organisation(organisation, writing=True):
            _save(contact_id, sealed, organisation=organisation, by=by)
            _take_effect(contact_id, question, sealed, by=by, now=now)
            kind = "refused" if answer is None else "given"
            ledger.write(
                "AnswerKept",
                organisation=organisation,
                now=now,
                contact=contact_id,
                operator=by.id,
                question=question,
                kind=kind,
            )
            transaction.on_commit(wake)
        return sealed.after

    return until_not_overtaken(act)


def answers(contact_id: int, *, organisation: int, by: Actor) -> Answers:
    """For who has them in hand. What cannot be read is asked again. Raises `NotYours`."""
    with as_organisation(organisation):
        row = must(may_open_plan, contact_id, by).row
        intake = _INTAKE.one(contact_id)
        sealer = sealer_of(row)
    return opened_answers(intake, sealer) or NOTHING_SAID


def _tidy(question: Question, answer: str) -> str:
    """A number is kept as one that can be dialled, if it is one; else as it was said."""
    if question is not Question.CALL_BACK_NUMBER:
        return answer
    try:
        return str(phone(answer))
    except NotANumber:
        return answer


def _sealed(
    contact_id: int, change: Callable[[Answers], Answers], *, organisation: int, by: Actor
) -> _Sealed:
    """Opened, changed and sealed again, outside the writing transaction."""
    with as_organisation(organisation):
        row = must(may_open_plan, contact_id, by).row
        intake = _INTAKE.one(contact_id)
        sealer = sealer_of(row)
    known = opened_answers(intake, sealer)
    if known is None:
        raise CannotKeep  # written over, what cannot be read now would be lost for good
    after = change(known)
    called = after.given.get(Question.CALLED)
    return _Sealed(
        answers=seal_in(sealer, "intake", "answers", json.dumps(after.as_values())),
        called=seal_in(sealer, "contact", "called", called[:60]) if called else None,
        after=after,
        before=intake.version if intake else None,
    )


def opened_answers(intake: Intake | None, sealer: Sealer) -> Answers | None:
    if intake is None:
        return NOTHING_SAID
    if intake.sealed_answers is None:
        return Answers.from_values({}, intake.refused)
    words = opened(sealer, "intake", "answers", intake.sealed_answers)
    return None if words is None else Answers.from_values(json.loads(words), intake.refused)


def _save(contact_id: int, sealed: _Sealed, *, organisation: int, by: Actor) -> None:
    must(may_open_plan, contact_id, by)
    refused = sorted(sealed.after.refused)
    if sealed.before is None:
        new = Intake(
            contact_id=contact_id,
            organisation_id=organisation,
            sealed_answers=sealed.answers,
            refused=refused,
        )
        _, saved = put_in_once(new, lambda: _INTAKE.one(contact_id))
    else:
        kept = {"sealed_answers": sealed.answers, "refused": refused}
        saved = bool(_SAVE.make(contact_id, sealed.before, version=sealed.before + 1, **kept))
    if not saved:
        raise Overtaken(contact_id)


def _take_effect(
    contact_id: int, question: Question, sealed: _Sealed, *, by: Actor, now: datetime
) -> None:
    """What they want to be called is on the board; their language is spoken from now.

    An answer is a sign of life, but no operator writes an alarm away with one.
    """
    loaded = contact_row.load(contact_id)
    if not loaded.contact.watched and not loaded.contact.is_safety_event:
        contact_row.happen_in_transaction(contact_id, happened.Heard(by=by), now=now, by=by.id)
    row = Contact.objects.filter(pk=contact_id)
    if question is Question.CALLED:
        not_named(contact_id)
        row.update(sealed_called=sealed.called, version=F("version") + 1)
    spoken = sealed.after.given.get(Question.LANGUAGE, "")
    if question is Question.LANGUAGE and spoken in dict(settings.LANGUAGES):
        row.update(language=spoken, version=F("version") + 1)


_INTAKE: Final = Prepared(lambda contact: Intake.objects.filter(contact_id=contact))
_SAVE: Final = Change(
    lambda contact, version: Intake.objects.filter(contact_id=contact, version=version),
    *("sealed_answers", "refused", "version"),
)
