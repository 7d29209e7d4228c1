"""Every form of the console, with anything in it: a clear refusal, or a value that is kept."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest
from django.forms import Form
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from stillhere.actions.card_look import CardLook, must_be_readable
from stillhere.actions.plan import in_keeping
from stillhere.care import place_values
from stillhere.care.code_questions import MOST_QUESTIONS
from stillhere.care.plan import Terms, Words
from stillhere.care.policy import Policy, mistakes
from stillhere.care.says_and_knows import SaysAndKnows
from stillhere.console.card_form import CardForm
from stillhere.console.code_questions_form import QuestionsForm
from stillhere.console.directory_form import PlaceForm
from stillhere.console.plan_form import PlanForm
from stillhere.console.policy_form import PolicyForm
from stillhere.console.says_and_knows_form import SaysAndKnowsForm
from stillhere.records.steady import HandedOver
from tests.console.desk import Desk
from tests.web.addresses import every_address, filled_with
from tests.web.anything import FORM, bodies, few
from tests.web.walking import read_names

Make = Callable[[QueryDict], Form]


def _policy(sent: QueryDict) -> PolicyForm:
    return PolicyForm(sent, in_force=Policy(), practice=False)


def _place(sent: QueryDict) -> PlaceForm:
    return PlaceForm(sent, today=date(2026, 6, 1))


def _keeps_a_place(form: Any) -> None:
    place = form.place(id=1)
    kept = json.loads(json.dumps(place_values.as_values(place)))
    assert place_values.from_values(kept, id=1) == place


def _keeps_a_plan(form: Any) -> None:
    words: Words = form.words()
    terms: Terms = in_keeping(form.terms(has_number=True), words)
    assert Words.from_values(json.loads(json.dumps(words.as_values()))) == words
    assert Terms.from_values(json.loads(json.dumps(terms.as_values()))) == terms


def _keeps_a_policy(form: Any) -> None:
    assert list(mistakes(form.policy, practice=False)) == []


def _keeps_questions(form: Any) -> None:
    assert 0 < len(form.asked) <= MOST_QUESTIONS


def _keeps_what_is_said(form: Any) -> None:
    assert SaysAndKnows.from_values(form.said.as_values()) == form.said


def _keeps_a_look(form: Any) -> None:
    must_be_readable(form.look)
    assert CardLook.from_values(form.look.as_values()) == form.look


FORMS: Final[dict[str, tuple[Make, Callable[[Any], None]]]] = {
    "plan": (PlanForm, _keeps_a_plan),
    "policy": (_policy, _keeps_a_policy),
    "code questions": (QuestionsForm, _keeps_questions),
    "place": (_place, _keeps_a_place),
    "card": (CardForm, _keeps_a_look),
    "says and knows": (SaysAndKnowsForm, _keeps_what_is_said),
}


@pytest.mark.parametrize("which", FORMS)
@few
@given(sent=st.data())
def test_whatever_is_in_a_form_it_is_valid_or_says_what_is_wrong(
    which: str, sent: st.DataObject
) -> None:
    make, keeps = FORMS[which]
    body = sent.draw(bodies(list(make(QueryDict()).fields)))
    form = make(QueryDict(body))

    if form.is_valid():
        keeps(form)
    else:
        assert all(words for words in form.errors.values())


def theirs(contact: int, watch: int) -> list[str]:
    """Every address of a person's page; those that end it are pressed by others."""
    whose = {"contacts": str(contact), "watches": str(watch)}
    return [
        filled_with(each, lambda _kind, part=part: whose[part])  # type: ignore[misc]
        for each in every_address()
        for part in whose
        if each.pattern.startswith(f"/console/{part}/") and each.pattern.count("<") == 1
        if not each.pattern.endswith(("/end", "/close"))
    ]


@few
@given(sent=st.data())
def test_whatever_is_pressed_on_a_persons_page_nothing_breaks(
    ana: Desk, taken: int, watched: int, time: HandedOver, sent: st.DataObject
) -> None:
    names, paths = read_names(), theirs(taken, watched)
    for path in sent.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=4)):
        answer = ana.browser.post(path, sent.draw(bodies(names)), content_type=FORM)

        assert answer.status_code < 500, path
    assert ana.browser.get(f"/console/contacts/{taken}/").status_code == 200


SIGNED: Final[dict[str, Make]] = {
    "card/sign": CardForm,
    "policies/sign": _policy,
    "code-questions/sign": QuestionsForm,
    "says-and-knows/sign": SaysAndKnowsForm,
}


@few
@given(sent=st.data())
def test_whatever_is_signed_nothing_breaks(sam: Desk, sent: st.DataObject) -> None:
    path = sent.draw(st.sampled_from(sorted(SIGNED)))
    form = SIGNED[path](QueryDict())
    names = [*form.fields, "password", "number", "version", "key", "step"]
    answer = sam.browser.post(
        f"/console/settings/{path}", sent.draw(bodies(names)), content_type=FORM
    )

    assert answer.status_code < 500
