"""Every text in both languages as it is written on the page; an empty one is said as shipped."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import override

from stillhere.actions.shipped_words import shipped_words
from stillhere.care.outgoing import plainer
from stillhere.care.own_words import KEEPS, LANGUAGES, OwnWords, Text, at_its_longest, mistakes
from stillhere.care.text_size import size
from stillhere.console.message_words import GROUPS, NAMES, WHEN, in_words
from stillhere.console.texting import texts_said, told

LONGEST: Final = 320
"""Letters: twice what fits, so that whoever pastes more than one text sees what is too much."""
IN_LANGUAGE: Final = {"en": later("In English"), "fr": later("In French")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One text in one language."""

    language: str
    field: forms.BoundField
    shipped: str
    in_force: str
    counted: str
    tells: str
    places: str
    """For the counter on the page: what may stand in its places, at its longest."""
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    text: Text
    name: str
    when: str
    keeps: list[str]
    spoken: list[Spoken]
    is_own: bool
    open: bool

    @property
    def says(self) -> str:
        return next(each.in_force for each in self.spoken if each.language == "en")


class MessagesForm(forms.Form):
    """`in_force`: what is said now."""

    def __init__(self, *args: Any, in_force: OwnWords, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "text-%s", **kwargs})
        self.in_force = in_force
        for text in Text:
            for language in LANGUAGES:
                self.fields[name_of(text, language)] = _field(text, language)

    @classmethod
    def of(cls, own: OwnWords) -> Self:
        written = {name_of(text, language): words for (text, language), words in own.said.items()}
        return cls(initial=written, in_force=own)

    @property
    def own(self) -> OwnWords:
        """Once it is clean; signs that keyboards put in by themselves are made plain."""
        written = {
            (text, language): self.cleaned_data.get(name_of(text, language), "")
            for text in Text
            for language in LANGUAGES
        }
        return OwnWords({each: words for each, words in written.items() if words})

    def clean(self) -> dict[str, Any]:
        written = self.cleaned_data
        for name, words in written.items():
            written[name] = " ".join(plainer(words).split())
        for mistake in mistakes(self.own):
            self.add_error(name_of(mistake.text, mistake.language), in_words(mistake))
        return written

    @property
    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        for title, texts in GROUPS.items():
            yield str(title), [self._row(text) for text in texts]

    def _row(self, text: Text) -> Row:
        spoken = [self._spoken(text, language) for language in LANGUAGES]
        own = any(self.in_force.of(text, language) for language in LANGUAGES)
        return Row(
            text=text,
            name=str(NAMES[text]),
            when=str(WHEN[text]),
            keeps=[f"{{{place}}}" for place in KEEPS[text].places] + _words_kept(text),
            spoken=spoken,
            is_own=own,
            open=any(each.field.errors for each in spoken),
        )

    def _spoken(self, text: Text, language: str) -> Spoken:
        field = self[name_of(text, language)]
        shipped = as_shipped(text, language)
        typed = " ".join(plainer(str(field.value() or "")).split())
        counted = size(at_its_longest(text, typed or shipped))
        return Spoken(
            language=language,
            field=field,
            shipped=shipped,
            in_force=self.in_force.of(text, language) or shipped,
            counted=texts_said(counted.segments, counted.left),
            tells=told(typed),
            places=json.dumps(dict(KEEPS[text].places)),
            before=KEEPS[text].before,
        )


def name_of(text: Text, language: str) -> str:
    return f"{text}.{language}"


def as_shipped(text: Text, language: str) -> str:
    """With its places still open."""
    with override(language):
        return shipped_words(text, **{place: f"{{{place}}}" for place in KEEPS[text].places})


def _words_kept(text: Text) -> list[str]:
    return list(dict.fromkeys(word for words in KEEPS[text].words.values() for word in words))


def _field(text: Text, language: str) -> forms.CharField:
    attrs = {"class": "input", "autocomplete": "off", "lang": language, "rows": "3"}
    label = _("%(text)s, %(language)s") % {
        "text": NAMES[text],
        "language": IN_LANGUAGE[language],
    }
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=attrs),
        help_text=label,
    )
