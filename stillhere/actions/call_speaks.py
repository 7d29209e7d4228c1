"""Whether a call is with a machine that can say what must be said, and hears keys (WA12)."""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings

from stillhere.actions.prompts import ALONE
from stillhere.actions.recordings import Recordings
from stillhere.care.call_state import Role, Standing
from stillhere.care.channel import Channel
from stillhere.records.models import Contact, Leg


def machine_hears(row: Contact) -> bool:
    """Inside `as_organisation`. A truth that cannot be spoken is never taken for told."""
    if row.channel != Channel.VOICE or not _is_on_the_line(row):
        return False
    speaks = SPEAKS.get(row.line.provider)
    return speaks is not None and speaks(row)


def _is_on_the_line(row: Contact) -> bool:
    legs = Leg.objects.filter(organisation_id=row.organisation_id, call__contact_id=row.pk)
    return legs.filter(role=Role.CALLER, standing=Standing.UP).exists()


def _has_every_sound(row: Contact) -> bool:
    kept, organisation = Recordings(settings.PROMPTS), row.organisation.slug
    return all(
        kept.find(each, organisation=organisation, language=row.language).come_from
        for each in ALONE
    )


SPEAKS: Final[Mapping[str, Callable[[Contact], bool]]] = {
    "simulated": lambda _row: True,
    "asterisk": _has_every_sound,
}
"""By the name of the provider; one that is not here says nothing."""
