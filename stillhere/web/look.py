"""Every component on one page, for those who make pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stillhere.care.access import Role
from stillhere.web.gate import open_to


@open_to(*Role)
def look(request: HttpRequest) -> HttpResponse:
    return render(request, "web/look.html")
