"""Links for televisions: made, shown once, withdrawn, by whoever supervises or administers."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.screens import NoSuchScreen, make_screen, screens, withdraw_screen
from stillhere.care.access import Page, Role, answers, roles_for
from stillhere.care.screens import DEFAULT_HOURS, HOURS, shows
from stillhere.console.asking import whole_number
from stillhere.records.models import Screen
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of

LONGEST_NAME = 60
may_make = open_to(*roles_for(Page.SCREENS))


@may_make
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@may_make
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Answered by the page itself: the code stands in no address and no session."""
    operator, name = operator_of(request), request.POST.get("name", "").strip()
    if not name or len(name) > LONGEST_NAME:
        return _show(request, mistake=True, typed=name, status=422)
    try:
        code = make_screen(
            name,
            organisation=operator.organisation_id,
            by=operator.pk,
            hours=whole_number(request.POST.get("hours")) or DEFAULT_HOURS,
            first_names="first_names" in request.POST,
            now=clock.now(),
        )
    except NoSuchScreen:
        raise Http404 from None
    return _show(request, code=code)


@may_make
@require_POST
def withdraw(request: HttpRequest, screen_id: int) -> HttpResponse:
    operator = operator_of(request)
    try:
        withdraw_screen(
            screen_id, organisation=operator.organisation_id, by=operator.pk, now=clock.now()
        )
    except NoSuchScreen:
        raise Http404 from None
    words = _("Withdrawn. The screen goes dark within seconds.")
    messages.add_message(request, messages.SUCCESS, words, "calm")
    return HttpResponseRedirect(reverse("console:screens"), status=303)


def _show(
    request: HttpRequest,
    *,
    code: str = "",
    mistake: bool = False,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    operator, now = operator_of(request), clock.now()
    found = screens(organisation=operator.organisation_id)
    here: dict[str, Any] = {
        "live": answers(Role(operator.role)),
        "code": code,
        "link": f"{request.build_absolute_uri(reverse('television'))}#{code}" if code else "",
        "address": request.build_absolute_uri(reverse("television")),
        "mistake": mistake,
        "typed": typed,
        "hours": [(each, _in_words(each), each == DEFAULT_HOURS) for each in HOURS],
        "screens": [(each, _state(each, now)) for each in found],
    }
    return render(request, "console/screens/page.html", here, status=status)


def _in_words(hours: int) -> str:
    if hours % 24:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}


def _state(screen: Screen, now: datetime) -> str:
    if screen.withdrawn_at is not None:
        return "withdrawn"
    if not shows(ends_at=screen.ends_at, withdrawn_at=None, now=now):
        return "over"
    return "shows" if screen.opened_at else "unopened"
