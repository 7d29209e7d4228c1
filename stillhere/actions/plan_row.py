"""The rows of a plan: the version in force, and the clock of the watch that follows it."""

from typing import Final

from stillhere.records.models import PlanVersion, WatchClock
from stillhere.records.prepared import Prepared


def newest_plan(owner: int) -> PlanVersion | None:
    """Inside `as_organisation`. `owner`: the contact whose plan it is."""
    return _NEWEST.one(owner)


def open_clock(owner: int) -> WatchClock | None:
    """Inside `as_organisation`: of the watch that is open and follows this contact's plan."""
    return _OPEN.one(owner)


_NEWEST: Final = Prepared(
    lambda owner: PlanVersion.objects.filter(contact_id=owner).order_by("-number")[:1]
)
_OPEN: Final = Prepared(
    lambda owner: (
        WatchClock.objects.filter(watch__contact_id=owner).exclude(state="closed").order_by("pk")
    )
)
