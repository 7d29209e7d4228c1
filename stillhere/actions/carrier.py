"""The practice telephone company's counter: where `lines.simulated` hands in what it wants carried.

It has weather of its own, so that every failure of a real one can be met here first.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.actions.weather import Fate, Weather, fate, weather
from stillhere.records.models import Line, PracticeDelivery, PracticePhone
from stillhere.records.organisations import as_organisation

SECOND_COPY: Final = timedelta(seconds=1)


class Counter(StrEnum):
    """What the company says at once."""

    TAKEN = "taken"
    NOBODY = "nobody"
    BLOCKED = "blocked"
    DOWN = "down"
    SILENT = "silent"
    """No answer: it may have taken it or not."""


def hand_in(  # one parcel with its whole label
    line_id: int,
    *,
    organisation: int,
    number: str,
    kind: str,
    body: str,
    key: str,
    now: datetime,
) -> Counter:
    """`kind` is text or ring. The same key twice is carried once."""
    with as_organisation(organisation, writing=True):
        today = _weather(line_id)
        phone = PracticePhone.objects.filter(line_id=line_id, number=number).first()
        if today.is_out(now):
            return Counter.DOWN
        if phone is None:
            return Counter.NOBODY
        if kind == "text" and (number in today.refuses or phone.state.get("stopped")):
            return Counter.BLOCKED
        if PracticeDelivery.objects.filter(phone=phone, key=key, inbound=False).exists():
            return Counter.TAKEN
        luck = fate(today, key, at=now)
        if luck.took_it:
            carry_later(phone, luck, kind=kind, body=body, key=key, inbound=False, now=now)
        return Counter.TAKEN if luck.answers else Counter.SILENT


def whereabouts(line_id: int, *, organisation: int, key: str) -> str | None:
    """The state of what was handed in under this key; None if nothing was."""
    with as_organisation(organisation):
        found = PracticeDelivery.objects.filter(phone__line_id=line_id, key=key, inbound=False)
        return found.order_by("pk").values_list("state", flat=True).first()


def carry_later(
    phone: PracticePhone,
    luck: Fate,
    *,
    kind: str,
    body: str,
    key: str,
    inbound: bool,
    now: datetime,
) -> None:
    """Inside the caller's transaction."""
    copies = (timedelta(0), SECOND_COPY) if luck.twice and kind == "text" else (timedelta(0),)
    for behind in copies:
        PracticeDelivery.objects.create(
            organisation_id=phone.organisation_id,
            phone=phone,
            kind=kind,
            body=body,
            key=key,
            inbound=inbound,
            at=now,
            deliver_at=now + luck.after + behind,
            state="lost" if luck.lost and kind == "text" else "accepted",
        )


def _weather(line_id: int) -> Weather:
    return weather(Line.objects.get(pk=line_id).settings)
