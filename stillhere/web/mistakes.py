"""What people read when something went wrong: what happened, and what to do now."""

import sys
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.set_aside import OF_THE_RECORDS
from stillhere.care.refused import Refused
from stillhere.records.organisations import as_organisation
from stillhere.records.people import Operator
from stillhere.web.refusals import in_words

BROKEN: Final = 500
AWAY: Final = 503
small: Final = GZipMiddleware(lambda _request: HttpResponse())
"""For pages about nobody: what a page for everybody says is no secret to be guessed at."""
NOT_KEPT: Final = later("This was not kept")


def say_no(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The rules said no. Nothing was changed; say why, and what would work."""
    sentence = in_words(refused, lambda who: _name(request, who))
    if wants_parts(request):
        return JsonResponse({"no": sentence}, status=409)
    return tell(request, 409, later("That was not possible"), sentence)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    where = reverse("account_login")
    if request.method == "GET" and not wants_parts(request):
        return HttpResponseRedirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
    words = _("You are no longer signed in. Sign in again in another tab; what you typed stays.")
    return JsonResponse({"no": words, "sign_in": where}, status=401)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token did not fit: signed in again meanwhile, or cookies are off."""
    del reason
    what = later("This page was open for too long")
    do_now = later("Nothing was changed. Load the page again and send it once more.")
    if wants_parts(request):
        return JsonResponse({"no": str(do_now)}, status=403)
    return tell(request, 403, what, do_now, later("If this happens again, allow cookies here."))


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return tell(request, 400, later("This could not be read"), later("Go back and try once more."))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return tell(
        request, 403, later("This is not yours to open"), later("Ask a supervisor if it should be.")
    )


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return tell(
        request,
        404,
        later("There is nothing here"),
        later("The address may be mistyped, or what was here is over."),
    )


def only_a_press(request: HttpRequest) -> HttpResponse:
    """Reloaded from the address bar, or gone back to: a blank page would say nothing at all."""
    return tell(
        request,
        405,
        later("This address shows nothing"),
        later("It is where a button leads. Go back to the page with the button."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Danger: the database may be what is broken. This page asks it for nothing."""
    if isinstance(sys.exc_info()[1], OF_THE_RECORDS):
        return not_kept(request)
    return tell(
        request,
        BROKEN,
        later("Something went wrong on our side"),
        later("Load the page again. What was confirmed before is kept."),
        later("If you are in danger now, call 911 or your local emergency number."),
    )


def not_kept(request: HttpRequest) -> HttpResponse:
    """A full disk, a long lock, no connection: no yes without a commit. What to do meanwhile."""
    do_now = [
        later("Our records cannot be reached just now. What was confirmed before is kept."),
        later("Go back and send it once more in a moment, or load the page again."),
        later("If you are in danger now, call 911 or your local emergency number."),
    ]
    if request.path.startswith("/console/"):
        do_now[2] = later("Stay with who is with you, watch the clock yourself, write on paper.")
    if wants_parts(request):
        no = " ".join(str(each) for each in (NOT_KEPT, *do_now))
        answer: HttpResponse = JsonResponse({"no": no}, status=AWAY)
    else:
        answer = tell(request, AWAY, NOT_KEPT, *do_now)
    answer.headers["Retry-After"] = "2"
    return answer


def wants_parts(request: HttpRequest) -> bool:
    """Asked by our own scripts, which show the sentence in place."""
    asked_for = request.headers.get("Accept", "text/html")
    return request.headers.get("X-Swap") == "1" or not any(
        kind in asked_for for kind in ("text/html", "*/*")
    )


def tell(
    request: HttpRequest, status: int, what: str | Promise, *do_now: str | Promise
) -> HttpResponse:
    """One page in the reader's language, with every other language of ours beneath."""
    others = [code for code, _name in settings.LANGUAGES if code != translation.get_language()]
    asks = status not in (BROKEN, AWAY)
    inside = isinstance(getattr(request, "operator", None), Operator) and asks
    here: dict[str, Any] = {
        **_said(what, do_now),
        "others": [{"code": code, **_said_in(code, what, do_now)} for code in others],
        "outer": "web/console_frame.html" if inside else "web/public_frame.html",
        "back": "/console/" if inside else "/",
        "back_words": _("Back to the board") if inside else _("Back to the first page"),
    }
    # Danger: with a request, the frame looks things up, and the records may be what is broken.
    words = loader.render_to_string("web/mistake.html", here, request if inside else None)
    answer = HttpResponse(words, status=status)
    if not inside:
        small.process_response(request, answer)
    return answer


def _said(what: str | Promise, do_now: tuple[str | Promise, ...]) -> dict[str, Any]:
    return {"what": str(what), "do_now": [str(sentence) for sentence in do_now]}


def _said_in(code: str, what: str | Promise, do_now: tuple[str | Promise, ...]) -> dict[str, Any]:
    with translation.override(code):
        return _said(what, do_now)


def _name(request: HttpRequest, who: int) -> str:
    if not isinstance(request.user, Operator):
        return _("Somebody else")
    organisation = request.user.organisation_id
    with as_organisation(organisation):
        found = Operator.objects.filter(pk=who, organisation_id=organisation).first()
    return found.name if found else _("Somebody else")
