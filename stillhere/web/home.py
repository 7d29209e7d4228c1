"""Where somebody lands who does not answer calls, and where everybody finds their own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stillhere.care.access import Role, answers
from stillhere.web.gate import before_second_factor, open_to, operator_of


@open_to(*Role)
@before_second_factor
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"answers": answers(Role(operator_of(request).role))})
