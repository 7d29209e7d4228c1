"""The directory of places that help: written, checked and taken out by people, by name (SU2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from stillhere.actions import ledger
from stillhere.actions.signing import keep_version, signer
from stillhere.care import place_values
from stillhere.care.directory import Place
from stillhere.care.sample_places import SAMPLES
from stillhere.records.models import DirectoryPlace, Operator
from stillhere.records.organisations import as_organisation

BY_FORM: Final = "form:"
"""How the source begins of a place that was written on our own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A place as it stands in the directory."""

    place: Place
    version: int
    changed_by: str
    changed_at: datetime


class NoSuchPlace(Exception):
    """It is not in this directory, or not any more."""


class PlaceChangedMeanwhile(Exception):
    """Somebody changed this place since it was looked at."""

    def __init__(self, now: Listed) -> None:
        super().__init__(now.version)
        self.now = now


def directory(*, organisation: int) -> tuple[Listed, ...]:
    """The organisation's own, as they were added."""
    with as_organisation(organisation):
        return tuple(_listed(row) for row in _here(organisation).order_by("pk"))


def places_for(*, organisation: int, practice: bool) -> tuple[Place, ...]:
    """What stands beside a conversation.

    Practice has the samples alone, and nobody else ever sees one: no real caller is sent to a
    door that does not exist, and nobody who learns rings a real one.
    """
    if practice:
        return SAMPLES
    return tuple(each.place for each in directory(organisation=organisation))


def find_place(place_id: int, *, organisation: int) -> Listed:
    """Raises `NoSuchPlace`."""
    with as_organisation(organisation):
        return _listed(_row(place_id, organisation))


def name_of(place_id: int, organisation: int) -> str:
    """Inside `as_organisation`: also of one that was taken out since."""
    if found := [each.name for each in SAMPLES if each.id == place_id]:
        return found[0]
    row = DirectoryPlace.objects.get(pk=place_id, organisation_id=organisation)
    return _listed(row).place.name


def add_place(place: Place, *, organisation: int, key: str, by: int, now: datetime) -> int:
    """The same `key` twice is one place. Raises `NotYours`."""
    act = partial(_add, place, source=f"{BY_FORM}{key}", by=by, now=now)
    return keep_version(act, organisation=organisation)


def change_place(place: Place, *, organisation: int, seen: int, by: int, now: datetime) -> None:
    """`seen`: the version they had before them; the same again is one change.

    Raises `NotYours`, `NoSuchPlace`, `PlaceChangedMeanwhile`.
    """
    with as_organisation(organisation, writing=True):
        who = signer(by)
        row = _row(place.id, organisation)
        if row.version != seen:
            if row.values == place_values.as_values(place) and row.changed_by == who.name:
                return  # a button pressed twice
            raise PlaceChangedMeanwhile(_listed(row))
        _change(row, place, "PlaceChanged", by=who, now=now)


def looked_at(place_id: int, *, organisation: int, seen: int, by: int, now: datetime) -> None:
    """All of it is right, today: they asked there. Raises as `change_place`."""
    with as_organisation(organisation, writing=True):
        who = signer(by)
        row = _row(place_id, organisation)
        place = _listed(row).place
        today = timezone.localdate(now, place.zone)
        if row.version != seen:
            if row.changed_by == who.name and place.verified_on == today:
                return
            raise PlaceChangedMeanwhile(_listed(row))
        _change(row, replace(place, verified_on=today), "PlaceChecked", by=who, now=now)


def take_out(place_id: int, *, organisation: int, by: int, now: datetime) -> None:
    """Nobody is told of it any more. Raises `NotYours`, `NoSuchPlace`."""
    with as_organisation(organisation, writing=True):
        who = signer(by)
        row = _row(place_id, organisation)
        row.taken_out_at, row.changed_by, row.changed_at = now, who.name, now
        row.save()
        write_down("PlaceTakenOut", row, by=by, now=now)


def write_down(what: str, row: DirectoryPlace, *, by: int, now: datetime) -> None:
    """Inside the caller's transaction: which place and whose press, never what was written."""
    ledger.write(what, organisation=row.organisation_id, now=now, operator=by, number=row.pk)


def _add(place: Place, organisation: int, *, source: str, by: int, now: datetime) -> int:
    who = signer(by)
    before = DirectoryPlace.objects.filter(organisation_id=organisation, source=source).first()
    if before is not None:
        return before.pk
    row = DirectoryPlace.objects.create(
        organisation_id=organisation,
        source=source,
        values=place_values.as_values(place),
        changed_by=who.name,
        changed_at=now,
    )
    write_down("PlaceAdded", row, by=by, now=now)
    return row.pk


def _change(row: DirectoryPlace, place: Place, what: str, *, by: Operator, now: datetime) -> None:
    """The whole row is held by this transaction; of two at once the other reads it anew."""
    mine = DirectoryPlace.objects.filter(pk=row.pk, version=row.version, taken_out_at=None)
    values = place_values.as_values(place)
    changed = mine.update(
        values=values, version=row.version + 1, changed_by=by.name, changed_at=now
    )
    if not changed:
        raise PlaceChangedMeanwhile(_listed(_row(row.pk, row.organisation_id)))
    row.version += 1
    write_down(what, row, by=by.pk, now=now)


def _here(organisation: int) -> QuerySet[DirectoryPlace]:
    return DirectoryPlace.objects.filter(organisation_id=organisation, taken_out_at=None)


def _row(place_id: int, organisation: int) -> DirectoryPlace:
    row = _here(organisation).filter(pk=place_id).first()
    if row is None:
        raise NoSuchPlace
    return row


def _listed(row: DirectoryPlace) -> Listed:
    return Listed(
        place=place_values.from_values(row.values, id=row.pk),
        version=row.version,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )
