"""Practice phones on one page: text, ring, go quiet. Everyone here is invented."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import phone_presses
from stillhere.actions.practice import (
    Carried,
    NoSuchPhone,
    Phone,
    answer_ring,
    deliveries,
    hang_up,
    let_it_ring,
    phones,
    press_one,
    text_from,
)
from stillhere.care.access import Page, roles_for
from stillhere.console import practice_chat
from stillhere.console.scripts_words import ABOUT
from stillhere.records.organisations import as_organisation, open_lines
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import wants_parts

MOST_KEY = 40
MOST_WORDS = 480
"""Letters: three texts long, more than a cheap phone lets anybody type."""
practisers = open_to(*roles_for(Page.PRACTICE))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPhone:
    phone: Phone
    carried: list[Carried]
    about: Any = ""
    """What its script does, and why; nothing where a person plays it."""
    heard: int = 0
    """Questions it has been asked in this round."""

    @property
    def state(self) -> dict[str, bool]:
        return _state(self.phone)


@practisers
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    organisation = operator.organisation_id
    with as_organisation(organisation):
        lines = list(open_lines(organisation).filter(practice=True).order_by("name"))
    here = {"operator": operator, "phones": _seen(organisation), "lines": lines}
    chat = practice_chat.news_of(request)
    return render(request, "console/practice/page.html", {**here, "chat": chat, "key": _new_key()})


@practisers
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    seen = _seen(operator_of(request).organisation_id)
    chat = practice_chat.news_of(request)
    return JsonResponse({"phones": [_plain(each) for each in seen], "chat": chat})


@practisers
@require_POST
def text(request: HttpRequest, phone_id: int) -> HttpResponse:
    words = request.POST.get("words", "").replace("\0", "").strip()[:MOST_WORDS]
    if words:
        _on_phone(
            request,
            text_from,
            phone_id,
            body=words,
            key=_key(request),
        )
    return _back(request)


@practisers
@require_POST
def pick_up(request: HttpRequest, phone_id: int) -> HttpResponse:
    _on_phone(request, answer_ring, phone_id)
    return _back(request)


@practisers
@require_POST
def ignore(request: HttpRequest, phone_id: int) -> HttpResponse:
    _on_phone(request, let_it_ring, phone_id)
    return _back(request)


@practisers
@require_POST
def press(request: HttpRequest, phone_id: int) -> HttpResponse:
    """Key 1: a person has heard it. The only proof there is (CO5)."""
    _on_phone(request, press_one, phone_id)
    return _back(request)


@practisers
@require_POST
def put_down(request: HttpRequest, phone_id: int) -> HttpResponse:
    """As a voicemail does: picked up, nothing pressed."""
    _on_phone(request, hang_up, phone_id)
    return _back(request)


@practisers
@require_POST
def texts_stop(request: HttpRequest, phone_id: int) -> HttpResponse:
    _on_phone(request, phone_presses.texts_stop, phone_id, key=_key(request))
    return _back(request)


@practisers
@require_POST
def go_quiet(request: HttpRequest, phone_id: int) -> HttpResponse:
    def quiet(phone: int, *, organisation: int, now: datetime) -> None:
        del now
        phone_presses.go_quiet(phone, organisation=organisation)

    _on_phone(request, quiet, phone_id)
    return _back(request)


@practisers
@require_POST
def drop(request: HttpRequest, phone_id: int) -> HttpResponse:
    """Its battery is empty, or there is no signal."""
    _on_phone(request, phone_presses.drop, phone_id)
    return _back(request)


@practisers
@require_POST
def come_back(request: HttpRequest, phone_id: int) -> HttpResponse:
    words = _("I am back. My phone was off.")
    _on_phone(request, phone_presses.come_back, phone_id, key=_key(request), words=words)
    return _back(request)


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:MOST_KEY] or _new_key()


def _on_phone(request: HttpRequest, act: Any, phone_id: int, **rest: str) -> None:
    organisation = operator_of(request).organisation_id
    try:
        act(phone_id, organisation=organisation, now=clock.now(), **rest)
    except NoSuchPhone:
        raise Http404 from None


def _back(request: HttpRequest) -> HttpResponse:
    if wants_parts(request):
        return JsonResponse({"kept": True})
    return redirect("practice")


def _seen(organisation: int) -> list[SeenPhone]:
    return [
        SeenPhone(
            phone=phone,
            carried=_on_the_phone(phone, organisation),
            about=ABOUT.get(phone.script, ""),
            heard=phone.asked,
        )
        for phone in phones(organisation=organisation, now=clock.now())
    ]


def _on_the_phone(phone: Phone, organisation: int) -> list[Carried]:
    return [
        each for each in deliveries(phone.id, organisation=organisation) if each.is_on_the_phone
    ]


def _plain(seen: SeenPhone) -> dict[str, Any]:
    carried = [{**asdict(each), "at": each.at.isoformat()} for each in seen.carried]
    return {"id": seen.phone.id, **_state(seen.phone), "carried": carried}


def _state(phone: Phone) -> dict[str, bool]:
    return {
        "is_ringing": phone.is_ringing,
        "in_call": phone.in_call,
        "is_quiet": phone.is_quiet and not phone.is_off,
        "is_off": phone.is_off,
        "is_stopped": phone.is_stopped,
    }


def _new_key() -> str:
    return secrets.token_urlsafe(12)


addresses = [
    *practice_chat.addresses,
    path("", page, name="practice"),
    path("news", news, name="practice_news"),
    path("<int:phone_id>/text", text, name="practice_text"),
    path("<int:phone_id>/answer", pick_up, name="practice_answer"),
    path("<int:phone_id>/ignore", ignore, name="practice_ignore"),
    path("<int:phone_id>/press", press, name="practice_press"),
    path("<int:phone_id>/put-down", put_down, name="practice_put_down"),
    path("<int:phone_id>/stop", texts_stop, name="practice_stop"),
    path("<int:phone_id>/quiet", go_quiet, name="practice_quiet"),
    path("<int:phone_id>/drop", drop, name="practice_drop"),
    path("<int:phone_id>/back", come_back, name="practice_back"),
]
