"""The first shift, practised: three invented people, one after the other, at the real console."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import first_shift
from stillhere.actions.access import actor
from stillhere.care.access import Page, Role, answers, roles_for
from stillhere.care.first_shift import Lesson
from stillhere.care.refused import LeaveShiftFirst
from stillhere.care.roster import NoConsole
from stillhere.console.asking import whole_number
from stillhere.console.first_shift_shown import lessons_shown
from stillhere.records.models import Operator
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no

LONGEST_KEY = 40
learners = open_to(*roles_for(Page.CONTACT))


@open_to(*roles_for(Page.PRACTICE), *roles_for(Page.ROSTER))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """For who answers people: their three lessons. For who answers for others: who finished."""
    operator = operator_of(request)
    organisation = operator.organisation_id
    learns = answers(Role(operator.role))
    lessons = lessons_shown(operator.pk, organisation=organisation) if learns else []
    ahead = next((each for each in lessons if each.state != "done"), None)
    here = {
        "lessons": lessons,
        "ahead": ahead,
        "begun": any(each.state != "to_do" for each in lessons),
        "finished": first_shift.who_finished(organisation=organisation) if _reads(operator) else [],
        "reads": _reads(operator),
        "live": learns,
    }
    return render(request, "console/first_shift/page.html", here)


@learners
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """What they had open is put away, and somebody new writes."""
    operator = operator_of(request)
    number = whole_number(request.POST.get("lesson"))
    if number not in set(Lesson):
        raise Http404
    try:
        contact = first_shift.begin_lesson(
            Lesson(number),
            organisation=operator.organisation_id,
            by=actor(operator),
            language=get_language() or operator.language,
            key=request.POST.get("key", "")[:LONGEST_KEY],
            now=clock.now(),
        )
    except (LeaveShiftFirst, NoConsole) as refusal:
        return say_no(request, refusal)
    return HttpResponseRedirect(f"/console/contacts/{contact}/", status=303)


@learners
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    first_shift.stop(organisation=operator.organisation_id, by=actor(operator), now=clock.now())
    return redirect("console:first_shift")


@learners
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Only when all three are over: a press on an old page says nothing."""
    operator = operator_of(request)
    organisation = operator.organisation_id
    lessons = lessons_shown(operator.pk, organisation=organisation)
    if all(each.state == "done" for each in lessons):
        first_shift.finish(organisation=organisation, by=actor(operator), now=clock.now())
    return redirect("console:first_shift")


def _reads(operator: Operator) -> bool:
    """Who plans others' shifts sees who has practised one."""
    return Role(operator.role) in roles_for(Page.ROSTER)


addresses = [
    path("", page, name="first_shift"),
    path("begin", begin, name="first_shift_begin"),
    path("leave", leave, name="first_shift_leave"),
    path("finish", finish, name="first_shift_finish"),
]
