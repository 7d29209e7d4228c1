"""Where somebody lands who does not answer calls, and where everybody finds their own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stillhere.care.access import Page, Role, answers, may_open
from stillhere.web.gate import before_second_factor, open_to, operator_of


@open_to(*Role)
@before_second_factor
def home(request: HttpRequest) -> HttpResponse:
    role = Role(operator_of(request).role)
    here = {"answers": answers(role), "policies": may_open(role, Page.POLICIES)}
    return render(request, "web/home.html", here)
