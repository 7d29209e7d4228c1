"""Coming on shift with the sound heard, resting, and leaving nobody behind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from stillhere.actions import roster
from stillhere.care.access import Page, roles_for
from stillhere.care.refused import Refused
from stillhere.care.roster import StillHolding
from stillhere.console.board import to_board
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no

answering = open_to(*roles_for(Page.CONTACT))


@answering
@require_POST
def come_on(request: HttpRequest) -> HttpResponse:
    """Nobody is on shift who has not heard what an alarm sounds like here (RO2)."""
    operator = operator_of(request)
    try:
        roster.come_on(
            operator.pk,
            organisation=operator.organisation_id,
            key=request.POST.get("key", ""),
            sound_heard="sound_heard" in request.POST,
            now=clock.now(),
        )
    except Refused as refusal:
        return say_no(request, refusal)
    return to_board()


@answering
@require_POST
def take_break(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    try:
        roster.take_break(operator.pk, organisation=operator.organisation_id, now=clock.now())
    except Refused as refusal:
        return say_no(request, refusal)
    return to_board()


@answering
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Refused while somebody is theirs; the last one to go is told what to do first (WA13)."""
    operator = operator_of(request)
    try:
        gone = roster.leave(operator.pk, organisation=operator.organisation_id, now=clock.now())
    except StillHolding as holding:
        messages.add_message(request, messages.WARNING, _hand_over_first(holding.people), "care")
        return to_board()
    if gone.was_last:
        words = _("Nobody is on shift now. Ring the on-call person before you close the door.")
        messages.add_message(request, messages.WARNING, words, "alarm")
    return to_board()


def _hand_over_first(people: int) -> str:
    return ngettext(
        "%(count)s person is still with you. Hand them over first: open their page, "
        "choose who, and wait for the yes.",
        "%(count)s people are still with you. Hand them over first: open their pages, "
        "choose who, and wait for the yes.",
        people,
    ) % {"count": people}
