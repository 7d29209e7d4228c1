"""
What carriers hear in a text as well as we do: STOP and START, HELP and INFO (facts 7).

A stop is a way lost and never an end. Who asks for help or who we are gets one harmless text
with the line's name, and a person as well.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stillhere.actions.duty import owe
from stillhere.actions.shipped_words import shipped_words
from stillhere.actions.telling_apart import BESIDE
from stillhere.actions.words import keep_notice
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.care.harmless import telling
from stillhere.care.messages import Reading
from stillhere.care.own_words import AS_SHIPPED, OwnWords, Text
from stillhere.care.text_size import size
from stillhere.records.models import Contact, Message

NOT_TWICE_IN: Final = timedelta(minutes=1)
"""Two machines that answer each other would never stop."""
STOP_OR_START: Final = (Reading.CARRIER_STOP, Reading.CARRIER_START)


class Introduced(StrEnum):
    """Kept as `Message.reading`."""

    WHO_WE_ARE = "who_we_are"


def is_stopped(contact_id: int) -> bool:
    """Inside `as_organisation`: they sent a carrier's stop, and no start since."""
    said = Message.objects.filter(contact_id=contact_id, inbound=True, reading__in=STOP_OR_START)
    last = said.order_by("-at", "-pk").values_list("reading", flat=True).first()
    return last == Reading.CARRIER_STOP


def are_stopped(row: Contact) -> bool:
    """Texts to this number: the stop may be of whoever's phone it is, from before (IN6)."""
    return is_stopped(row.pk) or is_stopped(row.facts.get(BESIDE, row.pk))


def introduce(row: Contact, now: datetime) -> None:
    """Inside the caller's transaction: who we are, to somebody who texts, once in a while."""
    if row.channel != Channel.TEXT or _just_said(row, now):
        return
    key = f"who:{row.pk}:{int(now.timestamp() * 1000)}"
    message = keep_notice(row, reading=Introduced.WHO_WE_ARE, key=key, now=now)
    owe(
        Kind.TEXT_CALLER,
        organisation=row.organisation_id,
        key=key,
        now=now,
        lane=Lane.CARE,
        contact=row.pk,
        message=message.pk,
    )


def who_we_are(name: str, own: OwnWords = AS_SHIPPED) -> str:
    """In the language that is active. A name that tells, or does not fit one text, is left out."""
    said = own.words(Text.WHO_WE_ARE, get_language() or "", line=name)
    named = said or shipped_words(Text.WHO_WE_ARE, line=name)
    if name.strip() and not telling(name) and size(named).segments == 1:
        return named
    return _("A person will answer you here. In danger call 911.")


def _just_said(row: Contact, now: datetime) -> bool:
    said = Message.objects.filter(contact=row, reading=Introduced.WHO_WE_ARE)
    return said.filter(at__gt=now - NOT_TWICE_IN).exists()
