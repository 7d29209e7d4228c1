"""Who let somebody choose a password anew, and when: so that nobody's account is taken unseen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.records.models import Entry, Operator
from stillhere.records.organisations import as_organisation

READS: Final = 100_000
"""Entries, the newest: a ledger of years is not read for a page about one account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    by: str
    at: datetime
    without_factors: bool


def last_let_in(operator: int, *, organisation: int) -> LetIn | None:
    """The last time words for this account were used."""
    with as_organisation(organisation):
        ours = Entry.objects.filter(organisation_id=organisation).order_by("-pk")
        newest = ours.values_list("pk", flat=True).first() or 0
        used = ours.filter(pk__gt=newest - READS, what="CameBackIn", operator_id=operator)
        entry = used.first()
        if entry is None:
            return None
        giver = Operator.objects.get(pk=entry.facts["about"], organisation_id=organisation)
        return LetIn(
            by=giver.name, at=entry.at, without_factors=entry.facts.get("how") == "without_factors"
        )
