"""A page that asks a phone where it is: once, at a press, and it says nothing to a stranger."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from stillhere.actions.asked_place import asked_by, send_place
from stillhere.care.asked_place import NotAPlace, sent_place
from stillhere.public.front import FoundLine, find_line
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone
from stillhere.web.headers import MAY_ASK_WHERE
from stillhere.web.language import fall_back_to

MOST_WORDS: Final = 500


@open_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def here(request: HttpRequest, slug: str, ticket: str) -> HttpResponse:
    """Looking at it uses nothing up: phones look at links by themselves."""
    line = find_line(slug)
    if line is None:
        return _over(request)
    fall_back_to(request, line.language)
    if request.method == "POST":
        return _sent(request, line, ticket)
    if asked_by(ticket, organisation=line.organisation, now=clock.now()) is None:
        return _over(request)
    return _ask(request)


@open_to_everyone
@require_safe
@gzip_page
def was_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "public/here_sent.html")


def _sent(request: HttpRequest, line: FoundLine, ticket: str) -> HttpResponse:
    words, measured = _place_in(request)
    if not words and not measured:
        return _ask(request, nothing_yet=True)
    here, now = line.organisation, clock.now()
    if not send_place(ticket, words, measured=measured, organisation=here, now=now):
        return _over(request)
    return redirect("here_sent")


def _place_in(request: HttpRequest) -> tuple[str, str]:
    """What they wrote, and what the phone measured: both are kept."""
    form = request.POST
    written = form.get("words", "").strip()[:MOST_WORDS]
    try:
        measured = sent_place(
            form.get("latitude", ""), form.get("longitude", ""), form.get("metres", "")
        ).in_words
    except NotAPlace:
        measured = ""
    return written, measured


def _ask(request: HttpRequest, *, nothing_yet: bool = False) -> HttpResponse:
    status = 422 if nothing_yet else 200
    answer = render(request, "public/here.html", {"nothing_yet": nothing_yet}, status=status)
    answer.headers["Permissions-Policy"] = MAY_ASK_WHERE
    return answer


def _over(request: HttpRequest) -> HttpResponse:
    """The same for a used, a late and an invented one."""
    return render(request, "public/here_over.html", status=404)
