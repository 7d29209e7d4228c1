"""The questions of a code as they are ticked and written; nothing typed is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.care.code_questions import (
    FEWEST_ANSWERS,
    LONGEST_SENTENCE,
    MOST_QUESTIONS,
    OURS,
    Question,
    Takes,
    Unaskable,
    faults,
)
from stillhere.console.code_sentences import KINDS, sentence_of

ROWS: Final = 3
"""Sentences of an organisation's own; the rest of three to six are ours."""
FAULTS: Final[dict[Unaskable, Any]] = {
    Unaskable.TOO_FEW: later("Choose or write at least %(fewest)s questions."),
    Unaskable.TOO_MANY: later("Choose and write at most %(most)s questions together."),
    Unaskable.ONE_LANGUAGE: later("Write this question in both languages, or empty both."),
    Unaskable.NO_WORDS: later("Write a sentence somebody can say."),
    Unaskable.TOO_LONG: later("Write a shorter sentence: at most %(longest)s letters and signs."),
    Unaskable.TWICE: later("This is the same question as another. Keep one of them."),
}
_NAMED: Final = {
    f"{takes.value}-{letters}": (takes, letters, label) for (takes, letters), label in KINDS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence of their own, in both languages, and what is asked for."""

    number: int
    en: forms.BoundField
    fr: forms.BoundField
    kind: forms.BoundField


class QuestionsForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "questions-%s", **kwargs})
        self.fields["ours"] = forms.MultipleChoiceField(
            label=_("Questions we have in both languages"),
            required=False,
            choices=[(each.name, sentence_of(each)) for each in OURS],
            widget=forms.CheckboxSelectMultiple,
        )
        for number in range(1, ROWS + 1):
            self.fields[f"en_{number}"] = _sentence(_("In English"), "en")
            self.fields[f"fr_{number}"] = _sentence(_("In French"), "fr")
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("What is asked for"),
                required=False,
                choices=[(name, label) for name, (_takes, _letters, label) in _NAMED.items()],
                widget=forms.Select(attrs={"class": "input"}),
            )

    @classmethod
    def of(cls, asked: Sequence[Question]) -> Self:
        written: dict[str, Any] = {"ours": [each.name for each in asked if not each.is_own]}
        for number, own in enumerate((each for each in asked if each.is_own), start=1):
            written[f"en_{number}"], written[f"fr_{number}"] = own.en, own.fr
            written[f"kind_{number}"] = f"{own.takes.value}-{own.letters}"
        return cls(initial=written)

    @property
    def rows(self) -> Iterator[Row]:
        for number in range(1, ROWS + 1):
            yield Row(
                number=number,
                en=self[f"en_{number}"],
                fr=self[f"fr_{number}"],
                kind=self[f"kind_{number}"],
            )

    def clean(self) -> dict[str, Any]:
        """Every mistake at once, each beside what it is about."""
        written = self.cleaned_data
        own = {number: _own(written, number) for number in range(1, ROWS + 1)}
        ticked = [each for each in OURS if each.name in written.get("ours", ())]
        self.asked = (*ticked, *(each for each in own.values() if each is not None))
        for fault in faults(self.asked):
            places = [
                f"en_{at}" for at, each in own.items() if each and each.name == fault.question
            ]
            words = str(FAULTS[fault.why]) % {
                "fewest": FEWEST_ANSWERS,
                "most": MOST_QUESTIONS,
                "longest": LONGEST_SENTENCE,
            }
            self.add_error(places[-1] if places else "ours", words)
        return written


def _own(written: dict[str, Any], number: int) -> Question | None:
    en, fr = written.get(f"en_{number}", ""), written.get(f"fr_{number}", "")
    if not en and not fr:
        return None
    takes, letters, _label = _NAMED.get(written.get(f"kind_{number}", ""), (Takes.LETTERS, 1, ""))
    return Question.own(en, fr, takes=takes, letters=letters)


def _sentence(label: str, language: str) -> forms.CharField:
    widget = forms.TextInput(
        attrs={"class": "input", "autocomplete": "off", "lang": language, "maxlength": "160"}
    )
    return forms.CharField(label=label, required=False, widget=widget)
