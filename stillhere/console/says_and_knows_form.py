"""What a line says and knows, as it is written down: every value may stay empty."""

from dataclasses import dataclass
from typing import Any, Final, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.phone import NotANumber, phone
from stillhere.care.says_and_knows import (
    LONGEST_GUIDANCE,
    LONGEST_SENTENCE,
    NAMES,
    NUMBERS,
    SaysAndKnows,
)

LABELS: Final[dict[str, Any]] = {
    "young_en": later("Guidance in English"),
    "young_fr": later("Guidance in French"),
    "reports_en": later("What is said of it, in English"),
    "reports_fr": later("What is said of it, in French"),
    "interpreter_number": later("Interpreter's number"),
    "interpreter_note": later("How to ask there: the languages, the hours, whom to name"),
    "indigenous_line": later("Name of the Indigenous line"),
    "indigenous_number": later("Number of the Indigenous line"),
    "police_en": later("Whether police come, in English"),
    "police_fr": later("Whether police come, in French"),
    "police_source": later("Who says so, and when they said it"),
}

ROWS: Final = {"young": 6, "reports": 3, "police": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Values that go together, what they are for, and what operators read until they are set."""

    title: Any
    about: Any
    until_then: Any
    names: tuple[str, ...]
    rule: str


PARTS: Final = (
    Part(
        title=later("Guidance for the young"),
        about=later("Shown to the operator beside a watch that is never refused for an age."),
        until_then=later("operators are sent to your printed guidance, or to their supervisor"),
        names=("young_en", "young_fr"),
        rule="IN4",
    ),
    Part(
        title=later("What your region makes you report"),
        about=later("Said to a caller before they are asked who needs looking after."),
        until_then=later("operators are told that we do not know, and to ask their supervisor"),
        names=("reports_en", "reports_fr"),
        rule="IN4",
    ),
    Part(
        title=later("An interpreter"),
        about=later("Rung by hand as a third on the call; no minute of watch waits for it."),
        until_then=later("operators ring the one on your own list"),
        names=("interpreter_number", "interpreter_note"),
        rule="CO13",
    ),
    Part(
        title=later("An Indigenous line"),
        about=later("Given to a caller who would like it; nobody is sent there. Ask them first."),
        until_then=later("operators offer the one on your own list"),
        names=("indigenous_line", "indigenous_number"),
        rule="IN7",
    ),
    Part(
        title=later("Whether police come"),
        about=later("Read by callers on your page before they say a word. Never a promise."),
        until_then=later("callers read that we cannot say, and that police may come"),
        names=("police_en", "police_fr", "police_source"),
        rule="PL8",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    part: Part
    fields: list[forms.BoundField]
    values: list[tuple[str, str]]
    """What is in force, with its label, for who only looks."""


class SaysAndKnowsForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "says-%s", **kwargs})
        for name in NAMES:
            self.fields[name] = _field(name)

    @classmethod
    def of(cls, said: SaysAndKnows) -> Self:
        return cls(initial=said.as_values())

    @property
    def said(self) -> SaysAndKnows:
        """Once it is valid; lines end the same whatever browser sent them."""
        written = {name: value.replace("\r\n", "\n") for name, value in self.cleaned_data.items()}
        return SaysAndKnows.from_values(written)

    def clean(self) -> dict[str, Any]:
        """A number as it will be dialled, so that a second press is the same."""
        written = self.cleaned_data
        for name in NUMBERS:
            try:
                written[name] = str(phone(written[name])) if written.get(name) else ""
            except NotANumber:
                self.add_error(name, _("This cannot be dialled. Write it with its area code."))
        if written.get("indigenous_line") and not written.get("indigenous_number"):
            self.add_error("indigenous_number", _("Write its number too, or empty both."))
        if _says_of_police(written) and not written.get("police_source"):
            self.add_error("police_source", _("Write who says so and when, or empty all three."))
        return written

    def parts(self, in_force: SaysAndKnows) -> list[Shown]:
        now = in_force.as_values()
        return [
            Shown(
                part=part,
                fields=[self[name] for name in part.names],
                values=[(str(LABELS[name]), now[name]) for name in part.names if now[name]],
            )
            for part in PARTS
        ]


def _says_of_police(written: dict[str, Any]) -> bool:
    return bool(written.get("police_en") or written.get("police_fr"))


def _field(name: str) -> forms.CharField:
    spoken = name.rpartition("_")[2]
    rows = ROWS.get(name.partition("_")[0]) if spoken in ("en", "fr") else None
    kind = forms.Textarea if rows else forms.TextInput
    attrs = {"class": "input", "autocomplete": "off"}
    if spoken in ("en", "fr"):
        attrs["lang"] = spoken
    if rows:
        attrs["rows"] = str(rows)
    return forms.CharField(
        label=LABELS[name],
        required=False,
        max_length=LONGEST_GUIDANCE if name.startswith("young_") else LONGEST_SENTENCE,
        widget=kind(attrs=attrs),
    )
