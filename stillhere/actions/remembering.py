"""Keeping their answers for next time, under their code and a key of its own, if they said yes."""

import json
from datetime import datetime

from stillhere.actions.code_ending import renew
from stillhere.actions.code_row import Here, code_of, here, own_word_of, settle
from stillhere.actions.intake import answers
from stillhere.actions.plan import open_plan
from stillhere.actions.watch import until_not_overtaken
from stillhere.actions.words import CannotKeep, opened, seal_in
from stillhere.care.recall import Recall
from stillhere.care.refused import DoesNotFit, Refused
from stillhere.care.remembering import NOTHING_KEPT, Remembered, remember
from stillhere.care.watch_state import Actor
from stillhere.records.digest import word_digest
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Code
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer


class OwnWordFirst(Refused):
    """Nothing is kept that they could not have erased: an own word comes first (AF1, CD4)."""


def keep_for_next_time(
    contact_id: int, *, organisation: int, own_word: str, by: Actor, now: datetime
) -> Recall:
    """What they told, under their code, until `answers_kept` after the last contact.

    Raises `OwnWordFirst`, `DoesNotFit` without a code, `CannotKeep`, `NotYours`.
    """
    with as_organisation(organisation):
        known = here(contact_id, by)
        code = _code(known)
        sealer = Sealer(organisation, code.record_key)
    if code.own_word_digest is None and not own_word.strip():
        raise OwnWordFirst
    told = _told(contact_id, organisation=organisation, by=by, now=now)
    sealed = seal_in(sealer, "code", "answers", json.dumps(told.as_values()))
    word = word_digest(organisation, own_word_of(code.record_key), own_word)

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            mine = Code.objects.filter(pk=_code(known).pk, record_key=code.record_key)
            if code.own_word_digest is None:
                mine.filter(own_word_digest=None).update(own_word_digest=word)
            if mine.update(sealed_answers=sealed) != 1:
                raise DoesNotFit("this code has ended meanwhile")
            renew(code, known.loaded.contact.policy, now)
            return settle(known, known.recall, "AnswersRemembered", by=by, now=now)

    return until_not_overtaken(act)


def keep_no_longer(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> Recall:
    """They said no: what an earlier yes kept goes, the code stays. Raises `NotYours`."""

    def act() -> Recall:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            Code.objects.filter(pk=_code(known).pk).update(sealed_answers=None)
            return settle(known, known.recall, "AnswersNotRemembered", by=by, now=now)

    return until_not_overtaken(act)


def remembered(contact_id: int, *, organisation: int, by: Actor) -> Remembered | None:
    """What they asked us to keep, to be confirmed; None where there is nothing to read.

    Only once a person has said whose code it is. Raises `NotYours`, `NoSuchContact`.
    """
    with as_organisation(organisation):
        code = code_of(here(contact_id, by).recall)
        sealer = None if code is None else Sealer(organisation, code.record_key)
    if code is None or sealer is None or code.sealed_answers is None:
        return None
    words = opened(sealer, "code", "answers", code.sealed_answers)
    return None if words is None else Remembered.from_values(json.loads(words))


def _told(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> Remembered:
    """Opened as for anyone else who has them in hand, so that it stands in the ledger."""
    told = answers(contact_id, organisation=organisation, by=by)
    try:
        plan = open_plan(contact_id, organisation=organisation, by=by, now=now)
    except CannotOpen:
        raise CannotKeep from None
    before = remembered(contact_id, organisation=organisation, by=by) or NOTHING_KEPT
    words, terms = (plan.words, plan.terms) if plan else (None, None)
    return remember(told, words, terms, before=before)


def _code(known: Here) -> Code:
    code = code_of(known.recall)
    if code is None:
        raise DoesNotFit("there is no code here")
    return code
