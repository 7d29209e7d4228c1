"""What the organisation has chosen, whose name stands under it, and choosing anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import policy as policies
from stillhere.actions.policy import SignedMeanwhile
from stillhere.care.access import SIGNS, Page, Role, answers, may_sign, roles_for
from stillhere.care.policy import Policy, choice_of
from stillhere.console.asking import whole_number
from stillhere.console.policy_form import PolicyForm
from stillhere.console.policy_words import name_of, said
from stillhere.records.models import Policy as PolicyRow
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    number: int
    signed_by: str
    at: datetime
    changes: list[str]


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest, *, practice: bool) -> HttpResponse:
    return _show(request, practice=practice)


@open_to(*SIGNS)
@require_POST
def sign(request: HttpRequest, *, practice: bool) -> HttpResponse:
    """A wrong value, or a colleague who was first: what was typed stands there still."""
    operator, organisation = operator_of(request), operator_of(request).organisation_id
    form = _typed(request, practice=practice)
    if not form.is_valid():
        return _show(request, practice=practice, form=form, status=422)
    try:
        policies.sign_policy(
            form.policy,
            organisation=organisation,
            practice=practice,
            seen=whole_number(request.POST.get("seen")) or 0,
            by=operator.pk,
            now=clock.now(),
        )
    except SignedMeanwhile as other:
        form = _typed(request, practice=practice)
        return _show(request, practice=practice, form=form, meanwhile=other.newest, status=409)
    words = _("Signed, and in force for whatever begins from now on.")
    messages.add_message(request, messages.SUCCESS, words, "calm")
    name = "practice_policies" if practice else "policies"
    return HttpResponseRedirect(reverse(f"console:{name}"), status=303)


def _typed(request: HttpRequest, *, practice: bool) -> PolicyForm:
    organisation = operator_of(request).organisation_id
    with as_organisation(organisation):
        now = policies.present_policy(organisation=organisation, practice=practice)
    return PolicyForm(request.POST, in_force=now, practice=practice)


def _show(
    request: HttpRequest,
    *,
    practice: bool,
    form: PolicyForm | None = None,
    meanwhile: PolicyRow | None = None,
    status: int = 200,
) -> HttpResponse:
    operator = operator_of(request)
    role, organisation = Role(operator.role), operator.organisation_id
    with as_organisation(organisation):
        kept = policies.versions(organisation=organisation, practice=practice)
        watches = policies.open_watches_by_version(practice=practice)
    now = policies.as_policy(kept[0]) if kept else Policy()
    here: dict[str, Any] = {
        "practice": practice,
        "live": answers(role),
        "may_sign": may_sign(role),
        "form": form or PolicyForm.of(now, practice=practice),
        "newest": kept[0] if kept else None,
        "seen": kept[0].number if kept else 0,
        "meanwhile": meanwhile,
        "watches": sorted(watches.items(), reverse=True),
        "versions": list(_history(list(kept))),
    }
    return render(request, "console/policies/page.html", here, status=status)


def _history(kept: list[PolicyRow]) -> list[Version]:
    """Each with what it changed of the one before it; the first, of what we ship."""
    read = [policies.as_policy(row).as_values() for row in kept]
    before = [*read, Policy().as_values()][1:]
    return [
        Version(
            number=row.number,
            signed_by=row.signed_by,
            at=row.signed_at or row.created_at,
            changes=[*_changes(old, new)],
        )
        for row, old, new in zip(kept, before, read, strict=True)
    ]


def _changes(old: dict[str, int], new: dict[str, int]) -> list[str]:
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [
        _("%(name)s: %(before)s → %(after)s")
        % {"name": name_of(name), "before": _value(name, old), "after": _value(name, new)}
        for name in names
    ]


def _value(name: str, values: dict[str, int]) -> str:
    return said(choice_of(name), values[name]) if name in values else _("the general value")
