"""Where somebody types the words they were given by voice, and chooses how they sign in."""

import re
from typing import Any, Final

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from stillhere.actions.founding import NameTaken
from stillhere.actions.invited import Found, found_by, use
from stillhere.care.invitation import NotAnInvitation
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone
from stillhere.web.wrong_tries import one_more_wrong, too_often

WORDS: Final = "join"
SIGN_IN_NAME: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
LONGEST_NAME: Final = 60


class ChooseForm(forms.Form):
    """Nothing typed is shown again of a password; the name stays."""

    def __init__(self, *args: Any, found: Found, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "choose-%s", **kwargs})
        if found.is_new:
            self.fields["username"] = forms.CharField(
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off"}),
            )
        for name in ("password1", "password2"):
            widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
            self.fields[name] = forms.CharField(strip=False, widget=widget)

    def clean_username(self) -> str:
        written = str(self.cleaned_data["username"]).strip().lower()
        if not SIGN_IN_NAME.fullmatch(written):
            raise ValidationError(_("Use a to z, 0 to 9, and a dot or a hyphen between them."))
        return written

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"])
        return str(self.cleaned_data["password1"])

    def clean(self) -> dict[str, Any]:
        written = self.cleaned_data
        if "password1" in written and written["password1"] != written.get("password2"):
            self.add_error("password2", _("These two are not the same. Type both again."))
        return written


@open_to_everyone
@sensitive_post_parameters("words", "password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The words travel in the form from the first page to the second; nothing is remembered."""
    if request.method != "POST":
        return _ask(request)
    if too_often(request, WORDS):
        return _ask(request, "too_often", status=429)
    words = request.POST.get("words", "")
    try:
        return _choose(request, words, found_by(words, now=clock.now()))
    except NotAnInvitation:
        one_more_wrong(request, WORDS)
        return _ask(request, "wrong", status=422)


def _choose(request: HttpRequest, words: str, found: Found) -> HttpResponse:
    if "password1" not in request.POST:
        return _show(request, words, found, ChooseForm(found=found))
    form = ChooseForm(request.POST, found=found)
    if not form.is_valid():
        return _show(request, words, found, form, status=422)
    username, password = form.cleaned_data.get("username", ""), form.cleaned_data["password1"]
    try:
        username = use(words, username=username, password=password, now=clock.now())
    except NameTaken:
        one_more_wrong(request, WORDS)  # the words must not be a way to learn who works here
        form.add_error("username", _("Somebody signs in by this name already. Choose another."))
        return _show(request, words, found, form, status=422)
    return _sign_in(request, username, password)


def _sign_in(request: HttpRequest, username: str, password: str) -> HttpResponse:
    """As from the sign-in page: a second step that was set up before is asked for now."""
    user = authenticate(request, username=username, password=password)
    if user is None:
        return HttpResponseRedirect(reverse("account_login"), status=303)
    answer: HttpResponse = perform_password_login(request, {"username": username}, Login(user=user))
    return answer


def _ask(request: HttpRequest, mistake: str = "", *, status: int = 200) -> HttpResponse:
    here = {"mistake": mistake, "words": request.POST.get("words", "")}
    return render(request, "web/join.html", here, status=status)


def _show(
    request: HttpRequest, words: str, found: Found, form: ChooseForm, *, status: int = 200
) -> HttpResponse:
    here = {"found": found, "words": words, "form": form}
    return render(request, "web/join_choose.html", here, status=status)
