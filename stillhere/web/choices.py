"""What anyone may choose for this browser: the language, and day or night."""

from typing import Final
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from stillhere.actions.own_account import prefer
from stillhere.records.people import Operator
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone
from stillhere.web.language import CHOSEN, OURS

THEME: Final = "theme"
THEMES: Final = frozenset({"day", "night"})


@open_to_everyone
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return _remember(request, CHOSEN, OURS)


@open_to_everyone
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    return _remember(request, THEME, THEMES)


def theme_of(request: HttpRequest, *, own: str = "night") -> str:
    theme = request.COOKIES.get(THEME, "")
    return theme if theme in THEMES else own


def stands_at(request: HttpRequest) -> str:
    """Where a page can be asked for again: the answer to a press stands where its form stood."""
    came = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and came.netloc == request.get_host():
        return urlunsplit(("", "", came.path, came.query, ""))
    return request.get_full_path()


def way_back(request: HttpRequest) -> str:
    """Where the form stood; never another site."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if ours else "/"


def _remember(request: HttpRequest, name: str, known: frozenset[str]) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    response.status_code = 303
    if (value := request.POST.get(name, "")) in known:
        if isinstance(request.user, Operator):
            _keep(request.user, **{name: value})
        response.set_cookie(name, value, secure=settings.SECURE, httponly=True, samesite="Strict")
    return response


def _keep(operator: Operator, *, language: str = "", theme: str = "") -> None:
    """For the next browser of somebody who is signed in."""
    prefer(
        operator.pk,
        organisation=operator.organisation_id,
        now=clock.now(),
        language=language,
        theme=theme,
    )
