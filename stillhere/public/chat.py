"""The caller's own view of their chat: how it stands and what was said, and nothing else."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stillhere.actions.alone import truth
from stillhere.actions.messages import Said
from stillhere.actions.watch import load
from stillhere.care.caller_view import CallerView, Shown, caller_sees
from stillhere.care.contact_state import Need
from stillhere.public.beside import SeenBeside, beside_seen, left, name_of, said_here
from stillhere.public.front import elsewhere
from stillhere.public.ticket import Chat, chat_of
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone

WAITING: Final = "waiting"
NOBODY_ON: Final = "nobody_on"
"""They wait, and have been told that nobody is on shift (CO4)."""
PAUSED: Final = "paused"
"""The line takes nobody new for now; they have been told where else (CO16)."""
WITH_SOMEBODY: Final = "with_somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSaid:
    id: str
    inbound: bool
    by_machine: bool
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    shown: str
    """waiting, paused, nobody_on, with_somebody, or one of `care.caller_view.Shown`."""
    is_open: bool
    watched: bool
    call_back: bool
    for_them: bool
    """They are here for somebody who is down (CO15)."""
    with_name: str
    ask: int
    due: datetime | None
    at: datetime
    sound: bool
    offered: bool
    """They may say yes to a watch without a person (WA12)."""
    unattended: bool
    other_line: str
    thread: list[SeenSaid]
    whose: int
    """The contact whose buttons these are."""
    name: str
    """Where several are watched by this browser, what they are called; else nothing."""
    beside: list[SeenBeside]
    """The others (IN6)."""
    mark: str = ""
    """Changes whenever anything the caller can see has changed."""

    @property
    def left(self) -> str:
        return left(self.due, self.at)


@open_to_everyone
@require_safe
def chat_page(request: HttpRequest) -> HttpResponse:
    chat = chat_of(request)
    if chat is None:
        return redirect("first")
    here = {
        "chat": chat,
        "seen": see(chat, now=clock.now()),
        "key": secrets.token_urlsafe(12),
        "truth": truth(),
        "elsewhere": elsewhere(chat.line) if chat.contact.facts.get("held_back") else [],
    }
    return render(request, "public/chat.html", here)


@open_to_everyone
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Nothing, cheaply, while nothing changed: a phone on 2G asks every two seconds."""
    chat = chat_of(request)
    if chat is None:
        return JsonResponse({}, status=404)
    seen = see(chat, now=clock.now())
    if request.headers.get("X-Mark") == seen.mark:
        return HttpResponse(status=204)
    return JsonResponse(asdict(seen))


def see(chat: Chat, *, now: datetime) -> Seen:
    contact = chat.contact
    view, sound = _watch_view(chat)
    name = _with_name(chat)
    said = [_said(each) for each in said_here(chat)]
    beside = beside_seen(chat, now=now)
    unattended = view is not None and view.unattended
    seen = Seen(
        shown=_shown(chat, view, name),
        is_open=contact.ended_at is None,
        watched=view is not None and view.shown is not Shown.OVER,
        call_back=bool(contact.facts.get("call_back")),
        for_them=_for_them(chat, view),
        with_name="" if unattended else name,
        ask=view.ask if view else 0,
        due=view.due if view else None,
        at=now,
        sound=sound,
        offered=contact.ended_at is None and bool(contact.facts.get("unattended_offered")),
        unattended=unattended,
        other_line=chat.line.other_line,
        thread=said,
        whose=contact.pk,
        name=name_of(contact) if beside else "",
        beside=beside,
    )
    return _marked(seen)


def _watch_view(chat: Chat) -> tuple[CallerView | None, bool]:
    if chat.contact.watch_id is None:
        return None, False
    with as_organisation(chat.organisation):
        watch = load(chat.contact.watch_id).watch
    return caller_sees(watch), watch.terms.reach.sound and not watch.duress


def _for_them(chat: Chat, view: CallerView | None) -> bool:
    """As they said when they came, until a watch knows it better."""
    if view is None:
        return bool(chat.contact.facts.get("need") == Need.SOMEONE_DOWN)
    return view.of_them


def _with_name(chat: Chat) -> str:
    operator_id = chat.contact.operator_id
    if operator_id is None:
        return ""
    with as_organisation(chat.organisation):
        operator = chat.contact.operator
    return operator.name if operator else _("Somebody")


def _shown(chat: Chat, view: CallerView | None, name: str) -> str:
    if chat.contact.ended_at is not None:
        return Shown.OVER
    if view is not None and view.shown is not Shown.OVER:
        return view.shown
    if name:
        return WITH_SOMEBODY
    if chat.contact.facts.get("held_back"):
        return PAUSED
    told = chat.contact.facts.get("told") and chat.contact.facts.get("nobody_on")
    return NOBODY_ON if told else WAITING


def _said(said: Said) -> SeenSaid:
    by_machine = not said.inbound and said.by is None
    return SeenSaid(
        id=str(said.id),
        inbound=said.inbound,
        by_machine=by_machine,
        words=_words(said),
        by=_("You") if said.inbound else (said.by or ""),
        at=said.at,
    )


def _words(said: Said) -> str:
    if not said.readable:
        return _("These words cannot be read any more.")
    match said.kind:
        case "tap":
            return _("I'm okay")
        case "help":
            return _("Help")
        case _:
            return said.words


def _marked(seen: Seen) -> Seen:
    beside = [{**asdict(each), "at": None} for each in seen.beside]
    language = translation.get_language()
    told: dict[str, Any] = {**asdict(seen), "at": None, "beside": beside, "language": language}
    return replace(seen, mark=sha256(repr(told).encode()).hexdigest()[:16])
