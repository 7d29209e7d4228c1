"""What an organisation calls itself, and by which clock and in which language it lives."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from django.conf import settings as around

from stillhere.actions import ledger
from stillhere.actions.line_keeping import must_keep_lines
from stillhere.care.refused import Refused
from stillhere.records.models import Organisation
from stillhere.records.organisations import as_organisation

LONGEST_NAME: Final = 120


class ChangedMeanwhile(Refused):
    """Somebody else changed it since it was looked at."""


class CannotBe(Refused):
    """No such language or clock, or no name at all; which it is, in one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    name: str
    language: str
    time_zone: str
    """Of the rota, of every screen, and of the times an operator says aloud."""


def about(*, organisation: int) -> About:
    with as_organisation(organisation):
        row = Organisation.objects.get(pk=organisation)
    return About(name=row.name, language=row.language, time_zone=row.time_zone)


def change(to: About, *, seen: About, organisation: int, by: int, now: datetime) -> None:
    """In force at the next look of each; no watch counts by it, all of them count seconds.

    Raises `CannotBe`, `NotYours`, `ChangedMeanwhile`.
    """
    if not to.name.strip() or len(to.name) > LONGEST_NAME:
        raise CannotBe("name")
    if to.language not in {code for code, _name in around.LANGUAGES}:
        raise CannotBe("language")
    if to.time_zone not in available_timezones():
        raise CannotBe("time_zone")
    with as_organisation(organisation, writing=True):
        must_keep_lines(by)
        kept = Organisation.objects.filter(pk=organisation)
        if kept.filter(name=to.name, language=to.language, time_zone=to.time_zone).exists():
            return  # a button pressed twice
        if not kept.filter(name=seen.name, language=seen.language, time_zone=seen.time_zone).update(
            name=to.name, language=to.language, time_zone=to.time_zone
        ):
            raise ChangedMeanwhile
        ledger.write("OrganisationChanged", organisation=organisation, now=now, operator=by)
