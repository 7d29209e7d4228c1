"""What a second person is asked, at their own console: one question, while it is that one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class About(StrEnum):
    """What of a watch needs two people. Of a contact it is the reason it would end for."""

    ANSWERED = "answered"
    """They answered, in an alarm, without a word or a voice; or after duress (WA6)."""
    CONTACT_LOST = "contact_lost"
    """Nothing more can be done to reach them (WA15)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    number: int
    """New for every question, so that a press on an older screen agrees to nothing."""
    about: str
    """An `About`; of a contact an `EndReason`."""
    by: int
    """Who asked. They, and whoever holds the person, are never the second."""
    at: datetime
    refused_by: int | None = None

    @property
    def is_open(self) -> bool:
        return self.refused_by is None
