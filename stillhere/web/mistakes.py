"""What people read when something went wrong: what happened, and what to do now."""

from django.http import HttpRequest, HttpResponse


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    del request, reason
    return HttpResponse(status=403)
