"""The emergency numbers of an organisation, given and tested by people (ES3)."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import available_timezones

from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.founding import CannotFound
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.practice import INVENTED
from stillhere.actions.signing import keep_version, signer
from stillhere.care.dispatch import Kind, Number
from stillhere.records.models import DispatchNumber
from stillhere.records.organisations import as_organisation

LONGEST_PLACE: Final = 80


def set_number(
    number: Number, *, organisation: int, practice: bool, now: datetime, by: int | None = None
) -> int:
    """One number for a kind and a place; setting it again changes it.

    `by`: whose press it is; None: whoever runs the machine. Another number under the same place
    was tested by nobody, whatever the old one was. Raises `CannotFound`, `NotYours`.
    """
    place = _checked(number, now)
    asked = replace(number, number=_e164(number.number), place=place)
    if practice and not INVENTED.fullmatch(asked.number):
        raise CannotFound("Practice dials nobody real: give a number from 555-0100 to 555-0199.")
    act = partial(_set, asked, practice=practice, now=now, by=by)
    return keep_version(act, organisation=organisation)


def was_rung(number: Number, *, organisation: int, practice: bool, by: int, now: datetime) -> None:
    """Now, and the right centre answered. Raises `NotYours`, and `CannotFound` where this place
    has another number by now: that one was not rung.
    """
    with as_organisation(organisation, writing=True):
        _must_sign(by)
        rows = _of(organisation, number.kind, number.place, practice=practice)
        if not rows.filter(number=number.number).update(tested_at=now, set_at=now):
            raise CannotFound("This number was changed meanwhile. Look at it again.")
        kind = f"{number.kind} tested"
        ledger.write(
            "DispatchNumberSet", organisation=organisation, now=now, operator=by, kind=kind
        )


def remove_number(
    kind: Kind,
    place: str,
    *,
    organisation: int,
    practice: bool,
    now: datetime,
    by: int | None = None,
) -> None:
    """Raises `NotYours`, and `CannotFound` where there is none: a place may be spelt otherwise."""
    with as_organisation(organisation, writing=True):
        _must_sign(by)
        gone, _ = _of(organisation, kind, place.strip(), practice=practice).delete()
        if not gone:
            raise CannotFound(f"There is no {kind} number for {place!r}. Nothing was removed.")
        ledger.write(
            "DispatchNumberRemoved", organisation=organisation, now=now, operator=by, kind=kind
        )


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


def _set(asked: Number, organisation: int, *, practice: bool, now: datetime, by: int | None) -> int:
    _must_sign(by)
    row = _of(organisation, asked.kind, asked.place, practice=practice).first()
    same = row is not None and row.number == asked.number
    tested = asked.tested_at or (row.tested_at if row is not None and same else None)
    row = row or DispatchNumber(
        organisation_id=organisation, practice=practice, kind=asked.kind, place=asked.place
    )
    row.number, row.tested_at, row.set_at = asked.number, tested, now
    row.time_zone = asked.time_zone or row.time_zone
    row.save()
    kind = f"{asked.kind} {'tested' if tested else 'untested'}"
    ledger.write("DispatchNumberSet", organisation=organisation, now=now, operator=by, kind=kind)
    return row.pk


def _must_sign(by: int | None) -> None:
    """Inside the caller's transaction; None is whoever runs the machine."""
    if by is not None:
        signer(by)


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
