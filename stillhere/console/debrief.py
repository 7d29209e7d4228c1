"""How somebody of ours is after help was sent: their own three answers, and who talks with them."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from stillhere.actions import debrief
from stillhere.actions.access import actor
from stillhere.care.access import Page, roles_for
from stillhere.care.debrief import answers
from stillhere.care.refused import Refused
from stillhere.console.asking import whole_number
from stillhere.console.board import to_board
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no

answering = open_to(*roles_for(Page.CONTACT))


@answering
@require_POST
def answer(request: HttpRequest, debrief_id: int) -> HttpResponse:
    form = request.POST
    try:
        said = answers(
            hard=whole_number(form.get("hard")) or 0,
            energy=whole_number(form.get("energy")) or 0,
            wants_to_talk=form.get("wants_to_talk") == "yes",
        )
    except Refused as refusal:
        return say_no(request, refusal)
    return _do(request, partial(debrief.answer, answers=said), debrief_id)


@answering
@require_POST
def read_the_ending(request: HttpRequest, debrief_id: int) -> HttpResponse:
    return _do(request, debrief.read_the_ending, debrief_id)


@answering
@require_POST
def talked(request: HttpRequest, debrief_id: int) -> HttpResponse:
    return _do(request, debrief.talked, debrief_id)


@answering
@require_POST
def come_back(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    debrief.come_back(organisation=operator.organisation_id, by=actor(operator), now=clock.now())
    return to_board()


def _do(request: HttpRequest, act: Any, debrief_id: int) -> HttpResponse:
    operator = operator_of(request)
    try:
        act(
            debrief_id,
            organisation=operator.organisation_id,
            by=actor(operator),
            now=clock.now(),
        )
    except Refused as refusal:
        return say_no(request, refusal)
    except debrief.NoSuchDebrief:
        raise Http404 from None
    return to_board()
