"""A guide as it is written down: each step in both languages, with where it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.care.guides import LANGUAGES, MUST_SAY, Card, Manner
from stillhere.care.support import Guide
from stillhere.web.manners import MANNERS

LONGEST_STEP: Final = 400
LONGEST_SOURCE: Final = 300
MORE_STEPS: Final = 2
"""Empty ones at the end, to add something."""
MOST_STEPS: Final = 30
LABELS: Final = {"en": later("In English"), "fr": later("In French")}


class StepForm(forms.Form):
    """One step. Without a source its words are kept, and nobody reads them."""

    def __init__(self, *args: Any, manners: Sequence[Manner] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for language in LANGUAGES:
            self.fields[language] = _field(
                LABELS[language], LONGEST_STEP, forms.Textarea, rows="3", lang=language
            )
        self.fields["source"] = _field(
            later("Where it comes from: title, organisation, year"), LONGEST_SOURCE, forms.TextInput
        )
        if manners:
            self.fields["manners"] = forms.MultipleChoiceField(
                label=later("What it brings across"),
                required=False,
                choices=[(each.value, MANNERS[each]) for each in manners],
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["out"] = forms.BooleanField(label=later("Leave this step out"), required=False)

    def card(self, about: Card) -> Card | None:
        """Once it is valid; None for what is left out, or was never begun."""
        said = self.cleaned_data
        words = {each: said[each].replace("\r\n", "\n") for each in LANGUAGES if said[each]}
        if said["out"] or not (words or said["source"] or about.about):
            return None
        manners = frozenset(Manner(each) for each in said.get("manners", ()))
        return Card(words=words, source=said["source"], manners=manners, about=about.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideForm:
    steps: list[StepForm]
    before: tuple[Card, ...]
    """The version it began with: what an unwritten step is about stays with it."""

    @classmethod
    def of(
        cls, guide: Guide, cards: tuple[Card, ...], sent: QueryDict | None = None
    ) -> "GuideForm":
        manners = MUST_SAY.get(guide, ())
        count = min(len(cards) + MORE_STEPS, MOST_STEPS)
        steps = [
            StepForm(
                sent, prefix=f"s{k}", initial=initial, manners=manners, auto_id=f"guide-%s-{k}"
            )
            for k, initial in enumerate(_initials(cards, count), 1)
        ]
        return cls(steps=steps, before=cards)

    def is_valid(self) -> bool:
        return all(step.is_valid() for step in self.steps)

    def cards(self) -> list[Card]:
        before = [*self.before, *[Card()] * MORE_STEPS]
        made = (step.card(about) for step, about in zip(self.steps, before, strict=False))
        return [card for card in made if card is not None]


def _initials(cards: Iterable[Card], count: int) -> Iterator[dict[str, Any]]:
    written = list(cards)
    for k in range(count):
        card = written[k] if k < len(written) else Card()
        yield {**card.words, "source": card.source, "manners": sorted(card.manners)}


def _field(label: Any, longest: int, kind: type[forms.Widget], **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=kind(attrs={"class": "input", "autocomplete": "off", **attrs}),
        error_messages={
            "max_length": _("At most %(most)s characters: say it shorter.") % {"most": longest}
        },
    )
