"""What a caller does on the page: each a form that works without a script."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stillhere.actions import messages
from stillhere.actions.call_back import ask_call_back
from stillhere.actions.contact import leave, open_contact
from stillhere.actions.phone import NotANumber
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.refused import Refused
from stillhere.care.watch_events import Left
from stillhere.public.beside import whose
from stillhere.public.front import FoundLine, find_line
from stillhere.public.ticket import COOKIE, Chat, chat_of, give, is_full, new_ticket
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone
from stillhere.web.language import CHOSEN
from stillhere.web.mistakes import tell, wants_parts

MOST_WORDS: Final = 2000
"""Letters. Longer than anybody types in one go on a phone; more is cut off, never refused."""
KEY_LENGTH: Final = 40
Act = Callable[[HttpRequest, Chat], None]
View = TypeVar("View", bound=Callable[..., HttpResponse])


@open_to_everyone
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A chat that is still open goes on; pressing twice begins one."""
    line = find_line(slug)
    if line is None:
        raise Http404
    chat = chat_of(request)
    if chat is not None and chat.contact.ended_at is None and chat.line.id == line.id:
        return redirect("chat")
    if is_full(line):
        return _too_many(request, line)
    ticket = new_ticket(slug, form_key=request.POST.get("key", ""))
    open_contact(
        organisation=line.organisation,
        line_id=line.id,
        channel=Channel.CHAT,
        address=ticket.number,
        language=translation.get_language() or line.language,
        key=ticket.shown_as,
        need=_need(request.POST.get("need", "")),
        practice=line.practice,
        now=clock.now(),
    )
    response = redirect("chat")
    give(response, ticket)
    return response


def _act(act: Act) -> Callable[[HttpRequest], HttpResponse]:
    """Finds the chat of this browser, does one thing, and shows the page again."""

    @open_to_everyone
    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        chat = chat_of(request)
        if chat is None:
            return _no_chat(request)
        try:
            act(request, chat)
        except Refused:
            return _over(request)
        if wants_parts(request):
            return JsonResponse({"kept": True})
        return HttpResponseRedirect(reverse("chat"))

    return view


def _say(request: HttpRequest, chat: Chat) -> None:
    """ "They are breathing" is a button of somebody's: it is said of that one alone (CO15)."""
    words = request.POST.get("words", "").replace("\0", "")[:MOST_WORDS]
    of_one = "whose" in request.POST
    if words.strip():
        messages.receive(
            whose(request, chat) if of_one else chat.contact.pk,
            organisation=chat.organisation,
            words=words,
            key=_key(request, words),
            now=clock.now(),
            of_one=of_one,
        )


def _okay(request: HttpRequest, chat: Chat) -> None:
    word = request.POST.get("word", "").replace("\0", "")[:MOST_WORDS]
    messages.tap_okay(
        whose(request, chat),
        organisation=chat.organisation,
        ask=_ask(request),
        word=word,
        key=_key(request, request.POST.get("whose", ""), str(_ask(request)), word),
        now=clock.now(),
    )


def _help(request: HttpRequest, chat: Chat) -> None:
    messages.tap_help(
        chat.contact.pk,
        organisation=chat.organisation,
        key=_key(request, "help", str(_ask(request))),
        now=clock.now(),
    )


def _bye(request: HttpRequest, chat: Chat) -> None:
    """Said, not done: the operator closes. Going without it is what the plan is for."""
    messages.receive(
        chat.contact.pk,
        organisation=chat.organisation,
        words=_("I want to stop here. Bye."),
        key=_key(request, "bye"),
        now=clock.now(),
    )


def _answer_offer(request: HttpRequest, chat: Chat) -> None:
    """Yes, with or without a place, or no: words like any they could have written (WA12)."""
    yes = request.POST.get("answer") == "yes"
    place = request.POST.get("place", "").replace("\0", "").strip()[:MOST_WORDS]
    words = f"{_('Yes')}. {place}".strip() if yes else _("No")
    messages.receive(
        chat.contact.pk,
        organisation=chat.organisation,
        words=words,
        key=_key(request, "offer", words),
        now=clock.now(),
    )


say = _act(_say)
okay = _act(_okay)
ask_help = _act(_help)
bye = _act(_bye)
answer_offer = _act(_answer_offer)


@open_to_everyone
@require_POST
def call_back(request: HttpRequest) -> HttpResponse:
    """ "Ring me back": without a number they are told where to come back to (CO4)."""
    chat = chat_of(request)
    if chat is None:
        return _no_chat(request)
    number = request.POST.get("number", "").replace("\0", "")[:KEY_LENGTH]
    try:
        ask_call_back(
            chat.contact.pk,
            organisation=chat.organisation,
            number=number,
            key=_key(request, "call_back", number),
            now=clock.now(),
        )
    except NotANumber:
        now_do = _("Go back and write it with its area code, or leave it empty.")
        return tell(request, 422, _("This is not a number that can be dialled"), now_do)
    except Refused:
        pass  # somebody is with them already, or it is over: the page says which
    return HttpResponseRedirect(reverse("chat"))


@open_to_everyone
@require_POST
def leave_quickly(request: HttpRequest) -> HttpResponse:
    """They had to go, now. The plan says what that means; this browser forgets everything."""
    chat = chat_of(request)
    if chat is not None:
        key = _key(request, "exit", str(chat.contact.version))
        leave(
            chat.contact.pk,
            organisation=chat.organisation,
            how=Left.EXIT,
            key=key,
            now=clock.now(),
        )
    response = redirect("away")
    for name in (COOKIE, settings.CSRF_COOKIE_NAME, CHOSEN):
        response.delete_cookie(name, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _need(said: str) -> Need:
    return Need(said) if said in {need.value for need in Need} else Need.UNKNOWN


def _key(request: HttpRequest, *said: str) -> str:
    made = request.POST.get("key", "").replace("\0", "") or f"{clock.now().timestamp()}"
    return key_of(made, *said)


def key_of(made: str, *said: str) -> str:
    """Of the form's own key and of what was said: one press twice is one, another never is."""
    return sha256("\0".join((made, *said)).encode()).hexdigest()[:KEY_LENGTH]


def _ask(request: HttpRequest) -> int:
    asked = request.POST.get("ask", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _too_many(request: HttpRequest, line: FoundLine) -> HttpResponse:
    """So many wait that another would wait in vain. Nobody who is here already is limited."""
    call = _("Call %(number)s.") % {"number": line.number} if line.number else ""
    now_do = _("In danger, call 911 or your local emergency number. Else try again in a minute.")
    return tell(request, 503, _("Too many people are waiting just now"), call, now_do)


def _no_chat(request: HttpRequest) -> HttpResponse:
    do_now = _("Begin again from the page you came from, or call.")
    if wants_parts(request):
        return JsonResponse({"no": do_now}, status=404)
    return tell(request, 404, _("We do not know this browser any more"), do_now)


def _over(request: HttpRequest) -> HttpResponse:
    if wants_parts(request):
        return JsonResponse({"over": True}, status=409)
    return redirect("chat")
