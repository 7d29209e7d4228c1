"""A call-back: asked for by who waits, and what came of it for who rings (CO4, CO9)."""

import json
from datetime import datetime

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.contact_row import happen, happen_in_transaction, load
from stillhere.actions.intake import opened_answers
from stillhere.actions.numbers import caller_number
from stillhere.actions.phone import phone
from stillhere.actions.watch import Overtaken, until_not_overtaken
from stillhere.actions.words import CannotKeep, seal_in, sealer_of
from stillhere.care.access import may_open_plan
from stillhere.care.contact_events import Answered, CallBackAsked, RangBack
from stillhere.care.contact_state import Decision
from stillhere.care.intake import Question
from stillhere.care.watch_state import Actor
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Entry, Intake
from stillhere.records.organisations import as_organisation


def ask_call_back(
    contact_id: int, *, organisation: int, number: str = "", key: str, now: datetime
) -> Decision:
    """By the caller. `number`: where they have given none, or want another one rung.

    Raises `NotANumber`, `CannotKeep`, and `DoesNotFit` where somebody is with them already.
    """
    written = str(phone(number)) if number.strip() else ""

    def act() -> Decision:
        sealed, version = _with_number(contact_id, written, organisation)
        with as_organisation(organisation, writing=True):
            if Entry.objects.filter(contact_id=contact_id, key=key).exists():
                return Decision(contact=load(contact_id).contact)
            if written:
                _keep(contact_id, sealed, version, organisation)
            event = CallBackAsked(with_number=bool(written))
            return happen_in_transaction(contact_id, event, now=now, key=key)

    return until_not_overtaken(act)


def rang_back(
    contact_id: int, *, organisation: int, how: Answered, by: Actor, now: datetime
) -> Decision:
    """Raises `NotYours`, and `DoesNotFit` where nobody asked to be rung."""
    event = RangBack(by=by, how=how)
    return happen(contact_id, event, organisation=organisation, now=now, by=by.id)


def number_to_ring(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> str:
    """Only for who took them; the first opening is kept. Empty where there is none to read.

    Raises `NotYours`.
    """
    with as_organisation(organisation, writing=True):
        row = must(may_open_plan, contact_id, by).row
        opened = {"contact_id": contact_id, "operator_id": by.id, "what": "NumberOpened"}
        if not Entry.objects.filter(**opened).exists():
            ledger.write(
                "NumberOpened", organisation=organisation, now=now, contact=row.pk, operator=by.id
            )
    try:
        return caller_number(row)
    except CannotOpen:
        return ""


def _with_number(contact_id: int, written: str, organisation: int) -> tuple[bytes, int | None]:
    """What they told us, with this number, sealed outside the writing transaction."""
    if not written:
        return b"", None
    with as_organisation(organisation):
        sealer = sealer_of(load(contact_id).row)
        intake = Intake.objects.filter(contact_id=contact_id).first()
    known = opened_answers(intake, sealer)
    if known is None:
        raise CannotKeep
    told = known.answered(Question.CALL_BACK_NUMBER, written)
    sealed = seal_in(sealer, "intake", "answers", json.dumps(told.as_values()))
    return sealed, intake.version if intake else None


def _keep(contact_id: int, sealed: bytes, version: int | None, organisation: int) -> None:
    if version is None:
        _, saved = Intake.objects.get_or_create(
            contact_id=contact_id,
            defaults={"organisation_id": organisation, "sealed_answers": sealed, "refused": []},
        )
    else:
        unchanged = Intake.objects.filter(contact_id=contact_id, version=version)
        saved = bool(unchanged.update(sealed_answers=sealed, version=version + 1))
    if not saved:
        raise Overtaken(contact_id)
