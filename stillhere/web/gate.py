"""Who may open which page. What is not opened on purpose is closed to everybody."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from stillhere.care.access import Role
from stillhere.care.plain import plain
from stillhere.records.people import Operator
from stillhere.web.language import speak_as
from stillhere.web.locked import locked_page, shows_anything
from stillhere.web.mistakes import only_a_press, sign_in_first, wants_parts
from stillhere.web.second_factor import is_missing, only_practises

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE: Final = "everyone"
SECRETS: Final = frozenset({"password", "oldpassword", "password1", "password2"})
"""Read by nobody, and taken as they are."""


def open_to(*roles: Role) -> Callable[[View], View]:
    """Only for people who are signed in and have one of these roles."""
    if not roles:
        raise ValueError("Name the roles, or say open_to_everyone.")

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark


def open_to_everyone(view: View) -> View:
    """For callers, for strangers, and for those who are about to sign in."""
    view.open_to = EVERYONE  # type: ignore[attr-defined]  # a mark on a function
    return view


def before_second_factor(view: View) -> View:
    """Also for those who have yet to set one up: the pages where they do."""
    view.before_second_factor = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def while_locked(view: View) -> View:
    """Also on a screen that is locked (RO3): what keeps it ringing, and what opens it again.

    None of them is an act of somebody who sits there.
    """
    view.while_locked = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def operator_of(request: HttpRequest) -> Operator:
    """Who is signed in; for views that are not open to everyone."""
    operator = getattr(request, "operator", None)
    if not isinstance(operator, Operator):
        raise Http404
    return operator


class Gate(MiddlewareMixin):
    """Stands before every view: no mark, no entry. A wrong role finds nothing there."""

    def process_request(self, _request: HttpRequest) -> None:
        timezone.deactivate()  # whoever came before in this thread lives elsewhere

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            _make_plain(request)
        roles = getattr(view, "open_to", None)
        if roles is None:
            raise Http404
        if roles == EVERYONE:
            return None
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if request.user.role not in roles:
            raise Http404
        return _let_in(request, request.user, view)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == 405 and request.method == "GET" and not wants_parts(request):
            page = only_a_press(request)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response


def _make_plain(request: HttpRequest) -> None:
    """Whatever a form brings is read by people, and may stand on a dispatch card."""
    fields = request.POST.copy()
    for name in [name for name in fields if name not in SECRETS]:
        fields.setlist(name, [plain(str(each)) for each in fields.getlist(name)])
    fields._mutable = False  # noqa: SLF001  # as Django made it
    request.POST = fields  # type: ignore[assignment]  # it is one again


def _let_in(
    request: HttpRequest, operator: Operator, view: Callable[..., Any]
) -> HttpResponse | None:
    speak_as(request, operator.language)
    timezone.activate(operator.organisation.time_zone)
    request.operator = operator  # type: ignore[attr-defined]  # only past this gate
    if not hasattr(view, "while_locked") and not shows_anything(request, operator):
        return locked_page(request)
    missing = is_missing(operator)
    practises = missing and only_practises(operator.organisation_id)
    request.second_factor_missing = missing  # type: ignore[attr-defined]  # for the frame
    if missing and not practises and not hasattr(view, "before_second_factor"):
        return HttpResponseRedirect(reverse("mfa_index"))
    return None
