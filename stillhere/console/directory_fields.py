"""What is written of a place, each read by its rule, or refused with what to do instead."""

from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.care.asked_place import NotAPlace, sent_place
from stillhere.care.directory import NoHarmlessWords, Spot, TellsTooMuch, harmless
from stillhere.care.opening_hours import NotHours, hours_on
from stillhere.care.pace import Route
from stillhere.care.rota import Turn
from stillhere.console.dispatch_form import ZONES
from stillhere.console.wording import ROUTES

KNOWN: Final = "known"
UNKNOWN: Final = "unknown"
LONGEST_TEXT: Final = 320
"""Letters: twice what fits, so that whoever pastes more sees what is too much."""
MAY_BE_USED: Final = tuple(route for route in Route if route is not Route.UNKNOWN)


class Words(forms.CharField):
    """One line; what a keyboard puts in twice is one space."""

    def __init__(
        self, label: Any, longest: int, hint: Any = "", *, needed: Any = "", **attrs: str
    ) -> None:
        super().__init__(
            label=label,
            max_length=longest,
            help_text=hint,
            required=bool(needed),
            widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", **attrs}),
            error_messages={
                "required": needed,
                "max_length": later("At most %(limit_value)d characters: say it shorter."),
            },
        )

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class Hours(Words):
    def __init__(self, weekday: int, label: Any) -> None:
        super().__init__(label, 80)
        self.weekday = weekday

    def clean(self, value: Any) -> tuple[Turn, ...]:
        try:
            return hours_on(self.weekday, super().clean(value))
        except NotHours as no:
            raise forms.ValidationError(
                _("“%(written)s” is no opening time. Write it like 9:00-17:00, or 24 h.")
                % {"written": no.written}
            ) from None


class OnTheMap(Words):
    def clean(self, value: Any) -> Spot | None:
        written = super().clean(value)
        if not written:
            return None
        north, _comma, east = written.partition(",")
        try:
            found = sent_place(north, east)
        except NotAPlace:
            raise forms.ValidationError(
                _("This is no latitude and longitude. Write it like 44.2312, -76.4860.")
            ) from None
        return Spot(latitude=found.latitude, longitude=found.longitude)


class Days(Words):
    def clean(self, value: Any) -> frozenset[date]:
        found = set()
        for written in super().clean(value).replace(",", " ").split():
            try:
                found.add(date.fromisoformat(written))
            except ValueError:
                raise forms.ValidationError(
                    _("“%(written)s” is no day. Write each like 2026-12-25.") % {"written": written}
                ) from None
        return frozenset(found)


class Sent(forms.CharField):
    """Words for a text: harmless to whoever holds the phone, and one text."""

    def __init__(self, label: Any, language: str) -> None:
        attrs = {"class": "input", "autocomplete": "off", "rows": "3", "lang": language}
        super().__init__(
            label=label,
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs=attrs),
            error_messages={
                "max_length": later("At most %(limit_value)d characters: say it shorter.")
            },
        )

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        try:
            return harmless(written) if written else ""
        except TellsTooMuch as no:
            raise forms.ValidationError(
                _("Whoever holds the phone would read “%(words)s”. Write it another way.")
                % {"words": ", ".join(no.words)}
            ) from None
        except NoHarmlessWords:
            raise forms.ValidationError(_("This does not fit one text. Say it shorter.")) from None


class Zone(forms.ChoiceField):
    def __init__(self, also: str = "") -> None:
        zones = [*ZONES, also] if also and also not in ZONES else ZONES
        super().__init__(
            label=later("Clock of that place"),
            choices=[(zone, zone.rpartition("/")[2].replace("_", " ")) for zone in zones],
            widget=forms.Select(attrs={"class": "input", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> ZoneInfo:
        return ZoneInfo(super().clean(value))


class IsKnown(forms.ChoiceField):
    def __init__(self, label: Any, known: Any) -> None:
        super().__init__(
            label=label,
            choices=[(UNKNOWN, later("Nobody has told us")), (KNOWN, known)],
            initial=UNKNOWN,
            widget=forms.RadioSelect,
            error_messages={"required": later("Say whether it is known.")},
        )


class Routes(forms.MultipleChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label=later("Permitted there"),
            required=False,
            choices=[(route.value, ROUTES[route]) for route in MAY_BE_USED],
            widget=forms.CheckboxSelectMultiple,
            help_text=later("None ticked: nothing may be used there."),
        )

    def clean(self, value: Any) -> frozenset[Route]:
        return frozenset(Route(each) for each in super().clean(value))
