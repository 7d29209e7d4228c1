"""Which words a text is made of, now or read again years later: those in force when it was owed.

A text is kept as what it means and made when it is read. So that the record never says what was
not sent, a version counts for what is owed from a few seconds after it was signed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stillhere.actions import chosen
from stillhere.actions.chosen import Subject
from stillhere.care.own_words import AS_SHIPPED, Mistake, OwnWords, mistakes
from stillhere.care.refused import Refused
from stillhere.records.models import Chosen
from stillhere.records.prepared import Prepared

SETTLED: Final = timedelta(seconds=10)
"""By then whatever was being owed while somebody signed is committed, or was never owed."""


class CannotSay(Refused):
    """At least one of these would tell, be torn, or leave nobody a way to answer."""

    def __init__(self, wrong: tuple[Mistake, ...]) -> None:
        super().__init__(len(wrong))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Versions:
    """The newest first, each with the moment from which it counts."""

    signed: tuple[tuple[datetime, OwnWords], ...] = ()

    def at(self, when: datetime) -> OwnWords:
        return next((own for since, own in self.signed if since <= when), AS_SHIPPED)

    @property
    def newest(self) -> OwnWords:
        return self.signed[0][1] if self.signed else AS_SHIPPED


def own_words(organisation: int) -> Versions:
    """Inside `as_organisation`."""
    kept = _VERSIONS.all(organisation)
    return Versions(
        tuple((row.signed_at + SETTLED, OwnWords.from_values(row.values)) for row in kept)
    )


def sign_words(own: OwnWords, *, organisation: int, seen: int, by: int, now: datetime) -> Chosen:
    """Said from a few seconds on, to everybody. Raises `CannotSay`, and what `sign` raises."""
    if wrong := mistakes(own):
        raise CannotSay(wrong)
    return chosen.sign(
        Subject.MESSAGES, own.as_values(), organisation=organisation, seen=seen, by=by, now=now
    )


_VERSIONS: Final = Prepared(
    lambda organisation: Chosen.objects.filter(
        organisation_id=organisation, kind=Subject.MESSAGES
    ).order_by("-number")
)
