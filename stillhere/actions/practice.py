"""The practice phones: what an invented caller, or a learner who plays one, can do with a phone."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.actions.carrier import carry_later
from stillhere.actions.delivery import not_arrived, picked_up, pressed
from stillhere.actions.weather import fate, weather
from stillhere.care.proof import PERSON_KEY
from stillhere.care.refused import DoesNotFit
from stillhere.records.models import Line, PracticeDelivery, PracticePhone
from stillhere.records.organisations import as_organisation, current_organisation

INVENTED: Final = re.compile(r"\+1[2-9]\d\d55501\d\d")
"""555-01xx belongs to nobody, for ever: stories may use it (NANP)."""
PICKED_UP: Final = "answered"
LATEST: Final = 50
"""Texts a phone shows."""


class NotInvented(DoesNotFit):
    """A practice phone on a number that somebody could have, or on a line for real callers."""


class NoSuchPhone(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    id: int
    line: int
    number: str
    name: str
    script: str
    is_ringing: bool
    in_call: bool = False
    """Picked up, and nothing pressed yet."""
    asked: int = 0
    """How many questions its script has heard in this round."""
    is_quiet: bool = False
    is_off: bool = False
    is_stopped: bool = False
    """The company brings it no texts of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One text or ring, as the company knows it."""

    kind: str
    body: str
    inbound: bool
    """True: from the phone to the line."""
    at: datetime
    state: str

    @property
    def is_on_the_phone(self) -> bool:
        return self.inbound or self.state not in ("accepted", "lost", "undelivered")


def add_phone(  # one row, all by name
    line_id: int,
    *,
    organisation: int,
    number: str,
    name: str,
    script: str = "",
    seed: int = 0,
    now: datetime,
) -> int:
    """Adding the same number again changes nothing. Raises `NotInvented`."""
    with as_organisation(organisation, writing=True):
        line = Line.objects.get(pk=line_id)
        if not line.practice or not INVENTED.fullmatch(number):
            raise NotInvented
        phone, _ = PracticePhone.objects.get_or_create(
            line=line,
            number=number,
            defaults={
                "organisation_id": organisation,
                "name": name,
                "script": script,
                "seed": seed,
                "due_at": now if script else None,
            },
        )
        return phone.pk


def phones(*, organisation: int, now: datetime) -> list[Phone]:
    """Those that can be rung: invented people who chat have none."""
    with as_organisation(organisation):
        found = PracticePhone.objects.filter(
            organisation_id=organisation, line__provider="simulated"
        )
        talking = PracticeDelivery.objects.filter(kind="ring", state=PICKED_UP)
        in_call = set(talking.values_list("phone_id", flat=True))
        return [_as_phone(each, now, in_call) for each in found.order_by("number")]


def text_from(phone_id: int, *, organisation: int, body: str, key: str, now: datetime) -> None:
    """On its way to the line, in today's weather. The same key twice is one text."""
    with as_organisation(organisation, writing=True):
        phone = phone_of(phone_id)
        if PracticeDelivery.objects.filter(phone=phone, key=key, inbound=True).exists():
            return
        today = weather(phone.line.settings)
        luck = fate(today, key, at=now)
        late = now if today.outage_until is None else max(now, today.outage_until)
        carry_later(phone, luck, kind="text", body=body, key=key, inbound=True, now=late)


def answer_ring(phone_id: int, *, organisation: int, now: datetime) -> bool:
    """Picks up. False if it does not ring any more."""
    key = _stop_ringing(phone_id, PICKED_UP, organisation=organisation)
    if key is not None:
        picked_up(key, organisation=organisation, now=now)
    return key is not None


def let_it_ring(phone_id: int, *, organisation: int, now: datetime) -> bool:
    """Does not pick up. False if it does not ring any more."""
    key = _stop_ringing(phone_id, "unanswered", organisation=organisation)
    if key is not None:
        not_arrived(key, organisation=organisation, now=now, how="unanswered")
    return key is not None


def press_one(phone_id: int, *, organisation: int, now: datetime) -> bool:
    """What a person who hears the ring does, and no machine (CO5). False if nothing was said."""
    key = _end_call(phone_id, "proved", organisation=organisation)
    if key is not None:
        pressed(key, PERSON_KEY, organisation=organisation, now=now)
    return key is not None


def hang_up(phone_id: int, *, organisation: int, now: datetime) -> bool:
    """As a machine does when it has listened long enough. False if there was no call."""
    del now
    return _end_call(phone_id, "hung_up", organisation=organisation) is not None


def deliveries(phone_id: int, *, organisation: int) -> list[Carried]:
    """The latest texts and rings of this phone, in the order in which they reached it."""
    with as_organisation(organisation):
        found = PracticeDelivery.objects.filter(phone_id=phone_of(phone_id).pk)
        return _as_carried(found.order_by("-deliver_at", "-pk")[:LATEST])


def _stop_ringing(phone_id: int, state: str, *, organisation: int) -> str | None:
    with as_organisation(organisation, writing=True):
        phone = phone_of(phone_id)
        rings = PracticeDelivery.objects.filter(phone=phone, kind="ring", state="ringing")
        ring = rings.order_by("pk").last()
        if ring is None:
            return None
        rings.update(state=state)
        due = phone.due_at if phone.script else None
        PracticePhone.objects.filter(pk=phone.pk).update(ringing_until=None, due_at=due)
        return ring.key


def _end_call(phone_id: int, state: str, *, organisation: int) -> str | None:
    with as_organisation(organisation, writing=True):
        calls = PracticeDelivery.objects.filter(
            phone=phone_of(phone_id), kind="ring", state=PICKED_UP
        )
        latest = calls.order_by("pk").last()
        calls.update(state=state)
        return None if latest is None else latest.key


def phone_of(phone_id: int) -> PracticePhone:
    """One that can be rung: who writes in a chat alone, as in an exercise, has none to text by."""
    phones = PracticePhone.objects.filter(
        pk=phone_id, organisation_id=current_organisation(), line__provider="simulated"
    )
    phone = phones.select_related("line").first()
    if phone is None:
        raise NoSuchPhone(phone_id)
    return phone


def _as_phone(row: PracticePhone, now: datetime, in_call: Collection[int]) -> Phone:
    return Phone(
        id=row.pk,
        line=row.line_id,
        number=row.number,
        name=row.name,
        script=row.script,
        is_ringing=row.ringing_until is not None and row.ringing_until > now,
        in_call=row.pk in in_call,
        asked=row.state.get("way", {}).get("asks", 0),
        is_quiet=bool(row.state.get("quiet")),
        is_off=bool(row.state.get("off")),
        is_stopped=bool(row.state.get("stopped")),
    )


def _as_carried(rows: Iterable[PracticeDelivery]) -> list[Carried]:
    latest = [
        Carried(
            kind=row.kind, body=row.body, inbound=row.inbound, at=row.deliver_at, state=row.state
        )
        for row in rows
    ]
    return latest[::-1]
