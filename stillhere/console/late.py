"""For supervisors: every alarm that came late, until one of them has looked into it (AF4)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from stillhere.actions.access import actor
from stillhere.actions.late import NoSuchLateAlarm, review
from stillhere.care.access import Page, roles_for
from stillhere.care.late import Found
from stillhere.care.refused import Refused
from stillhere.console.asking import one_of, whole_number
from stillhere.console.board import to_board
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no


@open_to(*roles_for(Page.CONTACT))
@require_POST
def reviewed(request: HttpRequest, entry_id: int) -> HttpResponse:
    operator, also = operator_of(request), request.POST.getlist("also")
    try:
        review(
            entry_id,
            organisation=operator.organisation_id,
            by=actor(operator),
            found=one_of(Found, request.POST.get("found")),
            now=clock.now(),
            also=[number for each in also if (number := whole_number(each)) is not None],
        )
    except Refused as refusal:
        return say_no(request, refusal)
    except NoSuchLateAlarm:
        raise Http404 from None
    return to_board()
