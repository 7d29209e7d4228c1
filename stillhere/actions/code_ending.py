"""When a code ends: later with every contact, and then its key goes, and its fingerprints."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from stillhere.actions import ledger
from stillhere.care.policy import Policy
from stillhere.records.models import Code, Contact, RecordKey
from stillhere.records.prepared import Prepared

CODE: Final = "code"
"""In a contact's facts, beside the rules' own: gone when the words of this contact are erased."""


def renew(code: Code, policy: Policy, now: datetime) -> None:
    """They are here again: what is kept under the code is kept from today (AF1)."""
    Code.objects.filter(pk=code.pk).update(last_on=now.date())
    keys = RecordKey.objects.filter(pk=code.record_key, organisation_id=code.organisation_id)
    keys.update(expires_at=end_of(policy, now))


def end_of(policy: Policy, now: datetime) -> datetime:
    """In whole days, and never early: a time of day would say which contact it was."""
    return day(now) + policy.seconds("answers_kept") + timedelta(days=1)


def day(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def renew_code_of(contact: Contact, policy: Policy, now: datetime) -> None:
    """Theirs in the contact that ends now. Inside the transaction."""
    for code in _CODE.all(contact.facts.get(CODE, {}).get("code")):
        renew(code, policy, now)


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


_CODE: Final = Prepared(lambda pk: Code.objects.filter(pk=pk))
