"""What the organisation has chosen, whose name stands under it, and choosing anew."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import policy as policies
from stillhere.actions.policy import SignedMeanwhile
from stillhere.care.access import SIGNS, Page, roles_for
from stillhere.care.policy import Policy, choice_of
from stillhere.console.policy_form import PolicyForm
from stillhere.console.policy_words import name_of, said
from stillhere.console.signing import history, put_in_force, standing, with_the_one_before
from stillhere.records.models import Policy as PolicyRow
from stillhere.records.organisations import as_organisation
from stillhere.web.gate import open_to, operator_of


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest, *, practice: bool) -> HttpResponse:
    return _show(request, practice=practice)


@open_to(*SIGNS)
@require_POST
def sign(request: HttpRequest, *, practice: bool) -> HttpResponse:
    """A wrong value, or a colleague who was first: what was typed stands there still."""
    form = _typed(request, practice=practice)
    if not form.is_valid():
        return _show(request, practice=practice, form=form, status=422)
    try:
        return put_in_force(
            request,
            partial(policies.sign_policy, practice=practice),
            form.policy,
            back_to=f"console:{'practice_policies' if practice else 'policies'}",
        )
    except SignedMeanwhile as other:
        form = _typed(request, practice=practice)
        return _show(request, practice=practice, form=form, meanwhile=other.newest, status=409)


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
    organisation = operator_of(request).organisation_id
    with as_organisation(organisation):
        kept = policies.versions(organisation=organisation, practice=practice)
        watches = policies.open_watches_by_version(practice=practice)
    now = policies.as_policy(kept[0]) if kept else Policy()
    here = {
        **standing(request, kept, meanwhile=meanwhile),
        "practice": practice,
        "form": form or PolicyForm.of(now, practice=practice),
        "watches": sorted(watches.items(), reverse=True),
        "versions": history(kept, _all_changes(kept)),
    }
    return render(request, "console/policies/page.html", here, status=status)


def _all_changes(kept: Sequence[PolicyRow]) -> list[list[str]]:
    read = [policies.as_policy(row).as_values() for row in kept]
    return [_changes(old, new) for old, new in with_the_one_before(read, Policy().as_values())]


def _changes(old: dict[str, int], new: dict[str, int]) -> list[str]:
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [
        _("%(name)s: %(before)s → %(after)s")
        % {"name": name_of(name), "before": _value(name, old), "after": _value(name, new)}
        for name in names
    ]


def _value(name: str, values: dict[str, int]) -> str:
    return said(choice_of(name), values[name]) if name in values else _("the general value")
