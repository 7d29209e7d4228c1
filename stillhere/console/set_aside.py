"""What came in and could not be read: somebody rings the number back, and says so."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from stillhere.actions import settling
from stillhere.actions.access import actor
from stillhere.actions.settling import NoSuchSetAside
from stillhere.care.access import Page, roles_for
from stillhere.care.refused import Refused
from stillhere.console.board import to_board
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no


def _pressed(act: Callable[..., None]) -> Callable[[HttpRequest, int], HttpResponse]:
    @wraps(act)
    def view(request: HttpRequest, set_aside_id: int) -> HttpResponse:
        operator = operator_of(request)
        organisation = operator.organisation_id
        try:
            act(set_aside_id, organisation=organisation, by=actor(operator), now=clock.now())
        except Refused as refusal:
            return say_no(request, refusal)
        except NoSuchSetAside:
            raise Http404 from None
        return to_board()

    return open_to(*roles_for(Page.CONTACT))(require_POST(view))


ring_back = _pressed(settling.ring_back)
settled = _pressed(settling.settle)
