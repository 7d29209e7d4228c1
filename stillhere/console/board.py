"""The board: who needs me now; and whoever we sent help to, until somebody knows how it ended."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from stillhere.actions.access import actor
from stillhere.actions.aftercare import open_outcomes
from stillhere.actions.code_looks import who_looks_often
from stillhere.actions.exercise import learner_of
from stillhere.actions.late import late_alarms, together
from stillhere.actions.settling import all_set_aside
from stillhere.care.access import Page, roles_for
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.late import Found
from stillhere.console.debriefs_shown import debriefs_shown
from stillhere.console.first_shift_shown import coached
from stillhere.console.wording import FINDINGS, LATE_FOUND, VERIFIED_WITH
from stillhere.records.models import Outcome
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutcome:
    """One dispatch that nobody has asked after yet, with what was ticked and not yet kept."""

    watch_id: int
    at: datetime
    practice: bool
    is_due: bool
    """Supervisors have been told of it once: nobody asked after them in time."""
    findings: list[tuple[str, Any, bool]]
    sources: list[tuple[str, Any, bool]]
    open: bool = False
    tried_words: str = ""
    mistake: str = ""


@open_to(*roles_for(Page.BOARD))
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    return show_board(request)


def show_board(
    request: HttpRequest, *, unkept: int | None = None, mistake: str = "", status: int = 200
) -> HttpResponse:
    """`unkept`: the watch whose outcome could not be kept; what was ticked stays ticked."""
    operator = operator_of(request)
    organisation = operator.organisation_id
    coach = coached(operator.pk, organisation=organisation)
    outcomes = [
        _sent_back(request, each, mistake) if each.watch_id == unkept else _shown(each)
        for each in open_outcomes(organisation=organisation)
        if learner_of(each.watch.contact.facts) in (None, operator.pk)
    ]
    by = actor(operator)
    debriefs = debriefs_shown(organisation=organisation, by=by)
    here = {
        "live": True,
        "here": "here" in request.GET,
        "outcomes": outcomes,
        "coach": coach,
        "late": together(late_alarms(organisation=organisation, by=by)),
        "late_found": [(each.value, LATE_FOUND[each]) for each in Found],
        "supervises": actor(operator).supervises,
        "set_aside": all_set_aside(organisation=organisation, by=by, now=clock.now()),
        "looks": who_looks_often(organisation=organisation, by=by, now=clock.now()),
        "debriefs": debriefs,
        "resting": any(each.mine and each.rests for each in debriefs),
    }
    return render(request, "console/board.html", here, status=status)


def to_board() -> HttpResponse:
    return HttpResponseRedirect(reverse("console:board"), status=303)


def _shown(outcome: Outcome) -> OpenOutcome:
    return OpenOutcome(
        watch_id=outcome.watch_id,
        at=outcome.opened_at,
        practice=outcome.watch.practice,
        is_due=outcome.version > 0,
        findings=[(each.value, FINDINGS[each], False) for each in Finding],
        sources=[(each.value, VERIFIED_WITH[each], False) for each in VerifiedWith],
    )


def _sent_back(request: HttpRequest, outcome: Outcome, mistake: str) -> OpenOutcome:
    ticked, source = request.POST.getlist("findings"), request.POST.get("verified_with")
    return replace(
        _shown(outcome),
        findings=[(each.value, FINDINGS[each], each.value in ticked) for each in Finding],
        sources=[(each.value, VERIFIED_WITH[each], each.value == source) for each in VerifiedWith],
        open=True,
        tried_words=request.POST.get("tried_words", ""),
        mistake=mistake,
    )
