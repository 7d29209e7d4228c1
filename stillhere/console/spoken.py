"""What the telephone says by itself, in each language, and whether there is a voice for it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stillhere.actions.prompts import LANGUAGES, Prompt, prompt_words_in
from stillhere.actions.recordings import RECORDED, WAITING, From, Recordings, Sound
from stillhere.care.access import Page, roles_for
from stillhere.console.spoken_words import GROUPS, NAMES, WHEN
from stillhere.web.gate import open_to, operator_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    language: str
    words: str
    sound: Sound
    file: str
    """Where a recording of theirs goes."""

    @property
    def is_recorded(self) -> bool:
        return self.sound.come_from is From.RECORDED

    @property
    def is_synthetic(self) -> bool:
        return self.sound.come_from is From.SYNTHETIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: Any
    when: Any
    spoken: list[Spoken]


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    organisation = operator_of(request).organisation.slug
    groups = [(title, [_row(each, organisation) for each in one]) for title, one in GROUPS]
    sounds = [each.sound for _, rows in groups for row in rows for each in row.spoken]
    here = {
        "groups": groups,
        "recorded": sum(each.come_from is From.RECORDED for each in sounds),
        "synthetic": sum(each.come_from is From.SYNTHETIC for each in sounds),
        "missing": sum(each.come_from is None for each in sounds),
        "waiting": Recordings(settings.PROMPTS).waiting(organisation),
        "waiting_file": WAITING.format(organisation=organisation),
        "wrong": any(each.wrong for each in sounds),
    }
    return render(request, "console/settings/spoken.html", here)


def _row(prompt: Prompt, organisation: str) -> Row:
    kept = Recordings(settings.PROMPTS)
    spoken = [
        Spoken(
            language=language,
            words=prompt_words_in(language, prompt),
            sound=kept.find(prompt, organisation=organisation, language=language),
            file=RECORDED.format(organisation=organisation, language=language, prompt=prompt),
        )
        for language in LANGUAGES
    ]
    return Row(name=NAMES[prompt], when=WHEN[prompt], spoken=spoken)
