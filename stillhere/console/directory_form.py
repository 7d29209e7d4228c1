"""A place that helps as it is written on the page, with what is wrong beside each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.care.directory import Place
from stillhere.care.guides import LANGUAGES
from stillhere.care.opening_hours import as_written
from stillhere.care.outgoing import plainer
from stillhere.care.text_size import size
from stillhere.console.directory_fields import (
    KNOWN,
    UNKNOWN,
    Days,
    Hours,
    IsKnown,
    OnTheMap,
    Routes,
    Sent,
    Words,
    Zone,
)
from stillhere.console.texting import texts_said, told

DAYS: Final = tuple(f"day_{day}" for day in range(7))
SENT: Final = tuple(f"sent_{language}" for language in LANGUAGES)
LABELS: Final = {"en": later("In English"), "fr": later("In French")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Words for a text, with how much room is left."""

    field: forms.BoundField
    said: str


class PlaceForm(forms.Form):
    def __init__(self, *args: Any, today: date, zone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "place-%s", **kwargs})
        self.today = today
        self.fields |= {**_what_and_where(zone), **_when_and_how(), **_who()}
        self.fields |= {name: Sent(LABELS[name[-2:]], name[-2:]) for name in SENT}

    @classmethod
    def of(cls, place: Place, *, today: date) -> Self:
        return cls(initial=_written(place), today=today, zone=place.zone.key)

    def place(self, *, id: int) -> Place:
        """Once it is valid."""
        said = self.cleaned_data
        texts = {language: said[f"sent_{language}"] for language in LANGUAGES}
        return Place(
            id=id,
            name=said["name"],
            about=said["about"],
            address=said["address"],
            area=said["area"],
            telephone=said["telephone"],
            kept_by=said["kept_by"],
            zone=said["time_zone"],
            spot=said["spot"],
            hours=_turns(said) if said["hours"] == KNOWN else None,
            closed_on=said["closed_on"],
            permits=said["routes"] if said["permits"] == KNOWN else None,
            verified_on=said["verified_on"],
            as_sent={language: words for language, words in texts.items() if words},
        )

    def clean_verified_on(self) -> date | None:
        day: date | None = self.cleaned_data["verified_on"]
        if day and day > self.today:
            raise forms.ValidationError(
                _("That day is still to come. Write the day somebody asked.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """What was typed is never left out in silence."""
        said = self.cleaned_data
        turns = _turns(said)
        if said.get("hours") == UNKNOWN and turns:
            self.add_error("hours", _("Hours are written below: choose “As written here”."))
        if said.get("hours") == KNOWN and not turns and not any(self[day].errors for day in DAYS):
            self.add_error("hours", _("Write when it opens, or say that nobody has told us."))
        if said.get("permits") == UNKNOWN and said.get("routes"):
            self.add_error("permits", _("Something is ticked below: choose “As ticked here”."))
        return said

    @property
    def week(self) -> list[forms.BoundField]:
        return [self[day] for day in DAYS]

    @property
    def texts(self) -> list[Counted]:
        return [Counted(field=self[name], said=_counted(self[name])) for name in SENT]

    @property
    def wrong(self) -> list[forms.BoundField]:
        return [field for field in self if field.errors]


def _what_and_where(zone: str) -> dict[str, forms.Field]:
    return {
        "name": Words(later("Name"), 80, needed=later("Write what it is called.")),
        "about": Words(
            later("What there is"), 200, later("For whoever answers; it is never sent.")
        ),
        "address": Words(later("Address"), 120),
        "area": Words(
            later("Town or part of it, or how its postal code begins"),
            60,
            later("Like Harbour, or K7L. Whoever says it of where they are has this place first."),
        ),
        "spot": OnTheMap(
            later("Where on the map"),
            60,
            later("Latitude and longitude, to say how far it is. It may stay empty."),
        ),
        "telephone": Words(later("Telephone"), 40),
        "time_zone": Zone(zone),
    }


def _when_and_how() -> dict[str, forms.Field]:
    days: dict[str, forms.Field] = {
        name: Hours(day, WEEKDAYS[day]) for day, name in enumerate(DAYS)
    }
    return {
        "hours": IsKnown(later("When it is open"), later("As written here")),
        **days,
        "closed_on": Days(
            later("Days on which it stays closed"), 400, later("Like 2026-12-25, 2027-01-01.")
        ),
        "permits": IsKnown(later("Using there"), later("As ticked here")),
        "routes": Routes(),
    }


def _who() -> dict[str, forms.Field]:
    return {
        "kept_by": Words(
            later("Who keeps this up to date"),
            60,
            later("A colleague, or somebody there, whom anybody here can ask."),
            needed=later("Write whom one can ask, so that it does not grow old unseen."),
        ),
        "verified_on": forms.DateField(
            label=later("Day on which somebody last asked there"),
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"}),
            help_text=later("Leave it empty if nobody has: whoever answers reads that."),
        ),
    }


def _turns(said: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(turn for name in DAYS for turn in said.get(name, ()))


def _written(place: Place) -> dict[str, Any]:
    hours, permits, spot = place.hours, place.permits, place.spot
    same = ("name", "about", "address", "area", "telephone", "kept_by", "verified_on")
    return {
        **{name: getattr(place, name) for name in same},
        "time_zone": place.zone.key,
        "spot": "" if spot is None else f"{spot.latitude}, {spot.longitude}",
        "hours": UNKNOWN if hours is None else KNOWN,
        **{name: as_written(hours or (), day) for day, name in enumerate(DAYS)},
        "closed_on": ", ".join(day.isoformat() for day in sorted(place.closed_on)),
        "permits": UNKNOWN if permits is None else KNOWN,
        "routes": sorted(permits or ()),
        **{f"sent_{language}": place.as_sent.get(language, "") for language in LANGUAGES},
    }


def _counted(field: forms.BoundField) -> str:
    typed = " ".join(plainer(str(field.value() or "")).split())
    counted = size(typed)
    tells = "" if field.errors else told(typed)  # said beside it already
    return " ".join(filter(None, (tells, texts_said(counted.segments, counted.left))))
