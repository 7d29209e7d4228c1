"""Which number reaches help for a place: given, rung to try it, and taken away (ES3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.dispatch_numbers import numbers, remove_number, set_number, was_rung
from stillhere.actions.founding import CannotFound
from stillhere.actions.policy import present_policy
from stillhere.care.access import SIGNS, Page, Role, answers, may_sign, roles_for
from stillhere.care.dispatch import HowTested, Kind, Number, how_tested
from stillhere.console.dispatch_form import KINDS, DispatchForm
from stillhere.console.dispatch_shown import written
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of

HOW: Final[dict[HowTested, Any]] = {
    HowTested.LATELY: later("rung lately"),
    HowTested.LONG_AGO: later("rung long ago"),
    HowTested.NEVER: later("never rung"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    number: Number
    spoken: str
    kind: Any
    how: Any
    is_good: bool


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest, *, practice: bool) -> HttpResponse:
    return _show(request, practice=practice)


@open_to(*SIGNS)
@require_POST
def keep(request: HttpRequest, *, practice: bool) -> HttpResponse:
    now = clock.now()
    form = DispatchForm(request.POST, practice=practice, now=now)
    if not form.is_valid():
        return _show(request, practice=practice, form=form, status=422)
    set_number(form.asked, **_by(request, practice=practice, now=now))
    words = _("Kept. The next card for that place shows it.")
    return _back(request, words, practice=practice)


@open_to(*SIGNS)
@require_POST
def rung(request: HttpRequest, *, practice: bool) -> HttpResponse:
    """The number they saw: another one that came meanwhile was not rung."""
    shared = _by(request, practice=practice, now=clock.now())
    try:
        was_rung(_named(request), **shared)
    except CannotFound:
        return _changed(request, practice=practice)
    return _back(request, _("Kept as rung just now."), practice=practice)


@open_to(*SIGNS)
@require_POST
def remove(request: HttpRequest, *, practice: bool) -> HttpResponse:
    number, shared = _named(request), _by(request, practice=practice, now=clock.now())
    try:
        remove_number(number.kind, number.place, **shared)
    except CannotFound:
        return _changed(request, practice=practice)
    return _back(request, _("Taken away. No card shows it any more."), practice=practice)


def _changed(request: HttpRequest, *, practice: bool) -> HttpResponse:
    words = _("Somebody changed this meanwhile. It stands below as it is now.")
    return _back(request, words, practice=practice, tag="care")


def _named(request: HttpRequest) -> Number:
    if request.POST.get("kind") not in set(Kind):
        raise Http404
    return Number(
        number=request.POST.get("number", ""),
        kind=Kind(request.POST["kind"]),
        place=request.POST.get("place", ""),
    )


def _by(request: HttpRequest, *, practice: bool, now: datetime) -> dict[str, Any]:
    operator = operator_of(request)
    return {
        "organisation": operator.organisation_id,
        "practice": practice,
        "by": operator.pk,
        "now": now,
    }


def _back(request: HttpRequest, words: str, *, practice: bool, tag: str = "calm") -> HttpResponse:
    messages.add_message(request, messages.SUCCESS, words, tag)
    name = "practice_dispatch_numbers" if practice else "dispatch_numbers"
    return HttpResponseRedirect(reverse(f"console:{name}"), status=303)


def _show(
    request: HttpRequest, *, practice: bool, form: DispatchForm | None = None, status: int = 200
) -> HttpResponse:
    operator, now = operator_of(request), clock.now()
    role, organisation = Role(operator.role), operator.organisation_id
    with as_organisation(organisation):
        policy = present_policy(organisation=organisation, practice=practice)
    kept = sorted(
        numbers(organisation=organisation, practice=practice),
        key=lambda each: (each.kind is Kind.LISTED, each.place),
    )
    tested = [(each, how_tested(each, policy=policy, now=now)) for each in kept]
    name = "practice_dispatch_numbers" if practice else "dispatch_numbers"
    here = {
        "to": {act: reverse(f"console:{act}_{name}") for act in ("keep", "rung", "remove")},
        "live": answers(role),
        "may_sign": may_sign(role),
        "practice": practice,
        "days": policy.number_tested // 86_400,
        "form": form or DispatchForm.empty(practice=practice, now=now),
        "rows": [_row(each, how) for each, how in tested],
    }
    return render(request, "console/settings/dispatch_numbers.html", here, status=status)


def _row(number: Number, how: HowTested) -> Row:
    return Row(
        number=number,
        spoken=written(number.number),
        kind=KINDS[number.kind],
        how=HOW[how],
        is_good=how is HowTested.LATELY,
    )
