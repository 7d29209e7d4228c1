"""The emergency numbers of an organisation, and who else is at the address help is sent to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.founding import CannotFound
from stillhere.actions.numbers import caller_number
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.plan import place_of_plan
from stillhere.actions.words import opened, sealer_of
from stillhere.care.dispatch import Kind, Number, is_same_place
from stillhere.care.intake import Question
from stillhere.care.watch_state import Actor
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, DispatchNumber, Intake, WatchClock
from stillhere.records.organisations import as_organisation

LONGEST_PLACE: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAddress:
    """Another open watch, as far as whoever sends help must know of it (CO8)."""

    watch_id: int
    contact_id: int
    holder: int | None
    state: str


def set_number(number: Number, *, organisation: int, practice: bool, now: datetime) -> int:
    """One number for a kind and a place; setting it again changes it. Raises `CannotFound`.

    Another number under the same place was tested by nobody, whatever the old one was.
    """
    place = _checked(number, now)
    dialled = _e164(number.number)
    with as_organisation(organisation, writing=True):
        row = _of(organisation, number.kind, place, practice=practice).first()
        same = row is not None and row.number == dialled
        tested = number.tested_at or (row.tested_at if row is not None and same else None)
        row = row or DispatchNumber(
            organisation_id=organisation, practice=practice, kind=number.kind, place=place
        )
        row.number, row.tested_at, row.set_at = dialled, tested, now
        row.time_zone = number.time_zone or row.time_zone
        row.save()
        kind = f"{number.kind} {'tested' if tested else 'untested'}"
        ledger.write("DispatchNumberSet", organisation=organisation, now=now, kind=kind)
    return row.pk


def remove_number(
    kind: Kind, place: str, *, organisation: int, practice: bool, now: datetime
) -> None:
    """Raises `CannotFound` where there is none: a place may be spelt otherwise."""
    with as_organisation(organisation, writing=True):
        gone, _ = _of(organisation, kind, place.strip(), practice=practice).delete()
        if not gone:
            raise CannotFound(f"There is no {kind} number for {place!r}. Nothing was removed.")
        ledger.write("DispatchNumberRemoved", organisation=organisation, now=now, kind=kind)


def numbers(*, organisation: int, practice: bool) -> tuple[Number, ...]:
    """Practice has its own, so that nobody who learns dials a real centre."""
    with as_organisation(organisation):
        rows = DispatchNumber.objects.filter(organisation_id=organisation, practice=practice)
        return tuple(
            Number(
                number=row.number,
                kind=Kind(row.kind),
                place=row.place,
                time_zone=row.time_zone,
                tested_at=row.tested_at,
            )
            for row in rows.order_by("pk")
        )


def number_to_give(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> str:
    """The caller's own, for whoever sends help, where the plan says so; every opening is kept.

    Empty where there is none or it cannot be read: ours is given then. The caller of this
    function has asked the plan, and `care.dispatch.script` asks it again.
    """
    with as_organisation(organisation, writing=True):
        contact = Contact.objects.get(pk=contact_id)
        ledger.write(
            "NumberOpened",
            organisation=organisation,
            now=now,
            contact=contact_id,
            watch=contact.watch_id,
            operator=by.id,
        )
    try:
        return caller_number(contact)
    except CannotOpen:
        return ""


def same_address(watch_id: int, place: str, *, organisation: int) -> list[SameAddress]:
    """Other open watches at this place (CO8). Nobody's words are shown, and none are kept."""
    if not place.strip():
        return []
    with as_organisation(organisation):
        clocks = WatchClock.objects.select_related("watch__contact", "plan")
        there = clocks.filter(organisation_id=organisation).exclude(state="closed")
        mine = there.filter(pk=watch_id).first()
        if mine is None:  # closed, since whoever asks has read it
            return []
        others = there.filter(watch__practice=mine.watch.practice).exclude(pk=watch_id)
        return [
            SameAddress(
                watch_id=clock.pk,
                contact_id=clock.watch.contact_id,
                holder=clock.holder_id,
                state=clock.state,
            )
            for clock in others.order_by("pk")
            if any(is_same_place(place, each) for each in _places(clock))
        ]


def _places(clock: WatchClock) -> Iterator[str]:
    """Where they said they are; what cannot be read is no place."""
    if clock.plan is not None:
        yield place_of_plan(clock.plan, clock.watch.contact)
    told = Intake.objects.filter(contact__watch_id=clock.pk, sealed_answers__isnull=False)
    for intake in told.select_related("contact"):
        answers = opened(
            sealer_of(intake.contact), "intake", "answers", intake.sealed_answers or b""
        )
        yield json.loads(answers or "{}").get(Question.PLACE, "")


def _of(organisation: int, kind: Kind, place: str, *, practice: bool) -> QuerySet[DispatchNumber]:
    return DispatchNumber.objects.filter(
        organisation_id=organisation, practice=practice, kind=kind, place__iexact=place
    )


def _checked(number: Number, now: datetime) -> str:
    place = " ".join(number.place.split())
    if number.kind is Kind.LISTED and not place:
        raise CannotFound("A listed number belongs to a place. Say which with --place.")
    if len(place) > LONGEST_PLACE:
        raise CannotFound(f"A place has at most {LONGEST_PLACE} letters. Like Halifax, NS.")
    if number.time_zone and number.time_zone not in available_timezones():
        raise CannotFound(f"There is no time zone {number.time_zone!r}. Like America/St_Johns.")
    if number.tested_at is not None and number.tested_at > now:
        raise CannotFound("A test that is still to come shows nothing. Give the day it was rung.")
    return place


def _e164(written: str) -> str:
    """911 itself is no number here: it reaches whoever is near the operator."""
    try:
        return str(phone(written))
    except NotANumber:
        raise CannotFound(
            "This is no number with an area code. 911 reaches your own town: "
            "give the ten-digit number of the place."
        ) from None
