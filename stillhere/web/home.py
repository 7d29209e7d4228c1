"""Everybody's own account, and where somebody lands whose own pages are not set up yet."""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stillhere.actions.let_in import last_let_in
from stillhere.actions.numbers import operator_number
from stillhere.actions.own_account import LONGEST_NAME, call_me
from stillhere.care.access import Page, Role, answers, may_open
from stillhere.records.keys import CannotOpen
from stillhere.records.people import Operator
from stillhere.records.steady import clock
from stillhere.web.gate import before_second_factor, open_to, operator_of
from stillhere.web.second_factor import is_missing

FEW_CODES: Final = 3
"""Recovery codes left; one bad week with a broken phone uses as many."""


@open_to(*Role)
@before_second_factor
def home(request: HttpRequest) -> HttpResponse:
    return show(request)


@open_to(*Role)
@before_second_factor
@require_POST
def own_name(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    name = request.POST.get("name", "").strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        said = {"written": name, "mistake": True}
        return show(request, said=said, status=422)
    call_me(operator.pk, organisation=operator.organisation_id, name=name, now=clock.now())
    messages.add_message(request, messages.SUCCESS, _("Kept."), "calm")
    return HttpResponseRedirect(reverse("home"), status=303)


def show(
    request: HttpRequest, *, said: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`said`: what somebody wrote, and why it cannot be."""
    operator = operator_of(request)
    role = Role(operator.role)
    here = {
        "answers": answers(role),
        "rota": role is Role.COORDINATOR,
        "reports": may_open(role, Page.REPORTS),
        "written": operator.name,
        "longest": LONGEST_NAME,
        "let_in": last_let_in(operator.pk, organisation=operator.organisation_id),
        "factor_needed": is_missing(operator),
        "by_phone": operator.answers_by_phone,
        "phone_ends": _phone_ends(operator),
        **_second_step(operator),
        **(said or {}),
    }
    return render(request, "web/home.html", here, status=status)


def _phone_ends(operator: Operator) -> str:
    """The last two figures of their own number, to know it by; empty: none."""
    if not operator.sealed_number:
        return ""
    try:
        return operator_number(operator.pk, organisation=operator.organisation_id)[-2:]
    except CannotOpen:
        return "••"


def _second_step(operator: Operator) -> dict[str, Any]:
    kept = {each.type: each for each in Authenticator.objects.filter(user=operator)}
    codes = kept.pop(Authenticator.Type.RECOVERY_CODES, None)
    left = len(codes.wrap().get_unused_codes()) if codes else None
    few = bool(kept) and (left is None or left <= FEW_CODES)
    return {"has_factor": bool(kept), "codes_left": left, "few_codes": few}
