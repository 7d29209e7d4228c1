"""What a telephone company brings: its yes comes after ours is kept, never before (I6, I7)."""

from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from stillhere.lines import providers
from stillhere.lines.posted import NotFromThem, Posted
from stillhere.records import journal
from stillhere.records.models import Line
from stillhere.records.signing_in import as_line
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone

LARGEST: Final = 64 * 1024
"""Bytes; the longest text in the widest letters takes a quarter of it."""


@csrf_exempt  # it has no page of ours; it signs, or shows a secret
@open_to_everyone
@require_http_methods(["GET", "POST"])
def hear(request: HttpRequest, slug: str, company: str, what: str) -> HttpResponse:
    """403 for all that is not shown to be of the line's own company, whatever is wrong with it.

    5xx: not kept, bring it again.
    """
    if request.method == "GET" and not providers.may_ask(company):
        return HttpResponseNotAllowed(["POST"])
    body = _body(request)
    if body is None:
        return HttpResponse(status=413)
    try:
        posted = _posted(request, what, body)
        said = providers.hear(_line(slug), company, posted, now=clock.now())
    except NotFromThem:
        return HttpResponse(status=403)
    except Exception as wrong:  # noqa: BLE001  # whatever it was, nothing was kept: say so
        journal.cry("not_taken_in", wrong, line=slug, kind=what)
        return HttpResponse(status=503)
    return HttpResponse(said, content_type="text/xml")


def _body(request: HttpRequest) -> bytes | None:
    try:
        body = request.body
    except (RequestDataTooBig, UnreadablePostError):
        return None
    return body if len(body) <= LARGEST else None


def _posted(request: HttpRequest, what: str, body: bytes) -> Posted:
    return Posted(
        what=what,
        address=f"{settings.PUBLIC_URL}{request.path}",
        asked=request.META.get("QUERY_STRING", ""),
        body=body,
        signature=request.headers.get("X-Twilio-Signature", ""),
        method=request.method or "",
        headers={name.lower(): said for name, said in request.headers.items()},
    )


def _line(slug: str) -> Line | None:
    with as_line(slug):
        return Line.objects.filter(slug=slug).first()
