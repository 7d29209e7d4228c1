"""What an open console asks for all the time: the live stream, and its own beat."""

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from stillhere.care.access import Role
from stillhere.web.feed_thread import running_feed
from stillhere.web.gate import open_to, operator_of, while_locked
from stillhere.web.streams import Sees, Stream

LONGEST_KEY = 40
HEADERS = {"X-Accel-Buffering": "no"}


@while_locked
@open_to(Role.OPERATOR, Role.SUPERVISOR)
@require_GET
async def live(request: HttpRequest) -> HttpResponseBase:
    feed = running_feed()
    if feed is None:
        return HttpResponse(status=503)
    stream = _stream(request)
    await sync_to_async(let_go_of_the_records)()
    feed.join(stream)
    return StreamingHttpResponse(stream.events(), content_type="text/event-stream", headers=HEADERS)


def _stream(request: HttpRequest) -> Stream:
    operator = operator_of(request)
    return Stream(
        organisation=operator.organisation_id,
        operator=operator.pk,
        language=get_language() or "en",
        key=request.GET.get("key", "")[:LONGEST_KEY],
        sign_in=request.session.session_key or "",
        password=operator.password,
        sees=Sees.WALL if "wall" in request.GET else Sees.BOARD,
    )


def let_go_of_the_records() -> None:
    """Danger: a stream that kept its request's connection would soon have taken all there are."""
    if not connection.in_atomic_block:
        connection.close()
