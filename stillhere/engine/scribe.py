"""The scribe comes behind the actions and links what they wrote, one leader at a time."""

from datetime import datetime, timedelta
from typing import Final

from stillhere.actions import scribe
from stillhere.actions.lease import lead
from stillhere.actions.trouble import What
from stillhere.engine.troubles import calm, organisations, ring
from stillhere.records.steady import clock

EVERY: Final = 0.5
"""Seconds between two looks, so that a link is never more than a second behind."""
BEHIND: Final = timedelta(seconds=60)
CHECKED: Final = timedelta(seconds=10)
LOOKED_WHOLE: Final = timedelta(hours=1)
LEASE: Final = "scribe"


class Scribe:
    name = "scribe"

    def __init__(self, *, called: str) -> None:
        """`called` names this process among those who may lead."""
        self._called = called
        self._checked: datetime | None = None
        self._looked_whole: datetime | None = None

    def turn(self) -> float:
        now = clock.now()
        if lead(LEASE, by=self._called, now=now):
            linked = self.link(now)
            self._check(now)
            if linked:
                return 0
        return EVERY

    def link(self, now: datetime) -> int:
        whole = _long_ago(self._looked_whole, now, LOOKED_WHOLE)
        linked = sum(scribe.link(organisation, whole=whole) for organisation in organisations())
        if not linked:
            self._looked_whole = now if whole else self._looked_whole
        return linked

    def _check(self, now: datetime) -> None:
        if not _long_ago(self._checked, now, CHECKED):
            return
        self._checked = now
        ages = [scribe.oldest_unlinked(organisation) for organisation in organisations()]
        oldest = min((age for age in ages if age is not None), default=now)
        if now - oldest > BEHIND:
            ring(What.SCRIBE_BEHIND, now=now)
        else:
            calm(What.SCRIBE_BEHIND)


def _long_ago(last: datetime | None, now: datetime, patience: timedelta) -> bool:
    """Also where time was turned back meanwhile."""
    return last is None or not timedelta() <= now - last < patience
