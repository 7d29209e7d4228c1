"""The supervisor's wall: everybody who is watched, who is here, and what is owed, at one look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stillhere.care.access import Page, roles_for
from stillhere.web.gate import open_to


@open_to(*roles_for(Page.WALL))
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """All of it comes by the live stream, so that nothing here is older than LIVE says."""
    return render(request, "console/wall.html", {"live": True, "wall": True})
