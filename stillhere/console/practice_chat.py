"""The chat beside the practice phones: its presses are forms, and its news comes with theirs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stillhere.actions import practice_chat
from stillhere.actions.practice import phones, text_from
from stillhere.actions.practice_chat import Chat, NoChat, chat_of
from stillhere.actions.thread import Said
from stillhere.care.access import Page, roles_for
from stillhere.care.refused import Refused
from stillhere.console.asking import whole_number
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no, wants_parts

MOST_WORDS, MOST_KEY = 2000, 40
Act = Callable[[HttpRequest, dict[str, Any]], None]


def chat_shown(request: HttpRequest) -> Chat | None:
    operator = operator_of(request)
    return chat_of(operator.pk, organisation=operator.organisation_id)


def news_of(request: HttpRequest) -> dict[str, Any] | None:
    return as_news(chat_shown(request))


def as_news(chat: Chat | None) -> dict[str, Any] | None:
    if chat is None:
        return None
    said = [{"body": words_of(each), "inbound": each.inbound} for each in chat.said]
    here = {"is_open": chat.is_open, "is_off": chat.is_off, "is_watched": chat.ask > 0}
    return {**here, "ask": chat.ask, "said": said}


def words_of(said: Said) -> str:
    match said.kind:
        case "tap":
            return _("I'm okay")
        case "help":
            return _("Help")
        case _:
            return said.words


def _act(act: Act) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        operator = operator_of(request)
        who = {"operator": operator.pk, "organisation": operator.organisation_id}
        try:
            act(request, who)
        except NoChat:  # the card says so: nothing leaves, now or later
            kept = {"kept": False}
            return JsonResponse(kept, status=409) if wants_parts(request) else redirect("practice")
        except Refused as refusal:
            return say_no(request, refusal)
        return JsonResponse({"kept": True}) if wants_parts(request) else redirect("practice")

    return open_to(*roles_for(Page.PRACTICE))(require_POST(view))


def _pressed(request: HttpRequest) -> dict[str, Any]:
    key = request.POST.get("key", "").replace("\0", "")[:MOST_KEY] or f"{clock.now().timestamp()}"
    return {"key": key, "now": clock.now()}


def _say(request: HttpRequest, who: dict[str, Any]) -> None:
    words = request.POST.get("words", "").replace("\0", "").strip()[:MOST_WORDS]
    if words:
        practice_chat.say(**who, words=words, **_pressed(request))


def _okay(request: HttpRequest, who: dict[str, Any]) -> None:
    ask = whole_number(request.POST.get("ask")) or 0
    practice_chat.okay(**who, ask=ask, **_pressed(request))


def _cry(request: HttpRequest, who: dict[str, Any]) -> None:
    practice_chat.cry(**who, **_pressed(request))


def _go(request: HttpRequest, who: dict[str, Any]) -> None:
    practice_chat.go(**who, **_pressed(request))


def _drop(request: HttpRequest, who: dict[str, Any]) -> None:
    del request
    practice_chat.connection(**who, is_there=False)


def _back(request: HttpRequest, who: dict[str, Any]) -> None:
    """The page is loaded again: the same chat, and the same watch."""
    del request
    practice_chat.connection(**who, is_there=True)


def _back_by_text(request: HttpRequest, who: dict[str, Any]) -> None:
    """Another way, by the first phone that is played by hand; a person joins the two (CO8)."""
    ours, pressed = who["organisation"], _pressed(request)
    free = (each for each in phones(organisation=ours, now=pressed["now"]) if not each.script)
    phone = next((each for each in free if not each.is_off), None)
    if phone is None:
        raise NoChat
    words = _("It is me, from the chat. My page is gone.")
    text_from(phone.id, organisation=ours, body=words, **pressed)


def _from_phone(request: HttpRequest, who: dict[str, Any]) -> None:
    """Whose phone is off comes by the page: a person joins the two (CO8)."""
    words = _("It is me, from the phone. It is off, so I write here.")
    practice_chat.say(**who, words=words, **_pressed(request))


addresses = [
    path("chat/say", _act(_say), name="practice_chat_say"),
    path("chat/okay", _act(_okay), name="practice_chat_okay"),
    path("chat/help", _act(_cry), name="practice_chat_help"),
    path("chat/leave", _act(_go), name="practice_chat_leave"),
    path("chat/drop", _act(_drop), name="practice_chat_drop"),
    path("chat/back", _act(_back), name="practice_chat_back"),
    path("chat/from-phone", _act(_from_phone), name="practice_chat_from_phone"),
    path("chat/back-by-text", _act(_back_by_text), name="practice_chat_back_by_text"),
]
