"""Static files from the web process itself: small ones, whole, with no thread to wait for."""

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]  # has none

Next = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # as above
    """WhiteNoise knows the files and their headers; its own answer blocks an event loop."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Next) -> None:
        super().__init__(get_response)
        self.awaited = iscoroutinefunction(get_response)
        if self.awaited:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        found = super().__call__(request)
        return _sooner_or_later(found) if self.awaited else found

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        streamed = WhiteNoiseMiddleware.serve(static_file, request)
        headers = dict(streamed.items())
        whole = HttpResponse(b"".join(streamed), status=streamed.status_code, headers=headers)
        streamed.close()
        return whole


async def _sooner_or_later(found: Any) -> HttpResponseBase:
    response: HttpResponseBase = await found if isawaitable(found) else found
    return response
