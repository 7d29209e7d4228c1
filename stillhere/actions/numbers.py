"""Opening the numbers that must be dialled, when they are dialled, and for nobody to see."""

import json
import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.words import opened, sealer_of
from stillhere.care.channel import Channel
from stillhere.care.intake import Question
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Intake, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key, shred

WITHHELD: Final = "withheld:"
"""Before what stands for the number of who did not show theirs: nobody else's, and not dialled."""
KEY_ID: Final = struct.Struct(">q")
"""An operator's sealed number begins with the record key it was sealed under."""


def keep_operator_number(
    operator_id: int, number: str, *, organisation: int, now: datetime
) -> None:
    """The phone that rings where more people are needed; empty: none any more.

    Raises `NotANumber` and `CannotOpen`.
    """
    number_kept = sealed_number(number, organisation=organisation)
    with as_organisation(organisation, writing=True):
        put_number(operator_id, number_kept, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedNumber:
    """Ready to be kept. No key: none any more."""

    key: PreparedKey | None = None
    sealed: bytes | None = field(default=None, repr=False)


def sealed_number(number: str, *, organisation: int) -> SealedNumber:
    """Before the transaction that keeps it. Raises `NotANumber` and `CannotOpen`."""
    if not number:
        return SealedNumber()
    key = prepare_record_key(organisation)
    return SealedNumber(key=key, sealed=_sealed(key, str(phone(number))))


def put_number(operator_id: int, number: SealedNumber, now: datetime) -> None:
    """Inside `as_organisation`. The one until now is erased with its key, in backups too."""
    row = Operator.objects.get(pk=operator_id)
    if row.sealed_number:
        shred(*KEY_ID.unpack_from(bytes(row.sealed_number)))
    if number.key is not None:
        number.key.save(now)
    Operator.objects.filter(pk=operator_id).update(sealed_number=number.sealed)


def put_on_call(operator_id: int, *, organisation: int, on_call: bool) -> None:
    """Rung by phone, on shift or not, when a watch needs more people."""
    with as_organisation(organisation, writing=True):
        Operator.objects.filter(pk=operator_id).update(on_call=on_call)


def operator_number(operator_id: int, *, organisation: int) -> str:
    """Raises `CannotOpen`."""
    with as_organisation(organisation):
        sealed = _SEALED.one(operator_id)
        if not sealed:
            raise CannotOpen("This colleague has no number any more.")
        (key,) = KEY_ID.unpack_from(bytes(sealed))
        sealer = Sealer(organisation, key)
    return sealer.unseal("operator", "number", key, bytes(sealed)[KEY_ID.size :])


def caller_address(contact: Contact) -> str:
    """A number in E.164; for a chat the number of the contact. Raises `CannotOpen`."""
    if contact.channel == Channel.CHAT:
        return str(contact.pk)
    if contact.sealed_address is None or contact.record_key is None:
        raise CannotOpen("This contact has no address any more.")
    with as_organisation(contact.organisation_id):
        sealer = sealer_of(contact)
    return sealer.unseal("contact", "address", contact.record_key, contact.sealed_address)


def caller_number(contact: Contact) -> str:
    """The number they said we may ring back, else the one they came by; empty: none.

    Raises `CannotOpen`.
    """
    said = _call_back_number(contact)
    if said:
        return said
    address = "" if contact.channel == Channel.CHAT else caller_address(contact)
    return "" if address.startswith(WITHHELD) else address


def _call_back_number(contact: Contact) -> str:
    with as_organisation(contact.organisation_id):
        intake = Intake.objects.filter(contact_id=contact.pk).first()
        if intake is None or intake.sealed_answers is None or contact.record_key is None:
            return ""
        sealer = sealer_of(contact)
    answers = opened(sealer, "intake", "answers", intake.sealed_answers)
    if answers is None:
        raise CannotOpen("What they told us cannot be read here.")
    try:
        return str(phone(json.loads(answers).get(Question.CALL_BACK_NUMBER, "")))
    except NotANumber:
        return ""


def _sealed(key: PreparedKey, number: str) -> bytes:
    return KEY_ID.pack(key.id) + key.sealer.seal("operator", "number", key.id, number)


_SEALED: Final = Prepared(
    lambda pk: Operator.objects.filter(pk=pk).values_list("sealed_number", flat=True)
)
