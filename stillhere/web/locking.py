"""Locking a screen, unlocking it, and what an open page asks about it all the time (RO3)."""

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stillhere.actions import idle_lock
from stillhere.care.access import Role
from stillhere.care.idle_lock import WithSomebody
from stillhere.records.people import Operator
from stillhere.records.steady import clock
from stillhere.web.choices import way_back
from stillhere.web.gate import before_second_factor, open_to, operator_of, while_locked
from stillhere.web.locked import browser_of, locked_page
from stillhere.web.mistakes import say_no, wants_parts
from stillhere.web.places import LANDS


@while_locked
@before_second_factor
@open_to(*Role)
@require_POST
def still_here(request: HttpRequest) -> JsonResponse:
    """Asked by our script: `touched` says that a key or a pointer was, since it asked last."""
    browser = browser_of(request, operator_of(request))
    seen = idle_lock.look(browser, acts="touched" in request.POST, now=clock.now())
    return JsonResponse({"locked": not seen.is_open})


@while_locked
@before_second_factor
@open_to(*Role)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    try:
        idle_lock.lock(browser_of(request, operator_of(request)), now=clock.now())
    except WithSomebody as no:
        return say_no(request, no)
    return _on(request)


@while_locked
@before_second_factor
@open_to(*Role)
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """By the password, or by a key of theirs: who signed in there, and nobody else."""
    operator = operator_of(request)
    if request.method == "POST":
        if mistake := _mistake(request, operator):
            return locked_page(request, mistake, back=_where(request))
        idle_lock.unlock(browser_of(request, operator), now=clock.now())
    return _on(request)


@while_locked
@before_second_factor
@open_to(*Role)
@require_POST
def key_options(request: HttpRequest) -> JsonResponse:
    """What a browser needs to ask for their key or their device."""
    return JsonResponse(begin_authentication(operator_of(request)))


def _mistake(request: HttpRequest, operator: Operator) -> str:
    if "credential" in request.POST and not request.POST.get("password"):
        proved = _is_their_key(request, operator)
        return "" if proved else _("That did not work. Try again, or use your password.")
    theirs = {"username": operator.username, "password": request.POST.get("password", "")}
    try:
        found = get_adapter(request).authenticate(request, **theirs)
    except ValidationError:
        return _("Too many wrong passwords from here. Wait five minutes, or use your key.")
    return "" if found is not None and found.pk == operator.pk else _("That is not your password.")


def _is_their_key(request: HttpRequest, operator: Operator) -> bool:
    try:
        return bool(ReauthenticateWebAuthnForm(request.POST, user=operator).is_valid())
    except (KeyError, TypeError, ValueError):  # no browser sends it so
        return False


def _on(request: HttpRequest) -> HttpResponse:
    if wants_parts(request):
        return JsonResponse({"done": True})
    response = HttpResponseRedirect(_where(request))
    response.status_code = 303
    return response


def _where(request: HttpRequest) -> str:
    wanted = way_back(request)
    return LANDS[Role(operator_of(request).role)] if wanted == "/" else wanted
