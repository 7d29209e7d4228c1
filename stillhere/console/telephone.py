"""The telephone in an operator's browser: a window of its own, and what it asks of us.

The window stays while the console goes from page to page. It alone may reach the exchange and
the microphone.
"""

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from stillhere.actions import telephones
from stillhere.care.access import Page, roles_for
from stillhere.lines.asterisk.seating import PREFIX
from stillhere.records.keys import CannotOpen
from stillhere.records.people import Operator
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of, while_locked
from stillhere.web.headers import MAY_LISTEN
from stillhere.web.telephones import answers_in_browsers

answering = open_to(*roles_for(Page.CONTACT))


@answering
@require_GET
def page(request: HttpRequest) -> HttpResponseBase:
    """Nothing secret stands in it."""
    _whose(request)
    may_reach = csp_update({"connect-src": [settings.TELEPHONES]})
    answer = may_reach(_page)(request)
    answer.headers["Permissions-Policy"] = MAY_LISTEN
    return answer


def _page(request: HttpRequest) -> HttpResponse:
    return render(request, "console/telephone.html")


@while_locked
@answering
@require_GET
def seat(request: HttpRequest) -> HttpResponse:
    """Theirs alone, while they are on shift; without a secret where they are not."""
    operator = _whose(request)
    try:
        secret = telephones.secret_of(
            operator.pk, organisation=operator.organisation_id, now=clock.now()
        )
    except CannotOpen:
        return JsonResponse({}, status=503)
    if secret is None:
        return JsonResponse({})
    name = f"{PREFIX}{operator.pk}"
    return JsonResponse({"where": settings.TELEPHONES, "name": name, "secret": secret})


@while_locked
@answering
@require_GET
def may_answer(request: HttpRequest) -> HttpResponse:
    operator = _whose(request)
    ring = request.GET.get("ring", "")
    may = telephones.may_answer(ring, operator=operator.pk, organisation=operator.organisation_id)
    return JsonResponse({"may": may})


def _whose(request: HttpRequest) -> Operator:
    """Where no line rings in browsers there is no such page."""
    operator = operator_of(request)
    if not answers_in_browsers(operator.organisation_id):
        raise Http404
    return operator
