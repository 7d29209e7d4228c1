"""Which language a page speaks: chosen here, else the operator's own, the browser's, the line's."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation.trans_real import parse_accept_lang_header

CHOSEN: Final = "language"
"""A cookie that ends with the browser: a caller's phone remembers nothing of us."""
OURS: Final = frozenset(code for code, _name in settings.LANGUAGES)


class Language(MiddlewareMixin):
    def process_request(self, request: HttpRequest) -> None:
        speak(request, chosen(request) or asked_by_browser(request) or settings.LANGUAGE_CODE)

    def process_response(
        self, _request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


def speak(request: HttpRequest, code: str) -> None:
    translation.activate(code)
    request.LANGUAGE_CODE = translation.get_language()


def speak_as(request: HttpRequest, own: str) -> None:
    """The operator's own language, unless this browser was told another."""
    if not chosen(request) and own in OURS:
        speak(request, own)


def fall_back_to(request: HttpRequest, line: str) -> None:
    """The line's language, where neither the person nor the browser has said anything."""
    if not chosen(request) and not asked_by_browser(request) and line in OURS:
        speak(request, line)


def chosen(request: HttpRequest) -> str | None:
    code = request.COOKIES.get(CHOSEN, "")
    return code if code in OURS else None


def asked_by_browser(request: HttpRequest) -> str | None:
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.split("-")[0] for code, _weight in wanted)
    return next((code for code in codes if code in OURS), None)
