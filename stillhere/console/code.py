"""The unique code at the console: making one, finding one, saying it, forgetting it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse

from stillhere.actions import code as codes
from stillhere.actions.forgetting import forget_me
from stillhere.actions.remembering import OwnWordFirst, keep_for_next_time, keep_no_longer
from stillhere.care.code import SHIPPED, NotACode, NotADay, TooLittleForACode
from stillhere.care.recall import Recall
from stillhere.console import code_sentences as say
from stillhere.console.acting import At, back_to, on_contact
from stillhere.console.asking import whole_number
from stillhere.console.code_shown import INSTEAD
from stillhere.console.showing import Unkept, show_again


@on_contact
def make(at: At) -> HttpResponse:
    """What is there already is shown with what was typed: a last word tells two people apart."""

    def act() -> Recall:
        return codes.make_code(
            at.contact_id,
            organisation=at.organisation,
            said=_said(at),
            own_word=at.form.get("own_word", ""),
            by=at.by,
            now=at.now,
        )

    return _kept(at, act, instead={"last_word": say.TAKEN})


@on_contact
def find(at: At) -> HttpResponse:
    """By three words and a digit."""

    def act() -> Recall:
        return codes.look_by_words(
            at.contact_id,
            organisation=at.organisation,
            spoken=at.form.get("spoken", ""),
            by=at.by,
            now=at.now,
        )

    return _kept(at, act, instead={"spoken": say.NOT_FOUND})


@on_contact
def match(at: At) -> HttpResponse:
    """By the answers, one of which may be wrong."""

    def act() -> Recall:
        return codes.look_by_answers(
            at.contact_id, organisation=at.organisation, said=_said(at), by=at.by, now=at.now
        )

    return _kept(at, act, instead={"answers": say.NOT_FOUND})


@on_contact
def it_is(at: At) -> HttpResponse:
    """A person says whose code it is, or that it is none of those that were found."""
    codes.it_is_them(
        at.contact_id,
        organisation=at.organisation,
        code=whole_number(at.form.get("code")),
        by=at.by,
        now=at.now,
    )
    return back_to(at.contact_id, step="code")


@on_contact
def said(at: At) -> HttpResponse:
    codes.words_were_said(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)
    return back_to(at.contact_id, step="code")


@on_contact
def keep(at: At) -> HttpResponse:
    """Their answers for next time: a yes, or a no."""
    if at.form.get("answer") != "yes":
        keep_no_longer(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)
        return back_to(at.contact_id, step="code")
    try:
        keep_for_next_time(
            at.contact_id,
            organisation=at.organisation,
            own_word=at.form.get("own_word", ""),
            by=at.by,
            now=at.now,
        )
    except OwnWordFirst:
        return _again(at, {"own_word": say.OWN_WORD_FIRST})
    return back_to(at.contact_id, step="code")


@on_contact
def forget(at: At) -> HttpResponse:
    forget_me(
        at.contact_id,
        organisation=at.organisation,
        own_word=at.form.get("own_word", ""),
        by=at.by,
        now=at.now,
    )
    return back_to(at.contact_id, step="code")


def _kept(at: At, act: Callable[[], Recall], *, instead: Mapping[str, Any]) -> HttpResponse:
    """Back to the step; or the same page with what was typed, and what to do."""
    try:
        after = act()
    except NotADay:
        return _again(at, {"birth_day": say.NOT_A_DAY})
    except TooLittleForACode:
        return _again(at, {"answers": say.TOO_LITTLE})
    except NotACode as unheard:
        sentence = str(say.NOT_HEARD[unheard.why]) % {"word": unheard.word}
        return _again(at, {"spoken": sentence})
    if after.code is None and ("last_word" in instead or not after.perhaps):
        return _again(at, instead)
    return back_to(at.contact_id, step="code")


def _again(at: At, mistakes: Mapping[str, Any]) -> HttpResponse:
    said = {name: str(sentence) for name, sentence in mistakes.items()}
    return show_again(at, Unkept(step="code", mistakes=said))


def _said(at: At) -> codes.Said:
    return codes.Said(
        answers={each.name: at.form.get(each.name, "") for each in SHIPPED},
        own_words={each.name: at.form.get(INSTEAD + each.name, "") for each in SHIPPED},
        last_word=at.form.get("last_word", ""),
    )
