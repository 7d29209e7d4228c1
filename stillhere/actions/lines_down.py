"""Whether anything leaves by an organisation's telephone lines, from what came of its duties.

Nothing in memory is trusted: which lines failed stands with each duty, so any node finds the same.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q

from stillhere.actions.claimed import DOWN_BY, REFUSED_BY
from stillhere.actions.cover import only_practices
from stillhere.actions.delivery import NO_RECEIPT
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Duty
from stillhere.records.organisations import as_organisation

SURE_AFTER: Final = 2
"""Tries: one that failed may have met a busy moment."""
UNHEARD_OF: Final = timedelta(seconds=60)
"""A text is on a phone within seconds; a phone that is off is heard of later."""
SURE_OF: Final = 2
"""People: what is refused of one may be odd, of the next it is the line."""
LOOKED_BACK: Final = timedelta(minutes=15)
TOO_MANY: Final = 3
"""Texts nobody has heard of: with fewer it may be one phone without a signal."""
ON_A_PAGE: Final = Q(kind=Kind.TEXT_CALLER, contact__channel=Channel.CHAT)
"""A chat needs no telephone company."""

REACHES_NOBODY: Final = (Kind.SEEK_RECEIPT, Kind.TRIAL_TEXT)
"""What leaves, and says nothing of whether people are reached."""
NO_WORD_OF_IT: Final = Q(state="sent") | Q(state="failed", reference=NO_RECEIPT)


def nothing_leaves(organisation: int, lines: Collection[int], *, now: datetime) -> bool:
    """People are to be reached for a life, and each of these lines has failed one of them.

    A caller is written to by their own line alone, so no one duty need have met them all. A line
    that will not have one text may take every other; one that has none of several people is down.
    """
    if not lines:
        return False
    with as_organisation(organisation):
        down = _failed(organisation) | _refuse_everybody(organisation, now)
    return set(lines) <= down


def _failed(organisation: int) -> set[int]:
    owed = Duty.objects.filter(organisation_id=organisation, state="owed", lane=Lane.LIFE)
    tried = owed.filter(tries__gte=SURE_AFTER).exclude(ON_A_PAGE)
    failed = tried.values_list(f"facts__{DOWN_BY}", flat=True)
    return {line for each in failed if len(each or ()) >= SURE_AFTER for line in each}


def _refuse_everybody(organisation: int, now: datetime) -> set[int]:
    """Since when it took anything, the texts of several people."""
    lately = Q(state="owed") | Q(state="failed", ended_at__gt=now - LOOKED_BACK)
    texts = Duty.objects.filter(lately, organisation_id=organisation, kind=Kind.TEXT_CALLER)
    refused = texts.filter(facts__refused_by__isnull=False).exclude(ON_A_PAGE)
    last: dict[int, dict[int | None, datetime]] = {}
    found = refused.order_by("pk").values_list("contact", "owed_at", f"facts__{REFUSED_BY}")
    for contact, owed_at, by in found:
        for line in set(by):
            last.setdefault(line, {})[contact] = owed_at
    return {line for line, people in last.items() if _refuses(line, tuple(people.values()))}


def _refuses(line: int, owed_at: Collection[datetime]) -> bool:
    """Whether it took nothing since the texts of several people were owed."""
    out = Duty.objects.filter(contact__line_id=line, ended_at__gt=min(owed_at))
    taken = out.filter(state__in=("sent", "delivered")).exclude(kind=Kind.SEEK_RECEIPT)
    found = taken.exclude(ON_A_PAGE).aggregate(latest=Max("ended_at"))
    latest: datetime | None = found["latest"]
    return sum(latest is None or at > latest for at in owed_at) >= SURE_OF


def left_since(organisation: int, since: datetime) -> bool:
    """Whether a company has taken anything from us since then: asking it for news is not that."""
    with as_organisation(organisation):
        other = not only_practices(organisation)
        out = Duty.objects.filter(organisation_id=organisation, ended_at__gt=since)
        out = out.filter(state__in=("sent", "delivered")).exclude(kind__in=REACHES_NOBODY)
        out = out.exclude(contact__practice=other).exclude(watch__practice=other)
        return out.exclude(ON_A_PAGE).exists()


def unheard_of(organisation: int, lines: Collection[int], *, now: datetime) -> int:
    """Texts that a company took, on lines that report, and that never came to a phone.

    Of people who are still with us: few, so this may be asked every few seconds.
    """
    with as_organisation(organisation):
        texts = Duty.objects.filter(
            organisation_id=organisation,
            kind=Kind.TEXT_CALLER,
            contact__line_id__in=lines,
            contact__due_at__isnull=False,
            ended_at__gt=now - LOOKED_BACK,
            ended_at__lte=now - UNHEARD_OF,
        )
        return texts.filter(NO_WORD_OF_IT).exclude(ON_A_PAGE).count()
