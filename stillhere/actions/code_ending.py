"""The end of a code: its key goes, so what hangs on it does, and then its fingerprints."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from stillhere.actions import ledger
from stillhere.records.models import Code, Contact, RecordKey

CODE: Final = "code"
"""In a contact's facts, beside the rules' own: gone when the words of this contact are erased."""


def erase(codes: Collection[Code]) -> None:
    """Inside the transaction."""
    RecordKey.objects.filter(pk__in=[code.record_key for code in codes]).delete()
    Code.objects.filter(pk__in=[code.pk for code in codes]).delete()


def codes_ended(organisation: int, keys: Collection[int], now: datetime) -> None:
    """Their keys are being erased: the codes go with them. Inside the transaction."""
    codes = list(Code.objects.filter(organisation_id=organisation, record_key__in=keys))
    for _each in codes:
        ledger.write("CodeEnded", organisation=organisation, now=now)
    erase(codes)


def no_code_here(contact: Contact) -> None:
    """With the words of a contact goes the only trace of whose code was said in it."""
    if CODE in contact.facts:
        facts = {name: fact for name, fact in contact.facts.items() if name != CODE}
        Contact.objects.filter(pk=contact.pk).update(facts=facts)
