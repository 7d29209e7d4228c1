"""Static files from the web process itself: small ones, whole, with no thread to wait for."""

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

Next = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class StaticFiles:
    """WhiteNoise knows the files and their headers; its own answer blocks an event loop."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.files: dict[str, Any] = WhiteNoiseMiddleware(get_response).files
        self.awaited = iscoroutinefunction(get_response)
        if self.awaited:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        found = self.files.get(request.path_info)
        if found is None:
            return self.get_response(request)
        return _later(found, request) if self.awaited else _whole(found, request)


async def _later(found: Any, request: HttpRequest) -> HttpResponse:
    return _whole(found, request)


def _whole(found: Any, request: HttpRequest) -> HttpResponse:
    answer = found.get_response(request.method, request.META)
    body = b"" if answer.file is None else answer.file.read()
    if answer.file is not None:
        answer.file.close()
    return HttpResponse(body, status=int(answer.status), headers=dict(answer.headers))
