"""Which open watches one number or browser has, and what tells the answers to each apart (IN6)."""

from datetime import datetime, timedelta
from typing import Final

from stillhere.care.beside import first_digits
from stillhere.records.models import Contact, WatchClock

BESIDE: Final = "beside"
"""Beside the rules' facts: the contact whose phone or browser this person is reached by."""
LATELY: Final = timedelta(hours=1)
"""After this no text for a watch that was closed is still on its way."""


def digits_needed(contact: Contact, now: datetime) -> dict[int, int]:
    """Inside `as_organisation`: by watch the first digit it needs from now; mostly nothing."""
    if not contact.address_digest:
        return {}
    here = WatchClock.objects.filter(
        organisation_id=contact.organisation_id,
        watch__contacts__address_digest=bytes(contact.address_digest),
    ).distinct()
    open_ = here.exclude(state="closed").order_by("watch__began_at", "pk")
    digits = {clock.pk: int(clock.facts.get("first_digit", 0)) for clock in open_}
    if len(digits) < 2:
        return {}
    closed = here.filter(state="closed", watch__closed_at__gt=now - LATELY)
    lately = {int(clock.facts.get("first_digit", 0)) for clock in closed}
    return first_digits(digits, lately=lately)
