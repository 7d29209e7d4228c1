"""A colleague's account as it is written on the page; nothing typed is lost."""

import re
from typing import Any, Final, Self

from django import forms
from django.utils.translation import gettext as _

from stillhere.actions.abilities import LANGUAGE
from stillhere.actions.people_seen import Person
from stillhere.actions.phone import NotANumber, phone
from stillhere.care.access import Role
from stillhere.console.people_words import OURS, ROLES, SKILLS, language_name

LONGEST: Final = 60
LINE: Final = {"class": "input", "autocomplete": "off"}


class RoleForm(forms.Form):
    def __init__(self, *args: Any, given: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "role-%s", **kwargs})
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=[(role.value, ROLES[role]) for role in given],
            widget=forms.Select(attrs={"class": "input"}),
        )


class AbilitiesForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "can-%s", **kwargs})
        self.fields["speaks"] = forms.MultipleChoiceField(
            label=_("Speaks"),
            choices=[(code, language_name(code)) for code in OURS],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Nobody could be rung for a caller: tick English or French.")
            },
        )
        self.fields["others"] = forms.CharField(
            label=_("Other languages"),
            required=False,
            help_text=_("By their codes, with commas between: iu, cr, es."),
            widget=forms.TextInput(attrs={**LINE, "aria-describedby": "can-others_helptext"}),
        )
        self.fields["skills"] = forms.MultipleChoiceField(
            label=_("Callers may wish for them as"),
            required=False,
            choices=list(SKILLS.items()),
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Only what they say of themself."),
        )

    @classmethod
    def of(cls, person: Person) -> Self:
        others = ", ".join(code for code in person.speaks if code not in OURS)
        said = {"speaks": person.speaks, "others": others, "skills": person.skills}
        return cls(initial=said)

    def clean_others(self) -> list[str]:
        codes = re.findall(r"[^\s,;]+", self.cleaned_data["others"].lower())
        if not all(LANGUAGE.fullmatch(code) for code in codes):
            raise forms.ValidationError(
                _("A language is written as two or three letters, like iu.")
            )
        return codes

    @property
    def all_spoken(self) -> list[str]:
        """Once it is valid."""
        return [*self.cleaned_data["speaks"], *self.cleaned_data["others"]]


class OnCallForm(forms.Form):
    """An empty number leaves the one that is kept; a tick of its own erases it."""

    def __init__(self, *args: Any, has_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "call-%s", **kwargs})
        self.has_number = has_number
        self.fields["on_call"] = forms.BooleanField(
            label=_("On call: rung by phone, on shift or not"), required=False
        )
        self.fields["number"] = forms.CharField(
            label=_("New number") if has_number else _("Number that rings"),
            required=False,
            max_length=LONGEST,
            help_text=_("Kept sealed. Nobody reads it again, only the line rings it."),
            widget=forms.TextInput(
                attrs={**LINE, "inputmode": "tel", "aria-describedby": "call-number_helptext"}
            ),
        )
        if has_number:
            self.fields["erase"] = forms.BooleanField(label=_("Erase the number"), required=False)

    @property
    def number(self) -> str | None:
        """Once it is valid: None leaves the one that is kept."""
        if self.cleaned_data.get("erase"):
            return ""
        return self.cleaned_data["number"] or None

    def clean(self) -> dict[str, Any]:
        written = self.cleaned_data
        try:
            written["number"] = str(phone(written["number"])) if written.get("number") else ""
        except NotANumber:
            self.add_error("number", _("This cannot be dialled. Write it with its area code."))
            return written
        kept = self.has_number and not written.get("erase")
        if written.get("on_call") and not (
            kept or (written["number"] and not written.get("erase"))
        ):
            self.add_error("number", _("Nobody is on call without a number that rings: write one."))
        return written
