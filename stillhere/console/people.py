"""Everybody who works here, and one colleague's account: looked at, changed, ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import people
from stillhere.actions.let_in import last_let_in
from stillhere.actions.people import NoSuchColleague, colleague
from stillhere.actions.people_seen import Person, everybody, in_hand, one
from stillhere.care.access import Page, Role, answers, roles_for
from stillhere.care.people import KEEPS, keeps, may_be_given
from stillhere.care.refused import Refused
from stillhere.care.roster import StillHolding
from stillhere.console.people_form import AbilitiesForm, OnCallForm, RoleForm
from stillhere.console.people_shown import as_row, frame_of, invitations_of, number_shown
from stillhere.records.keys import CannotOpen
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no, tell

KEEP_ACCOUNTS = frozenset(role for role in Role if KEEPS[role])
Act = Callable[[HttpRequest, Person], HttpResponse | None]


@open_to(*roles_for(Page.PEOPLE))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    me = colleague(operator)
    found = everybody(organisation=operator.organisation_id)
    rows = [as_row(person, kept=keeps(me, person.role)) for person in found]
    here = {
        **frame_of(request),
        "here": [row for row in rows if row.person.is_active],
        "gone": [row for row in rows if not row.person.is_active],
        "keeps_some": operator.role in KEEP_ACCOUNTS,
        "invitations": invitations_of(operator),
    }
    return render(request, "console/people/page.html", here)


@open_to(*KEEP_ACCOUNTS)
@require_safe
def person(request: HttpRequest, operator_id: int) -> HttpResponse:
    return show(request, found(request, operator_id))


def found(request: HttpRequest, operator_id: int) -> Person:
    """Raises `Http404` for whose account is not theirs to keep, as for a stranger's."""
    me = operator_of(request)
    try:
        person = one(operator_id, organisation=me.organisation_id)
    except NoSuchColleague:
        raise Http404 from None
    if not keeps(colleague(me), person.role):
        raise Http404
    return person


def show(request: HttpRequest, person: Person, *, status: int = 200, **forms: Any) -> HttpResponse:
    me = operator_of(request)
    given = may_be_given(Role(me.role))
    here = {
        **frame_of(request),
        "row": as_row(person, kept=True),
        "number": number_shown(person, organisation=me.organisation_id),
        "role_form": RoleForm(given=given, initial={"role": person.role}),
        "abilities_form": AbilitiesForm.of(person),
        "on_call_form": OnCallForm(
            has_number=person.has_number, initial={"on_call": person.on_call}
        ),
        "one_role": len(given) == 1,
        "answers_people": answers(person.role),
        "is_me": person.id == me.pk,
        "in_hand": in_hand(person.id, organisation=me.organisation_id),
        "let_in": last_let_in(person.id, organisation=me.organisation_id),
        "sees_them": Role(me.role) in roles_for(Page.CONTACT),
        **forms,
    }
    return render(request, "console/people/person.html", here, status=status)


def on_colleague(act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """A button on somebody's page. A refusal is said in words; success goes back to the page."""

    @wraps(act)
    def view(request: HttpRequest, operator_id: int) -> HttpResponse:
        person = found(request, operator_id)
        try:
            answer = act(request, person)
        except StillHolding:
            return show(request, person, status=409, still_holding=True)
        except Refused as refusal:
            return say_no(request, refusal)
        except NoSuchColleague:
            raise Http404 from None
        return answer or back_to(person.id)

    return open_to(*KEEP_ACCOUNTS)(require_POST(view))


def back_to(operator_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:person", args=[operator_id]), status=303)


def by_now(request: HttpRequest) -> dict[str, Any]:
    """Who acts, where and when, as every action about a colleague asks for it."""
    me = operator_of(request)
    return {"organisation": me.organisation_id, "by": me.pk, "now": clock.now()}


@on_colleague
def role(request: HttpRequest, person: Person) -> HttpResponse | None:
    form = RoleForm(request.POST, given=may_be_given(Role(operator_of(request).role)))
    if not form.is_valid():
        return show(request, person, status=422, role_form=form)
    people.change_role(person.id, role=Role(form.cleaned_data["role"]), **by_now(request))
    return _kept(request, person)


@on_colleague
def abilities(request: HttpRequest, person: Person) -> HttpResponse | None:
    form = AbilitiesForm(request.POST)
    if not form.is_valid():
        return show(request, person, status=422, abilities_form=form)
    said = {"speaks": form.all_spoken, "skills": form.cleaned_data["skills"]}
    people.keep_what_they_can(person.id, **said, **by_now(request))
    return _kept(request, person)


@on_colleague
def on_call(request: HttpRequest, person: Person) -> HttpResponse | None:
    form = OnCallForm(request.POST, has_number=person.has_number)
    if not form.is_valid():
        return show(request, person, status=422, on_call_form=form)
    said = {"on_call": form.cleaned_data["on_call"], "number": form.number}
    try:
        people.keep_on_call(person.id, **said, **by_now(request))
    except CannotOpen:
        words = _("The key folder of this installation is missing, so nothing can be kept sealed.")
        return tell(request, 409, _("That was not possible"), words)
    return _kept(request, person)


@on_colleague
def take_out(request: HttpRequest, person: Person) -> HttpResponse | None:
    if "sure" not in request.POST:
        return show(request, person, status=422, not_sure=True)
    people.take_out(person.id, **by_now(request))
    words = _("%(name)s is out: signed out everywhere, and their number is erased.")
    _say(request, words % {"name": person.name})
    return None


def _kept(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Whoever changed their own account may have nothing left to do here."""
    _say(request, _("Kept."))
    if person.id == operator_of(request).pk:
        return HttpResponseRedirect(reverse("home"), status=303)
    return None


def _say(request: HttpRequest, words: str) -> None:
    messages.add_message(request, messages.SUCCESS, words, "calm")
