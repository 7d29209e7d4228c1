"""What people choose about their own account: the password, the language, day or night."""

from datetime import datetime
from typing import Final

from django.db import transaction

from stillhere.actions import ledger
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake

LONGEST_NAME: Final = 60


def keep_password(operator: int, *, organisation: int, digest: str, now: datetime) -> None:
    """`digest` as Django's hashers made it, before this transaction. Ends every sign-in."""
    with as_organisation(organisation, writing=True):
        Operator.objects.filter(pk=operator).update(password=digest)
        ledger.write("PasswordChosen", organisation=organisation, now=now, operator=operator)


def call_me(operator: int, *, organisation: int, name: str, now: datetime) -> None:
    """What colleagues and callers call them; one to `LONGEST_NAME` letters."""
    with as_organisation(organisation, writing=True):
        if Operator.objects.filter(pk=operator).exclude(name=name).update(name=name):
            ledger.write("OwnChoice", organisation=organisation, now=now, operator=operator)
        transaction.on_commit(wake)


def prefer(
    operator: int, *, organisation: int, now: datetime, language: str = "", theme: str = ""
) -> None:
    """Empty: as it was."""
    chosen = {"language": language, "theme": theme}
    with as_organisation(organisation, writing=True):
        changes = {name: value for name, value in chosen.items() if value}
        if changes and Operator.objects.filter(pk=operator).update(**changes):
            ledger.write("OwnChoice", organisation=organisation, now=now, operator=operator)
