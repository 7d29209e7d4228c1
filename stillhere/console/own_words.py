"""What the line sends, whom and when: ours or in the organisation's own words (IN2, WA4)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.chosen import ChosenMeanwhile, Subject
from stillhere.actions.own_words import sign_words
from stillhere.care.access import SIGNS, Page, roles_for
from stillhere.care.own_words import AS_SHIPPED, LANGUAGES, OwnWords
from stillhere.console.message_words import FIXED, NAMES
from stillhere.console.messages_form import IN_LANGUAGE, MessagesForm
from stillhere.console.signing import (
    history,
    kept_of,
    put_in_force,
    standing,
    with_the_one_before,
)
from stillhere.console.texting import texting_shown
from stillhere.records.models import Chosen
from stillhere.web.gate import open_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    when: Any
    why: Any
    spoken: list[tuple[str, str]]


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@open_to(*SIGNS)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """A wrong text, or a colleague who was first: what was typed stands there still."""
    form = MessagesForm(request.POST, in_force=_in_force(kept_of(request, Subject.MESSAGES)))
    if not form.is_valid():
        return _show(request, form=form, status=422)
    try:
        return put_in_force(request, sign_words, form.own, back_to="console:messages")
    except ChosenMeanwhile as other:
        form = MessagesForm(request.POST, in_force=_read(other.newest))
        return _show(request, form=form, meanwhile=other.newest, status=409)


def _show(
    request: HttpRequest,
    *,
    form: MessagesForm | None = None,
    meanwhile: Chosen | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = kept_of(request, Subject.MESSAGES)
    here = {
        **standing(request, kept, meanwhile=meanwhile),
        "form": form or MessagesForm.of(_in_force(kept)),
        "fixed": _fixed(),
        "texting": texting_shown(""),
        "versions": history(kept, _changes(kept)),
    }
    return render(request, "console/settings/messages.html", here, status=status)


def _fixed() -> list[Fixed]:
    return [
        Fixed(
            when=each.when,
            why=each.why,
            spoken=[(language, _in(language, each.words)) for language in LANGUAGES],
        )
        for each in FIXED
    ]


def _in(language: str, words: Any) -> str:
    with override(language):
        return str(words(language))


def _in_force(kept: list[Chosen]) -> OwnWords:
    return _read(kept[0]) if kept else AS_SHIPPED


def _read(row: Chosen) -> OwnWords:
    return OwnWords.from_values(row.values)


def _changes(kept: list[Chosen]) -> list[list[str]]:
    read = [_read(row) for row in kept]
    return [_changed(old, new) for old, new in with_the_one_before(read, AS_SHIPPED)]


def _changed(old: OwnWords, new: OwnWords) -> list[str]:
    touched = [each for each in {**old.said, **new.said} if old.of(*each) != new.of(*each)]
    return [
        _("%(text)s, %(language)s: %(words)s")
        % {
            "text": NAMES[text],
            "language": IN_LANGUAGE[language],
            "words": new.of(text, language) or _("as shipped again"),
        }
        for text, language in touched
    ]
