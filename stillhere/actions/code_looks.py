"""Who looks for codes often and confirms none: for supervisors, from the ledger (CD3).

A look is no fault: words are misheard, answers forgotten. Whose code it was is in no entry.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from stillhere.care.recall import LOOKED_BACK, looks_often
from stillhere.care.watch_state import Actor
from stillhere.records.models import Entry, Operator
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    name: str
    times: int
    contacts: int


def who_looks_often(*, organisation: int, by: Actor, now: datetime) -> list[Looks]:
    """Looks in contacts where no code was confirmed or made by the same person; most first."""
    if not by.supervises:
        return []
    with as_organisation(organisation):
        lately = Entry.objects.filter(organisation_id=organisation, at__gt=now - LOOKED_BACK)
        looked = Counter(_by_whom_in_which(lately, "CodeLookedFor"))
        settled = set(_by_whom_in_which(lately, "CodeConfirmed", "CodeMade"))
        ours = Operator.objects.filter(organisation_id=organisation)
        names = dict(ours.values_list("pk", "name"))
    times: Counter[int] = Counter()
    contacts: Counter[int] = Counter()
    for (operator, contact), looks in looked.items():
        if (operator, contact) not in settled:
            times[operator] += looks
            contacts[operator] += 1
    return [
        Looks(name=names[operator], times=count, contacts=contacts[operator])
        for operator, count in times.most_common()
        if looks_often(count)
    ]


def _by_whom_in_which(lately: QuerySet[Entry], *what: str) -> list[tuple[int, int]]:
    pairs = lately.filter(what__in=what).values_list("operator_id", "contact_id")
    return [(by, contact) for by, contact in pairs if by is not None and contact is not None]
