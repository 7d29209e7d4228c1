"""What the organisation is called, its language and its clock, and what it keeps for how long."""

from typing import Any

from django import forms
from django.conf import settings as around
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.organisation import LONGEST_NAME, About, ChangedMeanwhile, about, change
from stillhere.actions.policy import present_policy
from stillhere.care.access import Page, Role, answers, roles_for
from stillhere.care.policy import choice_of
from stillhere.console.dispatch_form import ZONES
from stillhere.console.policy_words import name_of, said
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of

CHANGE = roles_for(Page.SETTINGS)
KEPT_FOR = ("words_kept", "answers_kept")


class OrganisationForm(forms.Form):
    name = forms.CharField(label=later("Name, as callers and colleagues read it"), max_length=120)
    language = forms.ChoiceField(label=later("First language"))
    time_zone = forms.ChoiceField(
        label=later("Clock of the rota and of every screen"),
        help_text=later("No watch counts by it: each counts seconds."),
    )

    def __init__(self, *args: Any, now: About, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "org-%s", **kwargs})
        zones = sorted({*ZONES, now.time_zone})
        for name, choices in (
            ("language", list(around.LANGUAGES)),
            ("time_zone", [(zone, zone.replace("_", " ")) for zone in zones]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # as declared above
            field.choices = choices
        for field in self.fields.values():
            field.widget.attrs |= {"class": "input", "autocomplete": "off"}
        self.fields["name"].error_messages |= {
            "required": _("Write a name."),
            "max_length": _("Write at most %(most)s letters.") % {"most": LONGEST_NAME},
        }

    @property
    def asked(self) -> About:
        return About(**{**self.cleaned_data, "name": " ".join(self.cleaned_data["name"].split())})


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@open_to(*CHANGE)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """A wrong answer, or a colleague who was first: what was typed stands there still."""
    operator = operator_of(request)
    organisation = operator.organisation_id
    form = OrganisationForm(request.POST, now=about(organisation=organisation))
    if not form.is_valid():
        return _show(request, form=form, status=422)
    seen = About(**{name: request.POST.get(f"seen_{name}", "") for name in form.fields})
    try:
        change(form.asked, seen=seen, organisation=organisation, by=operator.pk, now=clock.now())
    except ChangedMeanwhile:
        return _show(request, form=form, meanwhile=True, status=409)
    messages.add_message(request, messages.SUCCESS, _("Kept."), "calm")
    return HttpResponseRedirect(reverse("console:organisation"), status=303)


def _show(
    request: HttpRequest,
    *,
    form: OrganisationForm | None = None,
    meanwhile: bool = False,
    status: int = 200,
) -> HttpResponse:
    operator = operator_of(request)
    organisation = operator.organisation_id
    now = about(organisation=organisation)
    with as_organisation(organisation):
        policy = present_policy(organisation=organisation, practice=False)
    here = {
        "live": answers(Role(operator.role)),
        "may_change": operator.role in CHANGE,
        "now": now,
        "spoken": dict(around.LANGUAGES).get(now.language, now.language),
        "form": form
        or OrganisationForm(
            initial={"name": now.name, "language": now.language, "time_zone": now.time_zone},
            now=now,
        ),
        "meanwhile": meanwhile,
        "kept_for": [
            (name_of(name), said(choice_of(name), getattr(policy, name))) for name in KEPT_FOR
        ],
    }
    return render(request, "console/settings/organisation.html", here, status=status)
