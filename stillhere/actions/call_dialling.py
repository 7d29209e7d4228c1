"""Where a leg is to be rung: opened just before it is dialled, and for nobody to see."""

from typing import Final

from stillhere.actions.call_row import load
from stillhere.actions.numbers import caller_number, operator_number
from stillhere.care.call_state import Role
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation

SOFTPHONE: Final = "operator:"
"""Before the id of an operator: the telephone in their browser."""


class NotDialledHere(Exception):
    """Nobody we may ring by ourselves, or no number that can be read."""


def address_of(call_id: int, key: str, *, organisation: int) -> str:
    """In E.164, also of an operator's own phone; or their softphone. Raises `NotDialledHere`.

    Third persons are dialled by hand until a line can ring them.
    """
    with as_organisation(organisation):
        loaded = load(call_id)
        leg = loaded.call.leg(key)
        contact = Contact.objects.get(pk=loaded.row.contact_id)
    if leg is None:
        raise NotDialledHere
    match leg.role:
        case Role.OPERATOR if leg.proof_owed:
            return _own_phone(leg.who or 0, organisation)
        case Role.OPERATOR:
            return f"{SOFTPHONE}{leg.who}"
        case Role.CALLER:
            return _number(contact)
        case Role.CONTACT | Role.EMERGENCY | Role.INTERPRETER:
            raise NotDialledHere


def _own_phone(operator: int, organisation: int) -> str:
    """Who presses 1 there is a person; it is opened for nothing else (CO5)."""
    try:
        return operator_number(operator, organisation=organisation)
    except CannotOpen:
        raise NotDialledHere from None


def number_shown(call_id: int, *, organisation: int) -> str:
    """What whoever is rung sees: the number of the line they know us by, never another's."""
    with as_organisation(organisation):
        return load(call_id).row.line.number


def _number(contact: Contact) -> str:
    try:
        number = caller_number(contact)
    except CannotOpen:
        number = ""
    if not number:
        raise NotDialledHere
    return number
