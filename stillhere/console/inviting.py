"""Giving a colleague four words by voice, shown once; and the list of those still open."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stillhere.actions import inviting
from stillhere.actions.inviting import Given
from stillhere.actions.people_seen import Person
from stillhere.care.access import Role
from stillhere.care.people import may_be_given
from stillhere.care.refused import Refused
from stillhere.console.people import KEEP_ACCOUNTS, by_now, on_colleague
from stillhere.console.people_shown import frame_of
from stillhere.console.people_words import DOES, OURS, ROLES, language_name
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no


class InviteForm(forms.Form):
    def __init__(self, *args: Any, given: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "invite-%s", **kwargs})
        line = {"class": "input", "autocomplete": "off"}
        self.fields["name"] = forms.CharField(
            label=_("What colleagues and callers call them"),
            max_length=60,
            widget=forms.TextInput(attrs=line),
        )
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=[(role.value, f"{ROLES[role]} – {DOES[role]}") for role in given],
            widget=forms.Select(attrs={"class": "input"}),
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of their pages"),
            choices=[(code, language_name(code)) for code in OURS],
            widget=forms.Select(attrs={"class": "input"}),
        )


@open_to(*KEEP_ACCOUNTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    given = may_be_given(Role(operator_of(request).role))
    posted = request.method == "POST"
    form = InviteForm(request.POST if posted else None, given=given)
    if not posted or not form.is_valid():
        here = {**frame_of(request), "form": form}
        status = 422 if posted else 200
        return render(request, "console/people/invite.html", here, status=status)
    said = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    try:
        words = inviting.invite(**said, spoken=_spoken(), **by_now(request))
    except Refused as refusal:
        return say_no(request, refusal)
    return _read_aloud(request, words, is_new=True)


@on_colleague
def let_back_in(request: HttpRequest, person: Person) -> HttpResponse:
    without = "without_factors" in request.POST
    given = inviting.let_back_in(
        person.id, without_factors=without, spoken=_spoken(), **by_now(request)
    )
    return _read_aloud(request, given, is_new=False)


@on_colleague
def bring_back(request: HttpRequest, person: Person) -> None:
    inviting.bring_back(person.id, **by_now(request))
    words = _("%(name)s is here again. Give them four words, so that they can sign in.")
    messages.add_message(request, messages.SUCCESS, words % {"name": person.name}, "calm")


@open_to(*KEEP_ACCOUNTS)
@require_POST
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    try:
        inviting.withdraw(invitation_id, **by_now(request))
    except Refused:
        raise Http404 from None
    messages.add_message(request, messages.SUCCESS, _("These words open nothing any more."), "calm")
    return HttpResponseRedirect(reverse("console:people"), status=303)


def _spoken() -> str:
    """Words of the language whoever reads them aloud reads their pages in."""
    return get_language() or "en"


def _read_aloud(request: HttpRequest, given: Given, *, is_new: bool) -> HttpResponse:
    """In the answer itself and nowhere else: a page asked for again would need them kept."""
    here = {
        **frame_of(request),
        "given": given,
        "is_new": is_new,
        "where": request.build_absolute_uri(reverse("join")),
    }
    answer = render(request, "console/people/words.html", here)
    answer.headers["Cache-Control"] = "no-store"
    return answer
