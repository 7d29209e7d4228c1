"""A policy as it is written on the page: every time with its unit, and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _

from stillhere.care.policy import CHOICES, Policy, choice_of, least_of, mistakes
from stillhere.care.presets import FOLLOWS, Preset, own_name, own_values
from stillhere.care.refused import OutOfOrder, OutOfRange
from stillhere.console.asking import whole_number
from stillhere.console.policy_words import FAMILIES, PRESETS, name_of, said, why
from stillhere.console.spans import LONGEST, seconds_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value: what it is called, why it is there, and what it may be."""

    name: str
    why: str
    rule: str
    default: str
    least: str
    most: str
    in_force: str
    """Empty where a way of using follows the general value."""
    field: forms.BoundField


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    rows: list[Row]

    @property
    def is_set(self) -> bool:
        """Something stands in it, in force or only typed."""
        return any(row.in_force or row.field.value() for row in self.rows)


class PolicyForm(forms.Form):
    """`in_force`: what it is measured against; a preset's value may be empty and follows."""

    def __init__(self, *args: Any, in_force: Policy, practice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "policy-%s", **kwargs})
        self.in_force, self.practice = in_force, practice
        for name in (*CHOICES, *FOLLOWS):
            self.fields[name] = _line(name)

    @classmethod
    def of(cls, policy: Policy, *, practice: bool) -> Self:
        values = {name: said(choice_of(name), value) for name, value in policy.as_values().items()}
        return cls(initial=values, in_force=policy, practice=practice)

    def clean(self) -> dict[str, Any]:
        """Every mistake at once, each beside its value."""
        values = self.cleaned_data
        written = {name: self._number(name, words) for name, words in dict(values).items() if words}
        for name in CHOICES.keys() - written.keys() - self.errors.keys():
            self.add_error(name, self._range(name))
        known = {name: number for name, number in written.items() if number is not None}
        before = {name: getattr(self.in_force, name) for name in CHOICES}
        self.policy = Policy.as_kept(before | known)
        for mistake in mistakes(self.policy, practice=self.practice):
            if mistake.name not in self.errors:
                self.add_error(mistake.name, self._in_words(mistake))
        return values

    @property
    def groups(self) -> Iterator[Group]:
        for family, title in FAMILIES.items():
            names = [name for name, each in CHOICES.items() if each.rule.startswith(family)]
            yield Group(title=str(title), rows=[self._row(name) for name in names])

    @property
    def presets(self) -> Iterator[Group]:
        for preset in Preset:
            names = [own_name(preset, general) for general in own_values(preset)]
            yield Group(title=str(PRESETS[preset]), rows=[self._row(name) for name in names])

    def _number(self, name: str, words: str) -> int | None:
        choice = choice_of(name)
        found = seconds_in(words) if choice.unit == "s" else whole_number(words)
        if found is None:
            self.add_error(name, self._range(name))
        return found

    def _in_words(self, mistake: OutOfRange | OutOfOrder) -> str:
        if isinstance(mistake, OutOfRange):
            return self._range(mistake.name)
        value = self.policy.as_values()[mistake.then]
        return _("This comes first, so it may not be more than “%(then)s”, now %(value)s.") % {
            "then": name_of(mistake.then),
            "value": said(choice_of(mistake.then), value),
        }

    def _range(self, name: str) -> str:
        choice, least = choice_of(name), least_of(name, practice=self.practice)
        words = (
            _("Write a time with its unit, such as 90 s or 2 min: from %(least)s to %(most)s.")
            if choice.unit == "s"
            else _("Write a number from %(least)s to %(most)s.")
        )
        return words % {"least": said(choice, least), "most": said(choice, choice.most)}

    def _row(self, name: str) -> Row:
        choice, now = choice_of(name), self.in_force.as_values().get(name)
        return Row(
            name=name_of(FOLLOWS.get(name, name)),
            why=why(name),
            rule=choice.rule,
            default=said(choice, choice.default),
            least=said(choice, least_of(name, practice=self.practice)),
            most=said(choice, choice.most),
            in_force="" if now is None else said(choice, now),
            field=self[name],
        )


def _line(name: str) -> forms.CharField:
    """What is said about it stands beside it; the help text only ties the two together."""
    widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off", "maxlength": LONGEST})
    label = name_of(name)
    return forms.CharField(label=label, required=False, widget=widget, help_text=label)
