"""Whether anything leaves by an organisation's telephone lines, from what came of its duties.

Nothing in memory is trusted: which lines failed stands with each duty, so any node finds the same.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from stillhere.actions.claimed import FAILED_BY
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
LOOKED_BACK: Final = timedelta(minutes=15)
TOO_MANY: Final = 3
"""Texts nobody has heard of: with fewer it may be one phone without a signal."""
ON_A_PAGE: Final = Q(kind=Kind.TEXT_CALLER, contact__channel=Channel.CHAT)
"""A chat needs no telephone company."""

NO_WORD_OF_IT: Final = Q(state="sent") | Q(state="failed", reference=NO_RECEIPT)


def nothing_leaves(organisation: int, lines: Collection[int]) -> bool:
    """People are to be reached for a life, and each of these lines has failed one of them.

    A caller is written to by their own line alone, so no one duty need have met them all.
    """
    with as_organisation(organisation):
        owed = Duty.objects.filter(organisation_id=organisation, state="owed", lane=Lane.LIFE)
        tried = owed.filter(tries__gte=SURE_AFTER).exclude(ON_A_PAGE)
        failed = list(tried.values_list(f"facts__{FAILED_BY}", flat=True))
    return bool(lines) and set(lines) <= {line for each in failed for line in each or ()}


def left_since(organisation: int, since: datetime) -> bool:
    """Whether a company has taken anything from us since then: asking it for news is not that."""
    with as_organisation(organisation):
        other = not only_practices(organisation)
        out = Duty.objects.filter(organisation_id=organisation, ended_at__gt=since)
        out = out.filter(state__in=("sent", "delivered")).exclude(kind=Kind.SEEK_RECEIPT)
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
