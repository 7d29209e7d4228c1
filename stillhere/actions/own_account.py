"""What people choose about their own account: the password, the language, day or night."""

from datetime import datetime

from stillhere.actions import ledger
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation


def keep_password(operator: int, *, organisation: int, digest: str, now: datetime) -> None:
    """`digest` as Django's hashers made it, before this transaction. Ends every sign-in."""
    with as_organisation(organisation, writing=True):
        Operator.objects.filter(pk=operator).update(password=digest)
        ledger.write("PasswordChosen", organisation=organisation, now=now, operator=operator)


def prefer(
    operator: int, *, organisation: int, now: datetime, language: str = "", theme: str = ""
) -> None:
    """Empty: as it was."""
    chosen = {"language": language, "theme": theme}
    with as_organisation(organisation, writing=True):
        changes = {name: value for name, value in chosen.items() if value}
        if changes and Operator.objects.filter(pk=operator).update(**changes):
            ledger.write("OwnChoice", organisation=organisation, now=now, operator=operator)
