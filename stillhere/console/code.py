"""The unique code at the console: made, found, said, kept under, and forgotten."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse

from stillhere.actions import code as codes
from stillhere.actions.code_questions import NoSuchVersion, asked_in
from stillhere.actions.forgetting import forget_me
from stillhere.actions.remembering import OwnWordFirst, keep_for_next_time, keep_no_longer
from stillhere.care.code import NotACode
from stillhere.care.code_answers import NotWhatWasAsked, TooLittleForACode
from stillhere.care.recall import Recall
from stillhere.console import code_sentences as say
from stillhere.console.acting import At, back_to, on_contact
from stillhere.console.asking import whole_number
from stillhere.console.code_shown import INSTEAD
from stillhere.console.showing import Unkept, show_again


@on_contact
def make(at: At) -> HttpResponse:
    """What is there already is shown with what was typed: a last word tells two people apart."""
    said = {"said": _said(at), "own_word": at.form.get("own_word", "")}
    after = _heard(at, codes.make_code, said)
    if isinstance(after, HttpResponse):
        return after
    return _done(at) if after.code else _again(at, {"last_word": say.TAKEN})


@on_contact
def find(at: At) -> HttpResponse:
    """By three words and a digit."""
    after = _heard(at, codes.look_by_words, {"spoken": at.form.get("spoken", "")})
    return _looked(at, after, shown_at="spoken")


@on_contact
def match(at: At) -> HttpResponse:
    """By the answers, one of which may be wrong."""
    after = _heard(at, codes.look_by_answers, {"said": _said(at)})
    return _looked(at, after, shown_at="answers")


@on_contact
def it_is(at: At) -> HttpResponse:
    """A person says whose code it is, or that it is none of those that were found."""
    _do(at, codes.it_is_them, code=whole_number(at.form.get("code")))
    return _done(at)


@on_contact
def said(at: At) -> HttpResponse:
    _do(at, codes.words_were_said)
    return _done(at)


@on_contact
def keep(at: At) -> HttpResponse:
    """Their answers for next time: a yes, or a no."""
    if at.form.get("answer") != "yes":
        _do(at, keep_no_longer)
        return _done(at)
    try:
        _do(at, keep_for_next_time, own_word=at.form.get("own_word", ""))
    except OwnWordFirst:
        return _again(at, {"own_word": say.OWN_WORD_FIRST})
    return _done(at)


@on_contact
def forget(at: At) -> HttpResponse:
    _do(at, forget_me, own_word=at.form.get("own_word", ""))
    return _done(at)


def _do(at: At, act: Callable[..., Any], **said: Any) -> Any:
    return act(at.contact_id, organisation=at.organisation, by=at.by, now=at.now, **said)


def _heard(at: At, act: Callable[..., Recall], said: Mapping[str, Any]) -> Recall | HttpResponse:
    """What came of it; or, misheard, the same page with what was typed and what to do."""
    try:
        after: Recall = _do(at, act, **said)
    except NotWhatWasAsked as wrong:
        return _again(at, {wrong.question: say.NOT_WHAT_WAS_ASKED[type(wrong)]})
    except TooLittleForACode:
        return _again(at, {"answers": say.TOO_LITTLE})
    except NotACode as unheard:
        sentence = str(say.NOT_HEARD[unheard.why]) % {"word": unheard.word}
        return _again(at, {"spoken": sentence})
    return after


def _looked(at: At, after: Recall | HttpResponse, *, shown_at: str) -> HttpResponse:
    if isinstance(after, HttpResponse):
        return after
    return _done(at) if after.perhaps else _again(at, {shown_at: say.NOT_FOUND})


def _done(at: At) -> HttpResponse:
    return back_to(at.contact_id, step="code")


def _again(at: At, mistakes: Mapping[str, Any]) -> HttpResponse:
    said = {name: str(sentence) for name, sentence in mistakes.items()}
    return show_again(at, Unkept(step="code", mistakes=said))


def _said(at: At) -> codes.Said:
    """By the questions that stood on the page, whatever was signed meanwhile. Raises `Http404`."""
    try:
        asked = asked_in(whole_number(at.form.get("questions")), organisation=at.organisation)
    except NoSuchVersion:
        raise Http404 from None
    names = [each.name for each in asked.questions]
    return codes.Said(
        answers={name: at.form.get(name, "") for name in names},
        own_words={name: at.form.get(INSTEAD + name, "") for name in names},
        last_word=at.form.get("last_word", ""),
        asked=asked,
    )
