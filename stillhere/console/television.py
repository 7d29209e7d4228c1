"""A television in a hall: opened once by a code, shows no person, and is dark when withdrawn."""

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST, require_safe

from stillhere.actions.screens import open_screen, screen_of
from stillhere.records.models import Screen
from stillhere.records.steady import clock
from stillhere.web.feed_thread import running_feed
from stillhere.web.gate import open_to_everyone
from stillhere.web.live import HEADERS, let_go_of_the_records
from stillhere.web.streams import Sees, Stream
from stillhere.web.wrong_tries import one_more_wrong, too_often

COOKIE = "screen"
PLACE = "/screen/"
"""The browser sends the cookie nowhere else, and it opens nothing else."""


@open_to_everyone
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    screen = _screen(request)
    if screen is None:
        return _plain(request)
    zone = screen.organisation.time_zone
    return render(request, "console/screens/television.html", {"zone": zone})


@open_to_everyone
@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Whatever does not open anything says the same."""
    if too_often(request, COOKIE):
        return _plain(request, "too_often", status=429)
    opened = open_screen(request.POST.get("code", ""), now=clock.now())
    if opened is None:
        one_more_wrong(request, COOKIE)
        return _plain(request, "refused", status=404)
    response = HttpResponseRedirect(reverse("television"), status=303)
    response.set_cookie(
        COOKIE,
        opened.cookie,
        max_age=opened.ends_at - clock.now(),
        path=PLACE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@open_to_everyone
@require_GET
async def live(request: HttpRequest) -> HttpResponseBase:
    feed = running_feed()
    screen = await sync_to_async(_screen)(request)
    if screen is None or feed is None:
        return HttpResponse(status=404 if screen is None else 503)
    stream = Stream(
        organisation=screen.organisation_id,
        operator=0,
        language=get_language() or "en",
        key="",
        sign_in="",
        password="",
        sees=Sees.TELEVISION,
        screen=screen.pk,
        first_names=screen.first_names,
    )
    await sync_to_async(let_go_of_the_records)()
    feed.join(stream)
    return StreamingHttpResponse(stream.events(), content_type="text/event-stream", headers=HEADERS)


@open_to_everyone
@require_GET
def still(request: HttpRequest) -> HttpResponse:
    """For a screen whose stream has ended: 404 where it was withdrawn or its time is over."""
    return HttpResponse(status=404 if _screen(request) is None else 204)


def _screen(request: HttpRequest) -> Screen | None:
    return screen_of(request.COOKIES.get(COOKIE, ""), now=clock.now())


def _plain(request: HttpRequest, mistake: str = "", *, status: int = 200) -> HttpResponse:
    """What a screen shows that nobody has opened, or that was withdrawn. Its cookie goes."""
    response = render(request, "console/screens/plain.html", {"mistake": mistake}, status=status)
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, path=PLACE, samesite="Strict")
    return response


addresses: list[URLPattern] = [
    path("", page, name="television"),
    path("open", open_, name="television_open"),
    path("live", live, name="television_live"),
    path("still", still, name="television_still"),
]
