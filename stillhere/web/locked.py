"""What stands before a page of a screen that nobody has touched: the lock, and nothing else."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from stillhere.actions.idle_lock import Browser, look
from stillhere.actions.set_aside import OF_THE_RECORDS
from stillhere.care.access import Role, answers
from stillhere.records.people import Operator
from stillhere.records.steady import clock
from stillhere.web.mistakes import wants_parts

LOCKED: Final = 423
UNASKED: Final = "X-Unasked"
"""Said by our scripts of what nobody pressed: it keeps no screen open."""


def browser_of(request: HttpRequest, operator: Operator) -> Browser:
    return Browser(
        key=request.session.session_key or "",
        operator=operator.pk,
        organisation=operator.organisation_id,
    )


def shows_anything(request: HttpRequest, operator: Operator) -> bool:
    browser, now = browser_of(request, operator), clock.now()
    try:
        seen = look(browser, acts=UNASKED not in request.headers, now=now)
    except OF_THE_RECORDS:  # a full disk takes nobody's page away as long as it can be read
        seen = look(browser, acts=False, now=now)
    request.locks_after = seen.after  # type: ignore[attr-defined]  # for the frame
    return seen.is_open


def locked_page(request: HttpRequest, mistake: str = "", *, back: str = "") -> HttpResponse:
    """In the place of whatever was asked for: its address stays, and nothing else of it."""
    if wants_parts(request):
        no = mistake or _("This screen is locked. Unlock it; what you typed is still there.")
        return JsonResponse({"no": no, "locked": True}, status=LOCKED)
    asked = request.get_full_path() if request.method == "GET" else ""
    here: dict[str, Any] = {
        "locked": True,
        "mistake": mistake,
        "lost": request.method == "POST" and not mistake,
        "back": back or asked,
        "live": answers(Role(request.user.role)),  # type: ignore[union-attr]  # they are signed in
    }
    return render(request, "web/locked.html", here, status=LOCKED)
