"""The plan as it is written down while talking; nothing is required, and nothing is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.care.intake import Question
from stillhere.care.messages import normalised
from stillhere.care.plan import MOST_WAIT, Help, Helper, IfDropped, Reach, Step, Terms, Words
from stillhere.console.plan_as_written import NO, OWN_WORDS, WAYS, YES, as_written
from stillhere.console.wording import IF_DROPPED

HELPERS: Final = 3
STEPS: Final = 4
NOT_SAID: Final = "not_said"
REFUSAL_ANSWERS: Final = (
    ("", later("Not asked yet")),
    (YES, later("They said yes")),
    (NO, later("They said no")),
    (NOT_SAID, later("They did not answer")),
)
HAS_NALOXONE: Final = (("", later("Not asked")), (YES, later("Yes")), (NO, later("No")))


def _line(label: Any, *, most: int = 200, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
    return forms.CharField(
        label=label, required=False, max_length=most, help_text=hint, widget=widget
    )


def _minutes(label: Any, *, most: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, widget=widget
    )


def _one_of(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperFields:
    """What is asked of one person they chose."""

    title: str
    first: list[forms.BoundField]
    rest: list[forms.BoundField]
    naloxone: forms.BoundField
    shown: bool


class PlanForm(forms.Form):
    place = _line(later("Place"), most=500, hint=later("An address, a landmark, a road sign."))
    way_in = _line(later("Way in"), most=500, hint=later("Buzzer, unit, door, pets."))
    both_at_once = _tick(later("Call them all at once, not one after the other"))
    community_number = _line(later("The community's own number, where no ambulance comes"))
    community_minutes = _minutes(later("Minutes until the community's help is there"), most=600)
    emergency_after = _minutes(later("911 anyway, after this many minutes"), most=60)
    may_give_number = _tick(later("Whoever sends help may have their own number"))
    may_name_drug = _tick(later("Whoever sends help may be told what they took"))
    never = _line(later("Never tell or send"))
    instead = _line(later("In a mental-health crisis, or if somebody endangers them"))
    reach = forms.MultipleChoiceField(
        label=later("We may reach them by"),
        required=False,
        choices=WAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    cannot_speak = _tick(later("They cannot hear or speak: nothing rings them"))
    say_if_answered = _line(later("If somebody else picks up, say"))
    if_dropped = _one_of(later("If the line goes dead"), list(IF_DROPPED.items()))
    wait_minutes = _minutes(later("Minutes to wait"), most=MOST_WAIT)
    ok_word = _line(later("Word for: I am okay"), most=40)
    duress_word = _line(later("Word for: I am not safe"), most=40)
    refused = _tick(later("They want no plan, or give no place, or want nobody sent"))
    said = _tick(later("I have said to them what changes"))
    refusal_answer = _one_of(later("Their answer"), REFUSAL_ANSWERS)

    def __init__(self, *args: Any, must_be_said: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.must_be_said = must_be_said
        for number in range(1, HELPERS + 1):
            self.fields.update(_helper_fields(number))
        for number in range(1, STEPS + 1):
            self.fields[f"step_{number}"] = _step_field(number)

    @classmethod
    def of(
        cls,
        words: Words,
        terms: Terms | None,
        told: Mapping[Question, str],
        *,
        must_be_said: bool = False,
    ) -> Self:
        """What was kept before; else what the intake already knows."""
        return cls(initial=as_written(words, terms, told), must_be_said=must_be_said)

    @property
    def helpers(self) -> Iterator[HelperFields]:
        for number in range(1, HELPERS + 1):
            name, phone, minutes, told = (
                self[f"helper_{number}_{what}"] for what in ("name", "number", "minutes", "told")
            )
            yield HelperFields(
                title=_("Person %(number)s") % {"number": number},
                first=[name, phone],
                rest=[minutes, told],
                naloxone=self[f"helper_{number}_naloxone"],
                shown=number == 1 or bool(name.value() or phone.value() or phone.errors),
            )

    @property
    def order(self) -> list[forms.BoundField]:
        return [self[f"step_{number}"] for number in range(1, STEPS + 1)]

    @property
    def shows_more(self) -> bool:
        """Whether anything was written, or is wrong, where most plans have nothing."""
        more = ("both_at_once", "cannot_speak", "community_number", "community_minutes", "instead")
        return any(self[name].value() or self[name].errors for name in more)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if kept.get("if_dropped") == IfDropped.WAIT and not kept.get("wait_minutes"):
            self.add_error("wait_minutes", _("Write how many minutes to wait."))
        if kept.get("ok_word") and _same(kept["ok_word"], kept.get("duress_word", "")):
            self.add_error("duress_word", _("Choose a word that differs from the other one."))
        if self.must_be_said and not kept.get("said"):
            self.add_error("said", _("Say it to them first, and tick this once you have."))
        for name, chosen in self._steps(kept):
            if chosen == Help.COMMUNITY and not kept.get("community_number"):
                self.add_error("community_number", _("Write this number, or leave it out above."))
            if chosen.startswith(Help.CONTACT) and not self._has_helper(kept, chosen):
                self.add_error(name, _("Write this person's name or number, or choose another."))
        return kept

    def words(self) -> Words:
        kept = self.cleaned_data
        helpers = [self._helper(kept, number) for number in range(1, HELPERS + 1)]
        while helpers and not (helpers[-1].name or helpers[-1].number):
            helpers.pop()
        return Words(
            helpers=tuple(helpers),
            **{name: kept[name] for name in OWN_WORDS},
        )

    def terms(self, *, has_number: bool) -> Terms:
        kept = self.cleaned_data
        chosen = dict.fromkeys(value for _name, value in self._steps(kept))
        return Terms(
            steps=tuple(_step(value) for value in chosen),
            both_at_once=kept["both_at_once"],
            reach=Reach(**{way: way in kept["reach"] for way, _label in WAYS}),
            has_number=has_number,
            if_dropped=IfDropped(kept["if_dropped"] or IfDropped.RING),
            wait_minutes=kept["wait_minutes"] or 0,
            emergency_after=kept["emergency_after"],
            speaks=not kept["cannot_speak"],
            may_give_number=kept["may_give_number"],
            may_name_drug=kept["may_name_drug"],
            refused=kept["refused"],
            refusal_answered=bool(kept["refusal_answer"]),
        )

    @staticmethod
    def _steps(kept: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for number in range(1, STEPS + 1):
            if value := kept.get(f"step_{number}"):
                yield f"step_{number}", value

    @staticmethod
    def _has_helper(kept: Mapping[str, Any], chosen: str) -> bool:
        number = int(chosen.removeprefix(f"{Help.CONTACT}-"))
        return bool(kept.get(f"helper_{number}_name") or kept.get(f"helper_{number}_number"))

    @staticmethod
    def _helper(kept: Mapping[str, Any], number: int) -> Helper:
        naloxone = kept[f"helper_{number}_naloxone"]
        return Helper(
            name=kept[f"helper_{number}_name"],
            number=kept[f"helper_{number}_number"],
            minutes=kept[f"helper_{number}_minutes"],
            has_naloxone=None if not naloxone else naloxone == YES,
            may_be_told=kept[f"helper_{number}_told"],
        )


def _helper_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"helper_{number}_name": _line(_("First name")),
        f"helper_{number}_number": _line(_("Number")),
        f"helper_{number}_minutes": _minutes(_("Minutes until they are there"), most=600),
        f"helper_{number}_told": _line(_("What they may be told")),
        f"helper_{number}_naloxone": _one_of(_("Has naloxone?"), HAS_NALOXONE),
    }


def _step_field(number: int) -> forms.ChoiceField:
    choices = [
        ("", _("Nobody more")),
        (Help.EMERGENCY.value, _("911")),
        *((f"{Help.CONTACT}-{n}", _("Person %(number)s") % {"number": n}) for n in _PEOPLE),
        (Help.COMMUNITY.value, _("The community's number")),
    ]
    label = _("First") if number == 1 else _("Then (%(number)s)") % {"number": number}
    widget = forms.Select(attrs={"class": "input"})
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


_PEOPLE: Final = range(1, HELPERS + 1)


def _step(chosen: str) -> Step:
    if not chosen.startswith(Help.CONTACT):
        return Step(help=Help(chosen))
    return Step(help=Help.CONTACT, helper=int(chosen.removeprefix(f"{Help.CONTACT}-")) - 1)


def _same(one: str, other: str) -> bool:
    return bool(other) and normalised(one) == normalised(other)
