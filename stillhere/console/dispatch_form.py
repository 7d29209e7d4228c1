"""An emergency number as it is written on the page, with what is wrong beside each answer."""

from datetime import datetime, time
from typing import Any, Final, Self

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.dispatch_numbers import LONGEST_PLACE
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.practice import INVENTED
from stillhere.care.dispatch import Kind, Number

ZONES: Final = (
    "America/St_Johns",
    "America/Halifax",
    "America/Moncton",
    "America/Goose_Bay",
    "America/Toronto",
    "America/Thunder_Bay",
    "America/Iqaluit",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Yellowknife",
    "America/Vancouver",
    "America/Whitehorse",
)
"""Those of this country, from east to west; a town has the clock of one of them."""
KINDS: Final[dict[Kind, Any]] = {
    Kind.PROVIDER: later("A contracted provider, dialled first"),
    Kind.LISTED: later("A centre's own number, from your list"),
}


class DispatchForm(forms.Form):
    kind = forms.ChoiceField(
        label=later("Who answers there"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=later("For which place"),
        max_length=LONGEST_PLACE,
        required=False,
        help_text=later("A town with its province, like Halifax, NS. Empty: any, by a provider."),
    )
    number = forms.CharField(label=later("Number, with its area code"), max_length=40)
    time_zone = forms.ChoiceField(
        label=later("Clock of that place"),
        required=False,
        choices=[("", later("not said")), *((z, z.split("/")[1].replace("_", " ")) for z in ZONES)],
    )
    tested_on = forms.DateField(
        label=later("Day on which somebody last rang it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=later("Leave it empty if nobody has: the card says so."),
    )

    def __init__(self, *args: Any, practice: bool, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "number-%s", **kwargs})
        self.practice, self.now = practice, now
        for name in ("place", "number", "time_zone", "tested_on"):
            self.fields[name].widget.attrs |= {"class": "input", "autocomplete": "off"}
        messages = {"required": _("Write the number.")}
        self.fields["number"].error_messages |= messages
        self.fields["kind"].error_messages |= {"required": _("Say who answers there.")}

    @classmethod
    def empty(cls, *, practice: bool, now: datetime) -> Self:
        return cls(initial={"kind": Kind.LISTED.value}, practice=practice, now=now)

    @property
    def asked(self) -> Number:
        """Once it is valid."""
        return Number(
            number=self.cleaned_data["number"],
            kind=Kind(self.cleaned_data["kind"]),
            place=" ".join(self.cleaned_data["place"].split()),
            time_zone=self.cleaned_data["time_zone"],
            tested_at=self._tested_at(),
        )

    def clean_number(self) -> str:
        """911 itself is no number here: it reaches whoever is near the operator."""
        try:
            found = str(phone(self.cleaned_data["number"]))
        except NotANumber:
            raise forms.ValidationError(
                _("911 and short numbers reach your own town. Write all ten digits.")
            ) from None
        if self.practice and not INVENTED.fullmatch(found):
            raise forms.ValidationError(
                _("Practice dials nobody real: write a number from 555-0100 to 555-0199.")
            )
        return found

    def clean_tested_on(self) -> Any:
        day = self.cleaned_data["tested_on"]
        if day and day > timezone.localdate(self.now):
            raise forms.ValidationError(_("That day is still to come. Write the day it was rung."))
        return day

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("kind") == Kind.LISTED and not values.get("place", "").strip():
            self.add_error("place", _("A centre's own number is for one place. Say which."))
        return values

    def _tested_at(self) -> datetime | None:
        day = self.cleaned_data["tested_on"]
        if day is None:
            return None
        if day == timezone.localdate(self.now):
            return self.now
        return timezone.make_aware(datetime.combine(day, time(12)))
