"""The ordinary phone at which somebody answers calls: kept by themself, and shown to nobody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stillhere.actions.own_phone import choose_own_phone
from stillhere.actions.phone import NotANumber
from stillhere.care.access import Role, answers
from stillhere.care.people import NotReachable
from stillhere.records.keys import CannotOpen
from stillhere.records.people import Operator
from stillhere.records.steady import clock
from stillhere.web.gate import before_second_factor, open_to, operator_of
from stillhere.web.home import show


@open_to(*(role for role in Role if answers(role)))
@before_second_factor
@require_POST
def own_phone(request: HttpRequest) -> HttpResponse:
    mistake = _keep(request, operator_of(request))
    if mistake:
        said = {"phone": request.POST.get("number", ""), "by_phone": "by_phone" in request.POST}
        return show(request, said={**said, "phone_mistake": mistake}, status=422)
    messages.add_message(request, messages.SUCCESS, _("Kept."), "calm")
    return HttpResponseRedirect(reverse("home"), status=303)


def _keep(request: HttpRequest, operator: Operator) -> str:
    """What is wrong with it; nothing where it is kept."""
    try:
        choose_own_phone(
            operator.pk,
            organisation=operator.organisation_id,
            by_phone="by_phone" in request.POST,
            number=_number(request),
            now=clock.now(),
        )
    except NotANumber:
        return _("This cannot be dialled. Write it with its area code.")
    except NotReachable:
        if operator.on_call:
            return _("You are on call, so a number of yours has to stay. Write another one.")
        return _("Write the number of the phone: without one none rings for you.")
    except CannotOpen:
        return _("The key folder of this installation is missing, so nothing can be kept sealed.")
    return ""


def _number(request: HttpRequest) -> str | None:
    """An empty field leaves the one that is kept; a tick of its own erases it."""
    if "erase" in request.POST:
        return ""
    return request.POST.get("number", "").strip() or None
