"""Coming on shift with the sound heard, resting, and leaving nobody behind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import leaving, roster
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
    """Refused while somebody is theirs; for the last one to go on-call is rung first (WA13)."""
    operator = operator_of(request)
    try:
        gone = leaving.leave(
            operator.pk,
            organisation=operator.organisation_id,
            anyway="anyway" in request.POST,
            now=clock.now(),
        )
    except StillHolding as holding:
        messages.add_message(request, messages.WARNING, _hand_over_first(holding.people), "care")
        return to_board()
    if not gone.left:
        return redirect("console:last_one")
    if gone.was_last:
        words = _("Nobody is on shift now. The phones of those on call ring by themselves.")
        messages.add_message(request, messages.WARNING, words, "alarm")
    return to_board()


@answering
@require_safe
def last_one(request: HttpRequest) -> HttpResponse:
    """Who is on call, and who has said yes; then it is theirs to stay or to go."""
    organisation = operator_of(request).organisation_id
    people = leaving.on_call(organisation=organisation, now=clock.now())
    yes = [each for each in people if each.said_yes_at is not None]
    here = {"people": people, "yes": yes, "live": True}
    return render(request, "console/last_one.html", here)


@answering
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    leaving.stay(operator.pk, organisation=operator.organisation_id, now=clock.now())
    return to_board()


def _hand_over_first(people: int) -> str:
    return ngettext(
        "%(count)s person is still with you. Hand them over first: open their page, "
        "choose who, and wait for the yes.",
        "%(count)s people are still with you. Hand them over first: open their pages, "
        "choose who, and wait for the yes.",
        people,
    ) % {"count": people}
