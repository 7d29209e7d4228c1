"""Static files from the web process itself: small ones, whole, with no thread to wait for."""

import gzip
import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, Final

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

Next = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]
SHRINKS: Final = ("text/", "image/svg+xml", "application/javascript")
TAKES_GZIP: Final = re.compile(r"\bgzip\b")


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
    response = HttpResponse(body, status=int(answer.status), headers=dict(answer.headers))
    return _packed(response, request)


def _packed(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Files of ours are the same for everybody: nothing of them is a secret to be guessed at."""
    if response.status_code != 200 or not response.headers["Content-Type"].startswith(SHRINKS):
        return response
    response.headers["Vary"] = "Accept-Encoding"
    if response.content and TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response.content = _gzip(response.content)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=256)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
