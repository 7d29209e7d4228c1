"""The shredder erases people's words when their time is over, one leader at a time."""

from typing import Final

from stillhere.actions.lease import lead
from stillhere.actions.screens import forget_ended
from stillhere.actions.sent_text import forget_old
from stillhere.actions.shred import forget_old_pages, shred_expired
from stillhere.engine.troubles import organisations
from stillhere.records.narrow import ExpiringKey
from stillhere.records.steady import clock

EVERY: Final = 60.0
"""Seconds. What is kept is kept for hours; a minute more or less tells nobody anything."""
LEASE: Final = "shredder"


class Shredder:
    name = "shredder"

    def __init__(self, *, called: str) -> None:
        self._called = called

    def turn(self) -> float:
        if not lead(LEASE, by=self._called, now=clock.now()):
            return EVERY
        now = clock.surely()
        expired = ExpiringKey.objects.filter(expires_at__lte=now)
        theirs = sorted(set(expired.values_list("organisation_id", flat=True)))
        erased = sum(shred_expired(organisation, now=now) for organisation in theirs)
        forgotten = sum(forget_old(organisation, now=now) for organisation in organisations())
        forgotten += sum(forget_ended(organisation, now=now) for organisation in organisations())
        if erased or forgotten:
            forget_old_pages()
        return 1.0 if erased else EVERY
