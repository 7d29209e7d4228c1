"""Which version of a guide an organisation's operators read: theirs, or the draft we ship (SU1)."""

from stillhere.care.drafts import SHIPPED, shipped
from stillhere.care.guides import NoSuchCard, Version
from stillhere.care.support import Guide


def version_of(guide: Guide, number: int, *, organisation: int) -> Version:
    """Inside `as_organisation`. Raises `NoSuchCard` where the organisation has no such version."""
    del organisation
    if number != SHIPPED:
        raise NoSuchCard
    return shipped(guide)
